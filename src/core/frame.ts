/** A frame: all readings of one tick, in catalogue order, each with a quality code. */

/** What a reading is worth. `missing` readings are NaN and their series goes stale. */
export const QUALITY = { good: 0, uncertain: 1, bad: 2, missing: 3 } as const;
export type QualityName = keyof typeof QUALITY;
export const QUALITY_NAMES = ['good', 'uncertain', 'bad', 'missing'] as const satisfies readonly QualityName[];

export interface Frame {
  /** Tick number since the start of the run, from 0, without gaps. */
  seq: number;
  /** Simulated time, ms since the Unix epoch (UTC). */
  time: number;
  /** One reading a sensor, in the sensor's own unit; NaN where missing. */
  readonly values: Float64Array;
  /** One of `QUALITY` a sensor. */
  readonly quality: Uint8Array;
}

/** An empty frame for `sensors` readings: everything missing. */
export function createFrame(sensors: number): Frame {
  return {
    seq: -1,
    time: Number.NaN,
    values: new Float64Array(sensors).fill(Number.NaN),
    quality: new Uint8Array(sensors).fill(QUALITY.missing),
  };
}

/** Copies `from` into `to`; both must have the same number of sensors. */
export function copyFrame(from: Frame, to: Frame): void {
  to.seq = from.seq;
  to.time = from.time;
  to.values.set(from.values);
  to.quality.set(from.quality);
}
