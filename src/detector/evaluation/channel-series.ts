/**
 * VUS-PR channel by channel: each channel is a series of its own, as in TSB-AD. Of whole frames the figure says little,
 * for at any moment something is anomalous somewhere. Keeps two bytes a reading.
 */

import { rankScores, vusPrOfRanks } from './vus-pr.ts';

/** Scores are kept in steps of 2⁻¹⁵; the lowest bit is the label. */
const STEPS = 2 ** 15;

export class ChannelSeries {
  readonly #channels: number;
  readonly #frames: number;
  /** Channel after channel. */
  readonly #readings: Uint16Array;
  #count = 0;

  /** @param frames how many will come at most */
  constructor(channels: number, frames: number) {
    this.#channels = channels;
    this.#frames = frames;
    this.#readings = new Uint16Array(channels * frames);
  }

  /** @param events id of each reading's event, 0 where it is normal */
  push(events: Uint32Array, channelScores: Float64Array): void {
    for (let i = 0, at = this.#count; i < this.#channels; i++, at += this.#frames) {
      const step = Math.min(STEPS - 1, (channelScores[i] * STEPS) | 0);
      this.#readings[at] = (step << 1) | (events[i] === 0 ? 0 : 1);
    }
    this.#count++;
  }

  /**
   * Mean over the channels that have anomalies; NaN where none has.
   * @param width of the widest buffer, frames
   */
  meanVusPr(width: number): number {
    return this.#mean((readings, labels) => vusPrOfRanks(rankScores(readings.map((r) => r >> 1)), labels, width));
  }

  /** The same for a detector that gives all readings of a frame one score. */
  meanVusPrOfFrames(scores: ArrayLike<number>, width: number): number {
    const ranks = rankScores(scores);
    return this.#mean((_, labels) => vusPrOfRanks(ranks, labels, width));
  }

  #mean(figure: (readings: Uint16Array, labels: Uint8Array) => number): number {
    let sum = 0;
    let channels = 0;
    const labels = new Uint8Array(this.#count);
    for (let i = 0; i < this.#channels; i++) {
      const readings = this.#readings.subarray(i * this.#frames, i * this.#frames + this.#count);
      for (let k = 0; k < labels.length; k++) labels[k] = readings[k] & 1;
      if (!labels.includes(1)) continue;
      sum += figure(readings, labels);
      channels++;
    }
    return sum / channels;
  }
}
