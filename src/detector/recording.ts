/**
 * Frames that are learned from, tick by tick, kept in single precision as differences from each channel's first
 * reading. Memory is bounded: once the store is full every other block of consecutive rows is dropped, and of the
 * blocks to come only every second, fourth … is kept, so that what is left still covers the whole time.
 */

import type { Frame } from '../core/frame.ts';

/** Rows that stay together when the store is thinned. */
export const BLOCK_ROWS = 2_048;
/** Values kept, 4 bytes each: 32 MB, some three and a half days of 127 channels at 5 s. */
const MAX_VALUES = 8_000_000;

export class Recording {
  readonly channels: number;
  /** First finite reading of each channel; NaN without one. */
  readonly origins: Float64Array;
  /** Frames pushed. */
  seen = 0;
  /** Time of the first and the last frame, ms. */
  from = Number.NaN;
  to = Number.NaN;
  readonly #maxBlocks: number;
  #blocks: Block[] = [];
  /** Of so many blocks in time, one is kept. */
  #stride = 1;
  #current: Block | undefined;

  /** @param maxValues readings that are kept at most */
  constructor(channels: number, maxValues = MAX_VALUES) {
    this.channels = channels;
    this.origins = new Float64Array(channels).fill(Number.NaN);
    this.#maxBlocks = Math.max(4, Math.floor(maxValues / (channels * BLOCK_ROWS)));
  }

  /** Rows that are kept. */
  get rows(): number {
    let rows = 0;
    for (const block of this.#blocks) rows += block.rows;
    return rows;
  }

  push(frame: Frame): void {
    if (this.seen === 0) this.from = frame.time;
    this.to = frame.time;
    const index = Math.floor(this.seen / BLOCK_ROWS);
    if (this.seen % BLOCK_ROWS === 0) this.#open(index);
    this.seen++;
    const block = this.#current;
    if (block === undefined) return;
    const { origins, channels } = this;
    const at = block.rows * channels;
    for (let i = 0; i < channels; i++) {
      const value = frame.values[i];
      if (!Number.isFinite(value)) {
        block.values[at + i] = Number.NaN;
        continue;
      }
      if (Number.isNaN(origins[i])) origins[i] = value;
      block.values[at + i] = value - origins[i];
    }
    block.times[block.rows++] = frame.time;
  }

  /** Fills `values` with kept row `row` and returns its time, ms. */
  read(row: number, values: Float64Array): number {
    const block = this.#blocks[Math.floor(row / BLOCK_ROWS)];
    const inBlock = row % BLOCK_ROWS;
    const { origins, channels } = this;
    const at = inBlock * channels;
    for (let i = 0; i < channels; i++) values[i] = block.values[at + i] + origins[i];
    return block.times[inBlock];
  }

  /** Whether rows are missing between kept row `row` and the one before. */
  isAfterGap(row: number): boolean {
    return row % BLOCK_ROWS === 0 && row > 0 && this.#stride > 1;
  }

  /** Time of kept row `row`, ms. */
  time(row: number): number {
    return this.#blocks[Math.floor(row / BLOCK_ROWS)].times[row % BLOCK_ROWS];
  }

  #open(index: number): void {
    if (index % this.#stride === 0 && this.#blocks.length === this.#maxBlocks) {
      this.#stride *= 2;
      this.#blocks = this.#blocks.filter((block) => block.index % this.#stride === 0);
    }
    this.#current = undefined;
    if (index % this.#stride !== 0) return;
    this.#current = {
      index,
      rows: 0,
      values: new Float32Array(BLOCK_ROWS * this.channels),
      times: new Float64Array(BLOCK_ROWS),
    };
    this.#blocks.push(this.#current);
  }
}

interface Block {
  /** Which block of the frames pushed this is. */
  readonly index: number;
  rows: number;
  readonly values: Float32Array;
  readonly times: Float64Array;
}
