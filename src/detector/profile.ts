/** What each channel looks like by itself in normal data: centre, spread, range, how long it stands still or is missing. */

import type { Recording } from './recording.ts';
import { robustSpread } from './robust.ts';

export interface Profile {
  /** Median of the sampled readings. */
  readonly center: number;
  /** Scale of the channel, above 0; 1 for a constant channel. */
  readonly scale: number;
  readonly min: number;
  readonly max: number;
  /** Most consecutive frames with the same reading beyond the first. */
  readonly flatRun: number;
  /** Most consecutive frames without a reading. */
  readonly missingRun: number;
  /** Whether there are only a few different readings, as of a contact: such a channel may stand still for long. */
  readonly discrete: boolean;
  /** Frames with a reading. */
  readonly readings: number;
}

/** Rows that medians and quartiles are taken from. */
const SAMPLES = 5_000;
/** So many different readings are few. */
const FEW_READINGS = 10;
/** The scale is at least this part of the range. (estimate) */
const SCALE_FLOOR = 1e-3;

export function profileChannels(recording: Recording): Profile[] {
  const { channels } = recording;
  const rows = recording.rows;
  const stride = Math.max(1, Math.floor(rows / SAMPLES));
  const samples: number[][] = Array.from({ length: channels }, () => []);
  const min = new Float64Array(channels).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(channels).fill(Number.NEGATIVE_INFINITY);
  const last = new Float64Array(channels).fill(Number.NaN);
  const flat = new Int32Array(channels);
  const flatMost = new Int32Array(channels);
  const missing = new Int32Array(channels);
  const missingMost = new Int32Array(channels);
  const readings = new Int32Array(channels);
  const values = new Float64Array(channels);
  for (let row = 0; row < rows; row++) {
    recording.read(row, values);
    const sampled = row % stride === 0;
    for (let i = 0; i < channels; i++) {
      const value = values[i];
      if (Number.isNaN(value)) {
        missing[i]++;
        if (missing[i] > missingMost[i]) missingMost[i] = missing[i];
        continue;
      }
      missing[i] = 0;
      readings[i]++;
      flat[i] = value === last[i] ? flat[i] + 1 : 0;
      if (flat[i] > flatMost[i]) flatMost[i] = flat[i];
      last[i] = value;
      if (value < min[i]) min[i] = value;
      if (value > max[i]) max[i] = value;
      if (sampled) samples[i].push(value);
    }
  }
  return samples.map((list, i) => ({
    ...centerAndScale(Float64Array.from(list), min[i], max[i]),
    discrete: new Set(list).size <= FEW_READINGS,
    flatRun: flatMost[i],
    missingRun: missingMost[i],
    readings: readings[i],
  }));
}

function centerAndScale(
  samples: Float64Array,
  min: number,
  max: number,
): Pick<Profile, 'center' | 'scale' | 'min' | 'max'> {
  if (samples.length === 0) return { center: 0, scale: 1, min: 0, max: 0 };
  if (min === max) return { center: min, scale: 1, min, max };
  const scale = Math.max(robustSpread(samples), SCALE_FLOOR * (max - min));
  return { center: samples[samples.length >> 1], scale, min, max };
}
