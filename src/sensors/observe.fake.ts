/** For tests of the instruments: a plain sensor, and instruments run over a series of truth. */

import assert from 'node:assert/strict';
import type { Sensor } from './build.ts';
import type { InstrumentOptions } from './columns.ts';
import { Instruments } from './observe.ts';

export const TICKS = 12;

/** A sensor of one tap, `0`, that shows it as it is to a millionth, from −1000 to 1000. */
export function plain(changes: Partial<Sensor> = {}): Sensor {
  return {
    id: 'T-1',
    type: 'ph',
    stage: 'pretraitement',
    location: '',
    tap: '0',
    unit: '1',
    range: [-1000, 1000],
    class: 'A',
    noise: 0,
    calibration: 0,
    resolution: 1e-6,
    detectionLimit: 0,
    base: 0,
    fromTap: { factor: 1, offset: 0 },
    ...changes,
  };
}

/** Runs instruments over minutes of truth and gives every reading of each, by sensor. */
export function observe(
  sensors: readonly Sensor[],
  truth: readonly number[],
  options: Partial<InstrumentOptions> & { before?: (instruments: Instruments, minute: number) => void } = {},
): { values: number[]; quality: number[] }[] {
  const instruments = new Instruments(sensors, { seed: 1, noise: 'none', tapIndex: Number, ...options });
  const values = new Float64Array(TICKS * sensors.length);
  const quality = new Uint8Array(values.length);
  const out = sensors.map(() => ({ values: [] as number[], quality: [] as number[] }));
  for (let minute = 0; minute + 1 < truth.length; minute++) {
    options.before?.(instruments, minute);
    instruments.observeMinute(
      Float64Array.of(truth[minute]),
      Float64Array.of(truth[minute + 1]),
      values.fill(-1),
      quality.fill(255),
    );
    for (let k = 0; k < TICKS; k++) {
      out.forEach((readings, i) => {
        readings.values.push(values[k * sensors.length + i]);
        readings.quality.push(quality[k * sensors.length + i]);
      });
    }
  }
  return out;
}

export const near = (actual: number, expected: number, within: number, what = '') =>
  assert.ok(Math.abs(actual - expected) <= within, `${what} ${actual}, expected ${expected} ± ${within}`);
