/** Frames with their labels, gathered into blocks of rows: what the writers of data sets are fed. */

import type { Frame } from '../../core/frame.ts';

/** Rows of a block: about a megabyte of readings for 127 sensors, which stays in the processor's cache. */
export const BLOCK_ROWS = 1_024;

export interface FrameBlock {
  readonly sensors: number;
  readonly capacity: number;
  /** Rows filled so far. */
  rows: number;
  readonly seq: Float64Array;
  /** Simulated time, ms since the Unix epoch. */
  readonly time: Float64Array;
  /** Row after row, `sensors` readings each; NaN where missing. */
  readonly values: Float64Array;
  /** One of `QUALITY` a reading. */
  readonly quality: Uint8Array;
  /** Anomaly kind of each reading: 0 is normal, n is the n-th of the table's `kinds`. */
  readonly labels: Uint8Array;
  /** Number of the event behind each anomalous reading, from 1; 0 where the reading is normal. */
  readonly events: Uint32Array;
}

export function createFrameBlock(sensors: number, capacity = BLOCK_ROWS): FrameBlock {
  return {
    sensors,
    capacity,
    rows: 0,
    seq: new Float64Array(capacity),
    time: new Float64Array(capacity),
    values: new Float64Array(capacity * sensors),
    quality: new Uint8Array(capacity * sensors),
    labels: new Uint8Array(capacity * sensors),
    events: new Uint32Array(capacity * sensors),
  };
}

/** Appends a frame whose readings are all normal; the block must have room. Returns its row. */
export function appendFrame(block: FrameBlock, frame: Frame): number {
  const row = block.rows++;
  const at = row * block.sensors;
  block.seq[row] = frame.seq;
  block.time[row] = frame.time;
  block.values.set(frame.values, at);
  block.quality.set(frame.quality, at);
  block.labels.fill(0, at, at + block.sensors);
  block.events.fill(0, at, at + block.sensors);
  return row;
}

/** Whether the codes `from` … `to - 1` are all 0, as nearly all labels and qualities are. */
export function allZero(codes: Uint8Array | Uint32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (codes[i] !== 0) return false;
  return true;
}
