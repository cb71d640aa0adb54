/** From statistics to evidence: the rarest statistic of each channel, and all channels taken together. */

import { TAIL_EVIDENCE, type Tail } from './tail.ts';

/**
 * Channels are taken together by the norm of this order of their evidence: between the sum (many channels a
 * little) and the maximum (one channel a lot). (measured, docs/detection.md)
 */
export const NORM_ORDER = 4;

/** Statistics beside the means: jump, noisy, quiet. */
const OTHERS = 3;

export class Judge {
  readonly channels: number;
  readonly #u: Float64Array;
  readonly #invU: Float64Array;
  readonly #invBeta: Float64Array;
  readonly #xi: Float64Array;

  readonly #scales: Float64Array;

  /** Statistics `first` … `end - 1` are looked at. */
  readonly #first: number;
  readonly #end: number;

  /**
   * @param tails of statistic s of channel i at `s × channels + i`
   * @param slow of the statistics only means from this one on, with these factors on each channel's evidence
   */
  constructor(
    channels: number,
    tails: readonly Tail[],
    slow?: { readonly from: number; readonly factors: Float64Array },
  ) {
    this.channels = channels;
    const count = tails.length / channels;
    const means = count - OTHERS;
    this.#scales = slow?.factors ?? new Float64Array(channels).fill(1);
    this.#first = slow === undefined ? 0 : 1 + slow.from;
    this.#end = slow === undefined ? count : 1 + means;
    this.#u = Float64Array.from(tails, ({ u }) => u);
    this.#invU = Float64Array.from(tails, ({ u }) => 1 / u);
    this.#invBeta = Float64Array.from(tails, ({ beta }) => 1 / beta);
    this.#xi = Float64Array.from(tails, ({ xi }) => xi);
  }

  /**
   * Evidence of each channel: its rarest statistic's.
   * @param statistics as `Evidence.values`
   * @param out evidence by channel, 0 where there is no reading
   * @param which statistic that gave it, by channel
   */
  judge(statistics: ArrayLike<number>, out: Float64Array, which: Uint8Array): void {
    const { channels } = this;
    const u = this.#u;
    const invU = this.#invU;
    const scales = this.#scales;
    const first = this.#first;
    const end = this.#end;
    for (let i = 0; i < channels; i++) {
      let most = 0;
      let tail = 0;
      let name = 0;
      for (let at = i + first * channels, s = first; s < end; at += channels, s++) {
        const q = statistics[at] * invU[at];
        if (q <= 1) {
          if (q > most) {
            most = q;
            if (tail === 0) name = s;
          }
          continue;
        }
        // Only here, where a statistic is beyond its threshold, is a logarithm taken.
        const xi = this.#xi[at];
        const beyond = Math.log(1 + xi * (statistics[at] - u[at]) * this.#invBeta[at]) / xi;
        if (beyond > tail) {
          tail = beyond;
          name = s;
        }
      }
      out[i] = (tail > 0 ? TAIL_EVIDENCE + tail : TAIL_EVIDENCE * most * most) * scales[i];
      which[i] = name;
    }
  }
}

/** Weight of where the plant as a whole is, beside all else. (measured on made-up data) */
export const WHEREABOUTS_WEIGHT = 0.5;

/**
 * The evidence of a frame: the norm of order `NORM_ORDER` of that of the channels, of the plant's changes and of the
 * forests, plus a part of that of where the plant is.
 */
export function combine(evidence: Float64Array, changes: number, whereabouts: number, forests: Float64Array): number {
  return normOf(evidence, changes, forests) + WHEREABOUTS_WEIGHT * whereabouts;
}

/** The norm of order `NORM_ORDER`. */
export function normOf(evidence: Float64Array, changes: number, forests: Float64Array): number {
  return Math.sqrt(Math.sqrt(sumOfFourths(evidence) + changes * changes * changes * changes + sumOfFourths(forests)));
}

function sumOfFourths(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const square = values[i] * values[i];
    sum += square * square;
  }
  return sum;
}
