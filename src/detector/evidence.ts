/**
 * Statistics of one channel's residual over time: its jump (what its own past does not predict), its means over
 * several time constants, and whether it is noisier or quieter than normal.
 */

import type { Residuals } from './residuals.ts';

/** Periods over which noise is measured. */
const NOISE_PERIODS = 24;
/** Noise that has gone within these last periods is over: it is at most a part of what they show. (measured on made-up data) */
const NEWEST_PERIODS = 6;
const NEWEST_PART = 0.7;
/** Squared jumps are cut here: noise is more than one spike. */
const NOISE_CUT = 16;
/** Noise below this part of the normal variance is none. (estimate) */
const LEAST_NOISE = 0.02;
/** A slow mean follows the next quicker one back when they are this many normal thresholds apart. (estimate) */
const RECOVERY = 0.5;

/** Ticks over which the most recent residual is taken, unless a period is longer. */
const RECENT_TICKS = 6;

/** Names of the statistics, the means with their time constants in ticks: index order of all arrays of statistics. */
export function statisticNames(means: readonly number[], periodTicks: number): string[] {
  return ['jump', ...means.map((periods) => `mean_${periods * periodTicks}`), 'noisy', 'quiet'];
}

/** Means over at least so many ticks are slow: quicker residuals jump when a predictor does. (estimate) */
const SLOW_TICKS = 36;

/** The first of the means that is slow; the last where none is. */
export function firstSlowMean(means: readonly number[], periodTicks: number): number {
  const first = means.findIndex((periods) => periods * periodTicks >= SLOW_TICKS);
  return first < 0 ? means.length - 1 : first;
}

export class Evidence {
  readonly channels: number;
  /** Time constants of the means, periods, rising. */
  readonly means: readonly number[];
  /** How many statistics a channel has. */
  readonly count: number;
  /** Statistic s of channel i at `s × channels + i`, ≥ 0; NaN where the reading is missing. */
  readonly values: Float64Array;
  /** Signed means, mean k of channel i at `k × channels + i`. */
  readonly signed: Float64Array;
  /** Signed mean of the last ticks, or of the last period where that is longer. */
  readonly recent: Float64Array;
  /** The first of the means that is slow, by place. */
  readonly firstSlow: number;
  readonly #recentWeight: number;
  readonly #previous: Float64Array;
  readonly #noise: Float64Array;
  readonly #newest: Float64Array;
  readonly #calm: Float64Array;
  readonly #weights: Float64Array;
  readonly #ar: Float64Array;
  readonly #invJump: Float64Array;
  /** How far a mean and the next quicker one may be apart before it follows, at the mean's place. */
  readonly #apart: Float64Array;

  /**
   * @param ar two autoregressive coefficients a channel: of the last residual, and of its quickest mean
   * @param jumpSpread normal spread of the jump of each channel
   * @param periodTicks ticks between two steps
   * @param limits normal threshold of mean k of channel i at `k × channels + i`; +∞ while it is not known
   */
  constructor(
    means: readonly number[],
    ar: Float64Array,
    jumpSpread: Float64Array,
    periodTicks: number,
    limits: Float64Array,
  ) {
    this.channels = jumpSpread.length;
    this.means = means;
    this.count = means.length + 3;
    this.values = new Float64Array(this.count * this.channels);
    this.signed = new Float64Array(means.length * this.channels);
    this.recent = new Float64Array(this.channels);
    this.firstSlow = firstSlowMean(means, periodTicks);
    this.#recentWeight = Math.min(1, periodTicks / RECENT_TICKS);
    this.#previous = new Float64Array(this.channels);
    this.#noise = new Float64Array(this.channels).fill(1);
    this.#newest = new Float64Array(this.channels).fill(1);
    this.#calm = new Float64Array(this.channels).fill(1);
    this.#weights = Float64Array.from(means, (periods) => 1 / periods);
    this.#ar = ar;
    this.#invJump = jumpSpread.map((spread) => 1 / spread);
    const count = this.channels;
    this.#apart = limits.map((_, at) => RECOVERY * limits[Math.max(0, at - count)]);
  }

  /** Forgets the past, as after a gap in time. */
  reset(): void {
    this.signed.fill(0);
    this.#previous.fill(0);
    this.#noise.fill(1);
    this.#newest.fill(1);
    this.#calm.fill(1);
    this.recent.fill(0);
  }

  /** Takes the residuals of a period. */
  step({ values: residuals, widths }: Residuals): void {
    const { channels, values, signed, recent } = this;
    const recentWeight = this.#recentWeight;
    const previous = this.#previous;
    const noise = this.#noise;
    const newest = this.#newest;
    const calm = this.#calm;
    const weights = this.#weights;
    const apart = this.#apart;
    const ar = this.#ar;
    const invJump = this.#invJump;
    const means = weights.length;
    const noisy = (means + 1) * channels;
    const quiet = noisy + channels;
    for (let i = 0; i < channels; i++) {
      const residual = residuals[i];
      if (Number.isNaN(residual)) {
        for (let s = i; s < values.length; s += channels) values[s] = Number.NaN;
        continue;
      }
      recent[i] += recentWeight * (residual - recent[i]);
      // The widened part of the spread is slow: it excuses jumps, but not a noise that has gone.
      const width = widths[i];
      const plain = residual * width;
      const jump = (plain - ar[2 * i] * previous[i] - ar[2 * i + 1] * signed[i] * width) * invJump[i];
      previous[i] = plain;
      const excused = jump / width;
      values[i] = Math.abs(excused);
      const square = excused * excused;
      const counted = square < NOISE_CUT ? square : NOISE_CUT;
      noise[i] += (counted - noise[i]) / NOISE_PERIODS;
      newest[i] += (counted - newest[i]) / NEWEST_PERIODS;
      values[noisy + i] = Math.min(noise[i], NEWEST_PART * newest[i]);
      const whole = jump * jump;
      calm[i] += ((whole < NOISE_CUT ? whole : NOISE_CUT) - calm[i]) / NOISE_PERIODS;
      values[quiet + i] = 1 / (calm[i] + LEAST_NOISE);
      let quicker = signed[i] + weights[0] * (residual - signed[i]);
      signed[i] = quicker;
      values[channels + i] = Math.abs(quicker);
      for (let k = 1, at = channels + i; k < means; k++, at += channels) {
        let mean = signed[at] + weights[k] * (residual - signed[at]);
        if (Math.abs(mean - quicker) > apart[at] && Math.abs(quicker) < Math.abs(mean)) mean = quicker;
        signed[at] = mean;
        values[at + channels] = Math.abs(mean);
        quicker = mean;
      }
    }
  }

  copy(other: Evidence): void {
    this.values.set(other.values);
    this.signed.set(other.signed);
    this.recent.set(other.recent);
    this.#previous.set(other.#previous);
    this.#noise.set(other.#noise);
    this.#newest.set(other.#newest);
    this.#calm.set(other.#calm);
  }
}
