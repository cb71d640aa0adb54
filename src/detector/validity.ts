/** What needs no relation: readings that are missing, stand still, leave the range ever seen, or change a constant. */

import type { Profile } from './profile.ts';

const NAMES = ['flat', 'missing', 'range', 'changed'] as const;
const [FLAT, MISSING, RANGE, CHANGED] = NAMES.keys();
/** A channel that once stood still for this part of the learned rows may do so for ever. */
const IDLE_PART = 0.02;
/** A reading so many learned ranges beyond its end has the evidence of one never seen. (estimate) */
const RANGE_MARGIN = 4;
/** Ticks over which a new value of a constant channel ceases to be news. (estimate) */
const NEWS_TICKS = 400;
/** And after which it is the channel's constant. */
const SETTLED_AFTER = 600;
/** Evidence of the change, in units of that of something not seen in the rows learned. (estimate) */
const NEWS = 1.5;

export class Validity {
  readonly names: readonly string[] = NAMES;
  /** Evidence of each reading of the last tick, ≥ 0. */
  readonly evidence: Float64Array;
  /** Which of `names` gave it. */
  readonly which: Uint8Array;
  /** Ticks that each reading has stood still, and been missing. */
  readonly #flat: Int32Array;
  readonly #missing: Int32Array;
  readonly #last: Float64Array;
  readonly #constant: Uint8Array;
  readonly #flatRate: Float64Array;
  readonly #missingRate: Float64Array;
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #rangeRate: Float64Array;
  readonly #settled: Float64Array;
  readonly #age: Int32Array;
  readonly #rare: number;

  /** @param rows frames learned from: what was not seen in them has a chance below 1 / rows */
  constructor(profiles: readonly Profile[], rows: number) {
    const n = profiles.length;
    const rare = Math.log(rows + 1);
    this.#rare = rare;
    this.evidence = new Float64Array(n);
    this.which = new Uint8Array(n);
    this.#flat = new Int32Array(n);
    this.#missing = new Int32Array(n);
    this.#last = new Float64Array(n).fill(Number.NaN);
    this.#constant = Uint8Array.from(profiles, ({ min, max, readings }) => (min === max && readings > 0 ? 1 : 0));
    this.#settled = Float64Array.from(profiles, ({ center }) => center);
    this.#age = new Int32Array(n);
    const idle = (p: Profile) => p.discrete || p.flatRun > IDLE_PART * rows;
    this.#flatRate = Float64Array.from(profiles, (p) => (idle(p) ? 0 : rare / (2 * p.flatRun + 4)));
    const silent = (p: Profile) => p.missingRun > IDLE_PART * rows || p.readings === 0;
    // One missing reading says no more than how seldom there is one.
    const seldom = (p: Profile) => Math.log(rows / Math.max(1, rows - p.readings));
    this.#missingRate = Float64Array.from(profiles, (p) =>
      silent(p) ? 0 : Math.min(seldom(p), (NEWS * rare) / (p.missingRun + 1)),
    );
    this.#min = Float64Array.from(profiles, ({ min }) => min);
    this.#max = Float64Array.from(profiles, ({ max }) => max);
    this.#rangeRate = Float64Array.from(profiles, ({ min, max }) =>
      max > min ? rare / (RANGE_MARGIN * (max - min)) : 0,
    );
  }

  /** Forgets how long readings have stood still and been missing, as after a gap in time. */
  reset(): void {
    this.#flat.fill(0);
    this.#missing.fill(0);
    this.#last.fill(Number.NaN);
  }

  /** Takes the readings of a tick. */
  step(readings: Float64Array): void {
    const { evidence, which } = this;
    const flat = this.#flat;
    const missing = this.#missing;
    const last = this.#last;
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i];
      if (Number.isNaN(reading)) {
        evidence[i] = this.#missingRate[i] * ++missing[i];
        which[i] = MISSING;
        continue;
      }
      missing[i] = 0;
      flat[i] = reading === last[i] ? flat[i] + 1 : 0;
      last[i] = reading;
      if (this.#constant[i] === 1) {
        evidence[i] = this.#news(i, reading);
        which[i] = CHANGED;
        continue;
      }
      // At the end of its range, or at nothing, an instrument may stand still for as long as the plant does.
      const atRest = reading === 0 || reading <= this.#min[i] || reading >= this.#max[i];
      const still = atRest ? 0 : this.#flatRate[i] * flat[i];
      const beyond = Math.max(0, this.#min[i] - reading, reading - this.#max[i]) * this.#rangeRate[i];
      evidence[i] = Math.max(still, beyond);
      which[i] = still >= beyond ? FLAT : RANGE;
    }
  }

  /** Evidence that a constant channel has another value: it fades, for nothing is known of what it does when it is not constant. */
  #news(i: number, reading: number): number {
    const age = this.#age;
    if (reading === this.#settled[i]) {
      age[i] = 0;
    } else if (++age[i] > SETTLED_AFTER) {
      this.#settled[i] = reading;
      age[i] = 0;
    }
    return age[i] > 0 ? NEWS * this.#rare * Math.exp(-age[i] / NEWS_TICKS) : 0;
  }
}
