/**
 * Statistics of one channel's residual over time: its jump (what its own past does not predict), its means over
 * several time constants, whether it is noisier or quieter than normal, and how long the reading stands still.
 */

import type { Residuals } from './residuals.ts';

/** Ticks over which noise is measured. */
const NOISE_TICKS = 24;
/** Squared jumps are cut here: noise is more than one spike. */
const NOISE_CUT = 16;
/** Noise below this part of the normal variance is none. (estimate) */
const LEAST_NOISE = 0.02;
/** A slow mean follows the next quicker one back when they are this many normal thresholds apart. (estimate) */
const RECOVERY = 1.5;

/** Names of the statistics for `means` means: index order of all arrays of statistics. */
export function statisticNames(means: readonly number[]): string[] {
  return ['jump', ...means.map((ticks) => `mean_${ticks}`), 'noisy', 'quiet'];
}

export class Evidence {
  readonly channels: number;
  /** Time constants of the means, ticks, rising. */
  readonly means: readonly number[];
  /** How many statistics a channel has. */
  readonly count: number;
  /** Statistic s of channel i at `s × channels + i`, ≥ 0; NaN where the reading is missing. */
  readonly values: Float64Array;
  /** Signed means, mean k of channel i at `k × channels + i`. */
  readonly signed: Float64Array;
  /** Frames that the reading has stood still, and been missing. */
  readonly flat: Int32Array;
  readonly missing: Int32Array;
  readonly #last: Float64Array;
  readonly #previous: Float64Array;
  readonly #noise: Float64Array;
  readonly #calm: Float64Array;
  readonly #weights: Float64Array;
  readonly #ar: Float64Array;
  readonly #invJump: Float64Array;
  /** How far a mean and the next quicker one may be apart before it follows, at the mean's place. */
  readonly #apart: Float64Array;

  /**
   * @param ar two autoregressive coefficients a channel: of the last residual, and of its quickest mean
   * @param jumpSpread normal spread of the jump of each channel
   * @param limits normal threshold of mean k of channel i at `k × channels + i`; +∞ while it is not known
   */
  constructor(means: readonly number[], ar: Float64Array, jumpSpread: Float64Array, limits: Float64Array) {
    this.channels = jumpSpread.length;
    this.means = means;
    this.count = means.length + 3;
    this.values = new Float64Array(this.count * this.channels);
    this.signed = new Float64Array(means.length * this.channels);
    this.flat = new Int32Array(this.channels);
    this.missing = new Int32Array(this.channels);
    this.#last = new Float64Array(this.channels).fill(Number.NaN);
    this.#previous = new Float64Array(this.channels);
    this.#noise = new Float64Array(this.channels).fill(1);
    this.#calm = new Float64Array(this.channels).fill(1);
    this.#weights = Float64Array.from(means, (ticks) => 1 / ticks);
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
    this.#calm.fill(1);
    this.#last.fill(Number.NaN);
    this.flat.fill(0);
    this.missing.fill(0);
  }

  /** Takes the readings of a tick and their residuals, as they come from `Residuals`. */
  step(readings: Float64Array, { values: residuals, widths }: Residuals): void {
    const { channels, values, signed, flat, missing } = this;
    const last = this.#last;
    const previous = this.#previous;
    const noise = this.#noise;
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
        missing[i]++;
        for (let s = i; s < values.length; s += channels) values[s] = Number.NaN;
        continue;
      }
      missing[i] = 0;
      const reading = readings[i];
      flat[i] = reading === last[i] ? flat[i] + 1 : 0;
      last[i] = reading;
      // The widened part of the spread is slow: it excuses jumps, but not a noise that has gone.
      const width = widths[i];
      const plain = residual * width;
      const jump = (plain - ar[2 * i] * previous[i] - ar[2 * i + 1] * signed[i] * width) * invJump[i];
      previous[i] = plain;
      const excused = jump / width;
      values[i] = Math.abs(excused);
      const square = excused * excused;
      noise[i] += ((square < NOISE_CUT ? square : NOISE_CUT) - noise[i]) / NOISE_TICKS;
      values[noisy + i] = noise[i];
      const whole = jump * jump;
      calm[i] += ((whole < NOISE_CUT ? whole : NOISE_CUT) - calm[i]) / NOISE_TICKS;
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
    this.flat.set(other.flat);
    this.missing.set(other.missing);
    this.#last.set(other.#last);
    this.#previous.set(other.#previous);
    this.#noise.set(other.#noise);
    this.#calm.set(other.#calm);
  }
}
