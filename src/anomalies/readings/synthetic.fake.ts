/** For tests of falsifying effects: healthy readings of a plant that waves, and what an effect makes of them. */

import { RandomStream } from '../../core/random.ts';
import { TICK_MS, TICKS_PER_MINUTE } from '../../core/time.ts';
import { buildCatalogue, Instruments, type Sensor } from '../../sensors/index.ts';
import type { Shape } from '../envelope.ts';
import { ReadingHistory } from '../history.ts';
import { readingMargins } from '../margins.ts';
import type { EffectContext, ReadingMinute, Subtype } from '../subtype.ts';

export const { sensors: CATALOGUE_SENSORS } = buildCatalogue();

/** Rows of readings of all sensors, tick after tick. */
export interface Readings {
  readonly values: Float64Array;
  readonly quality: Uint8Array;
}

/** Period of the waves, minutes: short, so that an hour sees much. */
const PERIOD_MIN = 150;

/** What healthy instruments report while every tap waves about the middle of its range, some near its lower end. */
export function healthy(sensors: readonly Sensor[], minutes: number, seed = 1): Readings {
  const taps = [...new Set(sensors.map(({ tap }) => tap))];
  const instruments = new Instruments(sensors, { seed, noise: 'datasheet', tapIndex: (tap) => taps.indexOf(tap) });
  const truth = (minute: number) =>
    Float64Array.from(taps, (tap, t) => {
      const { range, fromTap, class: name } = sensors.find((sensor) => sensor.tap === tap) as Sensor;
      const wave = Math.sin((2 * Math.PI * minute) / PERIOD_MIN + t + seed);
      const share = t % 7 === 6 ? 0.02 * (1 + wave) : 0.4 + 0.15 * wave;
      const shown = name === 'instant' ? Number(wave > 0) : range[0] + (range[1] - range[0]) * share;
      return (shown - fromTap.offset) / fromTap.factor;
    });
  const stride = sensors.length * TICKS_PER_MINUTE;
  const values = new Float64Array(minutes * stride);
  const quality = new Uint8Array(minutes * stride);
  instruments.initialise(truth(0));
  for (let m = 0; m < minutes; m++) {
    const [from, to] = [m * stride, (m + 1) * stride];
    instruments.observeMinute(truth(m), truth(m + 1), values.subarray(from, to), quality.subarray(from, to));
  }
  return { values, quality };
}

export interface Staged {
  readonly sensors: readonly Sensor[];
  readonly honest: Readings;
  readonly undisturbed?: Readings;
}

export interface Asked {
  /** Columns that the event acts on. */
  readonly columns: readonly number[];
  readonly place?: string;
  readonly magnitude?: number;
  readonly shape?: Shape;
  readonly startTick: number;
  readonly ticks: number;
  readonly seed?: number;
  /** Ticks of earlier readings that are kept. */
  readonly history?: number;
}

/** The context in which a subtype makes its effect. */
export function contextOf(subtype: Subtype, sensors: readonly Sensor[], asked: Asked): EffectContext {
  return {
    magnitude: asked.magnitude ?? subtype.magnitude?.default ?? 0,
    envelope: { shape: asked.shape ?? subtype.shapes[0], durationS: (asked.ticks * TICK_MS) / 1000 },
    sensors: asked.columns.map((column) => sensors[column]),
    columns: Int32Array.from(asked.columns),
    place: asked.place ?? '',
    catalogue: sensors,
    margins: readingMargins(sensors, 'datasheet'),
    random: new RandomStream(asked.seed ?? 1, 'event'),
    scale: 1,
  };
}

/** Runs the event through all minutes that have been staged, as the timeline would, and gives what is reported. */
export function falsify(subtype: Subtype, staged: Staged, asked: Asked): Readings & { readonly marks: Uint8Array } {
  const { sensors, honest, undisturbed = honest } = staged;
  const stride = sensors.length;
  const part = subtype.create(contextOf(subtype, sensors, asked)).readings;
  const history = new ReadingHistory(stride, asked.history ?? 60 * TICKS_PER_MINUTE);
  const values = honest.values.slice();
  const quality = honest.quality.slice();
  const marks = new Uint8Array(values.length);
  const rows = values.length / stride;
  for (let seq = 0; seq < rows; seq += TICKS_PER_MINUTE) {
    const [a, b] = [seq * stride, (seq + TICKS_PER_MINUTE) * stride];
    const minute: ReadingMinute = {
      stride,
      seq,
      values: values.subarray(a, b),
      quality: quality.subarray(a, b),
      honest: honest.values.subarray(a, b),
      honestQuality: honest.quality.subarray(a, b),
      undisturbed: undisturbed.values.subarray(a, b),
      undisturbedQuality: undisturbed.quality.subarray(a, b),
      marks: marks.subarray(a, b),
      history,
    };
    const from = Math.max(0, asked.startTick - seq);
    const to = Math.min(TICKS_PER_MINUTE, asked.startTick + asked.ticks - seq);
    if (to > from) part?.apply(minute, from, to, seq + from - asked.startTick);
    history.push(seq, minute.values, minute.quality);
  }
  return { values, quality, marks };
}

/** The series of one sensor. */
export function series(readings: Float64Array | Uint8Array, stride: number, column: number): number[] {
  return Array.from({ length: readings.length / stride }, (_, row) => readings[row * stride + column]);
}
