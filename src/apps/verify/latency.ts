/** Latencies of predictions, and how many a second. */

import { quantile } from '../../detector/evaluation/index.ts';

export interface Latency {
  /** ms */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly readingsPerSecond: number;
  /** Readings measured, warm-up left out. */
  readonly readings: number;
}

/**
 * A frame's readings wait for each other, so that each has the latency of its frame.
 * @param frames ms of each frame, in any order
 * @param elapsedMs that all took, one after another
 */
export function latencyOf(frames: Float64Array, sensors: number, elapsedMs: number): Latency {
  const sorted = frames.toSorted();
  const readings = frames.length * sensors;
  return {
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    readingsPerSecond: (1_000 * readings) / elapsedMs,
    readings,
  };
}
