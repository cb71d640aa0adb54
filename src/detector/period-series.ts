/**
 * All frames that are learned from, as means over periods, in single precision as differences from each channel's first
 * reading. Periods begin as single ticks; where there are enough of them, or the store is full, two become one.
 */

import { PeriodMeans } from './period-means.ts';

/** Periods are lengthened up to these bounds once there are so many of them … (estimate) */
const ENOUGH_PERIODS = 20_000;
const USUAL_TICKS = 8;
const USUAL_MS = 60_000;
/** … and beyond them where the store is full: values kept, 4 bytes each, 256 MB. */
const MAX_VALUES = 64_000_000;
/** Periods in one array, an even number. */
const CHUNK_ROWS = 4_096;

export class PeriodSeries {
  readonly channels: number;
  /** Ticks of a period, a power of two. */
  ticks = 1;
  /** Whole periods so far. */
  rows = 0;
  readonly #origins: Float64Array;
  readonly #maxRows: number;
  #chunks: Float32Array[] = [];
  #means: PeriodMeans;

  /** @param maxValues means that are kept at most */
  constructor(channels: number, maxValues = MAX_VALUES) {
    this.channels = channels;
    this.#origins = new Float64Array(channels).fill(Number.NaN);
    this.#maxRows = 2 * Math.max(1, Math.floor(maxValues / channels / CHUNK_ROWS / 2)) * CHUNK_ROWS;
    this.#means = new PeriodMeans(channels, 1);
  }

  /**
   * Takes the readings of the next tick.
   * @param tickMs usual time between ticks so far
   */
  push(readings: Float64Array, tickMs: number): void {
    if (!this.#means.push(readings)) return;
    this.#keep(this.#means.values);
    if (this.rows % 2 === 0 && (this.rows >= this.#maxRows || this.#mayLengthen(tickMs))) this.#lengthen();
  }

  /** Fills `values` with the means of a period; NaN where it had no reading. */
  read(row: number, values: Float64Array): void {
    const chunk = this.#chunks[Math.floor(row / CHUNK_ROWS)];
    const origins = this.#origins;
    const at = (row % CHUNK_ROWS) * this.channels;
    for (let i = 0; i < values.length; i++) values[i] = chunk[at + i] + origins[i];
  }

  #keep(means: Float64Array): void {
    const { channels } = this;
    const inChunk = this.rows % CHUNK_ROWS;
    if (inChunk === 0) this.#chunks.push(new Float32Array(CHUNK_ROWS * channels));
    const chunk = this.#chunks[this.#chunks.length - 1];
    const origins = this.#origins;
    for (let i = 0, at = inChunk * channels; i < channels; i++, at++) {
      if (Number.isNaN(origins[i])) origins[i] = means[i];
      chunk[at] = means[i] - origins[i];
    }
    this.rows++;
  }

  #mayLengthen(tickMs: number): boolean {
    return this.rows >= ENOUGH_PERIODS && this.ticks < USUAL_TICKS && 2 * this.ticks * tickMs <= USUAL_MS;
  }

  /** Makes one period of every two. */
  #lengthen(): void {
    const { channels } = this;
    const old = this.#chunks;
    const rows = this.rows;
    const first = new Float64Array(channels);
    const second = new Float64Array(channels);
    const chunks: Float32Array[] = [];
    const read = (row: number, out: Float64Array) => {
      const chunk = old[Math.floor(row / CHUNK_ROWS)];
      const at = (row % CHUNK_ROWS) * channels;
      for (let i = 0; i < channels; i++) out[i] = chunk[at + i];
    };
    for (let row = 0; row < rows / 2; row++) {
      if (row % CHUNK_ROWS === 0) chunks.push(new Float32Array(CHUNK_ROWS * channels));
      const chunk = chunks[chunks.length - 1];
      read(2 * row, first);
      read(2 * row + 1, second);
      for (let i = 0, at = (row % CHUNK_ROWS) * channels; i < channels; i++, at++) {
        const [a, b] = [first[i], second[i]];
        chunk[at] = Number.isNaN(a) ? b : Number.isNaN(b) ? a : (a + b) / 2;
      }
    }
    this.#chunks = chunks;
    this.rows = rows / 2;
    this.ticks *= 2;
    this.#means = new PeriodMeans(channels, this.ticks);
  }
}
