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

/** What every frame says of each channel, whether or not the frame is kept. */
export class ProfileTally {
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #last: Float64Array;
  readonly #flat: Int32Array;
  readonly #flatMost: Int32Array;
  readonly #missing: Int32Array;
  readonly #missingMost: Int32Array;
  /** Ticks without a reading, in all. */
  readonly #gone: Int32Array;
  #ticks = 0;

  constructor(channels: number) {
    this.#min = new Float64Array(channels).fill(Number.POSITIVE_INFINITY);
    this.#max = new Float64Array(channels).fill(Number.NEGATIVE_INFINITY);
    this.#last = new Float64Array(channels).fill(Number.NaN);
    this.#flat = new Int32Array(channels);
    this.#flatMost = new Int32Array(channels);
    this.#missing = new Int32Array(channels);
    this.#missingMost = new Int32Array(channels);
    this.#gone = new Int32Array(channels);
  }

  /** Takes the readings of a tick; those that are not finite are missing. */
  push(values: Float64Array): void {
    const min = this.#min;
    const max = this.#max;
    const last = this.#last;
    const flat = this.#flat;
    const flatMost = this.#flatMost;
    const missing = this.#missing;
    this.#ticks++;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === last[i]) {
        if (++flat[i] > flatMost[i]) flatMost[i] = flat[i];
      } else if (Number.isFinite(value)) {
        flat[i] = 0;
        last[i] = value;
        if (value < min[i]) min[i] = value;
        if (value > max[i]) max[i] = value;
      } else {
        this.#gone[i]++;
        if (++missing[i] > this.#missingMost[i]) this.#missingMost[i] = missing[i];
        continue;
      }
      if (missing[i] !== 0) missing[i] = 0;
    }
  }

  /** @param recording of the same frames, which medians and quartiles are taken from */
  finish(recording: Recording): Profile[] {
    return samplesOf(recording).map((list, i) => ({
      ...centerAndScale(Float64Array.from(list), this.#min[i], this.#max[i]),
      discrete: new Set(list).size <= FEW_READINGS,
      flatRun: this.#flatMost[i],
      missingRun: this.#missingMost[i],
      readings: this.#ticks - this.#gone[i],
    }));
  }
}

function samplesOf(recording: Recording): number[][] {
  const { rows } = recording;
  const stride = Math.max(1, Math.floor(rows / SAMPLES));
  const samples: number[][] = Array.from({ length: recording.channels }, () => []);
  const values = new Float64Array(recording.channels);
  for (let row = 0; row < rows; row += stride) {
    recording.read(row, values);
    for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) samples[i].push(values[i]);
  }
  return samples;
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
