/** What needs no relation: readings that are missing, stand still, leave the range ever seen, or change a constant. */

import type { Evidence } from './evidence.ts';
import type { Profile } from './profile.ts';

const NAMES = ['flat', 'missing', 'range', 'changed'] as const;
/** A channel that once stood still for this part of the learned rows may do so for ever. */
const IDLE_PART = 0.02;
/** A reading so many learned ranges beyond its end has the evidence of one never seen. (estimate) */
const RANGE_MARGIN = 4;
/** Ticks over which a new value of a constant channel ceases to be news. (estimate) */
const NEWS_TICKS = 60;
/** And after which it is the channel's constant. */
const SETTLED_AFTER = 600;
/** Evidence of the change, in units of that of something not seen in the rows learned. (estimate) */
const NEWS = 1.5;

export class Validity {
  readonly names: readonly string[] = NAMES;
  readonly #constant: Uint8Array;
  readonly #flatRate: Float64Array;
  readonly #missingRate: Float64Array;
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #rangeRate: Float64Array;
  readonly #usable: Uint8Array;
  readonly #settled: Float64Array;
  readonly #age: Int32Array;
  readonly #rare: number;
  readonly #first: number;

  /**
   * @param rows frames learned from: what was not seen in them has a chance below 1 / rows
   * @param first index of the first of these statistics among all
   */
  constructor(profiles: readonly Profile[], usable: readonly number[], rows: number, first: number) {
    const rare = Math.log(rows + 1);
    this.#rare = rare;
    this.#first = first;
    this.#usable = Uint8Array.from(usable);
    this.#constant = Uint8Array.from(profiles, ({ min, max, readings }) => (min === max && readings > 0 ? 1 : 0));
    this.#settled = Float64Array.from(profiles, ({ center }) => center);
    this.#age = new Int32Array(profiles.length);
    const idle = (p: Profile) => p.discrete || p.flatRun > IDLE_PART * rows;
    this.#flatRate = Float64Array.from(profiles, (p) => (idle(p) ? 0 : rare / (2 * p.flatRun + 4)));
    const silent = (p: Profile) => p.missingRun > IDLE_PART * rows || p.readings === 0;
    this.#missingRate = Float64Array.from(profiles, (p) => (silent(p) ? 0 : (NEWS * rare) / (p.missingRun + 1)));
    this.#min = Float64Array.from(profiles, ({ min }) => min);
    this.#max = Float64Array.from(profiles, ({ max }) => max);
    this.#rangeRate = Float64Array.from(profiles, ({ min, max }) =>
      max > min ? rare / (RANGE_MARGIN * (max - min)) : 0,
    );
  }

  /** Notes a tick's readings of constant channels; once a frame, before `judge`. */
  step(readings: Float64Array): void {
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i];
      if (this.#constant[i] === 0 || Number.isNaN(reading)) continue;
      if (reading === this.#settled[i]) {
        this.#age[i] = 0;
      } else if (++this.#age[i] > SETTLED_AFTER) {
        this.#settled[i] = reading;
        this.#age[i] = 0;
      }
    }
  }

  /** Raises `evidence` and sets `which` where one of these statistics says more than the others. */
  judge(readings: Float64Array, { flat, missing }: Evidence, evidence: Float64Array, which: Uint8Array): void {
    const first = this.#first;
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i];
      if (Number.isNaN(reading)) {
        evidence[i] = this.#missingRate[i] * missing[i];
        which[i] = first + 1;
        continue;
      }
      if (this.#constant[i] === 1) {
        // News, fading: nothing is known of what it does when it is not constant.
        const age = this.#age[i];
        evidence[i] = age > 0 ? this.#rare * Math.exp(-age / NEWS_TICKS) : 0;
        which[i] = first + 3;
        continue;
      }
      if (this.#usable[i] === 0) evidence[i] = 0;
      // At the end of its range, or at nothing, an instrument may stand still for as long as the plant does.
      const atRest = reading === 0 || reading <= this.#min[i] || reading >= this.#max[i];
      const still = atRest ? 0 : this.#flatRate[i] * flat[i];
      if (still > evidence[i]) {
        evidence[i] = still;
        which[i] = first;
      }
      const beyond = Math.max(this.#min[i] - reading, reading - this.#max[i]) * this.#rangeRate[i];
      if (beyond > evidence[i]) {
        evidence[i] = beyond;
        which[i] = first + 2;
      }
    }
  }
}
