/**
 * What a channel can be predicted from: every channel's standardised reading now, and its exponentially weighted
 * means over a few time constants, which stand for lags and for water on its way through tanks.
 */

import type { Profile } from './profile.ts';

/** Readings are cut at this part of the learned range beyond its ends before they predict others. */
const CUT_MARGIN = 3;
/** What is outside the range learned counts so many times as much against a prediction. (estimate) */
const BEYOND = 6;

/** A mean that has just been started may be off by so many spreads of its channel … (estimate) */
const UNSETTLED = 10;
/** … ever less, until it is this many times its time constant old. */
const SETTLING = 3;

export class Features {
  readonly channels: number;
  /** Time constants of the means, periods. */
  readonly lags: readonly number[];
  /** Standardised mean readings of this period, not cut; NaN where missing. */
  readonly own: Float64Array;
  /** `now` of every channel, then the means of the first time constant, and so on; never NaN. */
  readonly values: Float64Array;
  /** 1 where a reading is replaced by its estimate. */
  readonly replaced: Uint8Array;
  readonly #doubt: Float64Array;
  /** Whether `#doubt` is that of this period: most passes over what is learned need none, so it waits to be asked for. */
  #isDoubtKnown = false;
  readonly #center: Float64Array;
  readonly #invScale: Float64Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #weights: Float64Array;
  /** Periods since the means were started. */
  #age = 0;

  constructor(profiles: readonly Profile[], lags: readonly number[]) {
    this.channels = profiles.length;
    this.lags = lags;
    this.own = new Float64Array(this.channels);
    this.values = new Float64Array(this.channels * (lags.length + 1));
    this.#doubt = new Float64Array(this.values.length);
    this.replaced = new Uint8Array(this.channels);
    this.#center = Float64Array.from(profiles, ({ center }) => center);
    this.#invScale = Float64Array.from(profiles, ({ scale }) => 1 / scale);
    const cut = (p: Profile, end: number, sign: number) =>
      (end - p.center + sign * CUT_MARGIN * (p.max - p.min)) / p.scale;
    this.#low = Float64Array.from(profiles, (p) => cut(p, p.min, -1));
    this.#high = Float64Array.from(profiles, (p) => cut(p, p.max, 1));
    this.#min = Float64Array.from(profiles, ({ min, center, scale }) => (min - center) / scale);
    this.#max = Float64Array.from(profiles, ({ max, center, scale }) => (max - center) / scale);
    this.#weights = Float64Array.from(lags, (lag) => 1 / lag);
  }

  /** Forgets the past: the means start from the next reading. */
  reset(): void {
    this.#age = 0;
  }

  /**
   * Takes the mean readings of a period.
   * @param estimates standardised values that stand in for readings that are missing or not trusted
   * @param distrusted 1 where a reading must not predict others
   */
  step(readings: Float64Array, estimates: Float64Array, distrusted: Uint8Array): void {
    const { channels, own, values, replaced } = this;
    const center = this.#center;
    const invScale = this.#invScale;
    const low = this.#low;
    const high = this.#high;
    for (let i = 0; i < channels; i++) {
      const z = (readings[i] - center[i]) * invScale[i];
      own[i] = z;
      replaced[i] = Number.isNaN(z) ? 1 : distrusted[i];
      const trusted = replaced[i] === 1 ? estimates[i] : z;
      values[i] = trusted < low[i] ? low[i] : trusted > high[i] ? high[i] : trusted;
    }
    const weights = this.#weights;
    for (let k = 0; k < weights.length; k++) {
      const weight = this.#age > 0 ? weights[k] : 1;
      const from = (k + 1) * channels;
      for (let i = 0; i < channels; i++) values[from + i] += weight * (values[i] - values[from + i]);
    }
    this.#age++;
    this.#isDoubtKnown = false;
  }

  /** How far each of `values` is from its centre, what lies outside the range learned counted `BEYOND` times, ≥ 0. */
  get doubt(): Float64Array {
    if (!this.#isDoubtKnown) this.#measureDoubt();
    return this.#doubt;
  }

  #measureDoubt(): void {
    this.#isDoubtKnown = true;
    const { channels, values } = this;
    const doubt = this.#doubt;
    const min = this.#min;
    const max = this.#max;
    for (let from = 0, block = 0; from < values.length; from += channels, block++) {
      const unsure = block === 0 ? 0 : Math.max(0, 1 - this.#age / (SETTLING * this.lags[block - 1])) * UNSETTLED;
      for (let i = 0; i < channels; i++) {
        const value = values[from + i];
        const beyond = value < min[i] ? min[i] - value : value > max[i] ? value - max[i] : 0;
        doubt[from + i] = Math.abs(value) + BEYOND * beyond + unsure;
      }
    }
  }

  /** Takes over everything that other features of the same channels know. */
  copy(other: Features): void {
    this.own.set(other.own);
    this.values.set(other.values);
    this.#doubt.set(other.#doubt);
    this.#isDoubtKnown = other.#isDoubtKnown;
    this.replaced.set(other.replaced);
    this.#age = other.#age;
  }
}
