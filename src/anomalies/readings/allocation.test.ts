import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, COUNTS_ALLOCATIONS } from '../../../tests/support/allocations.ts';
import { CYBERATTACKS } from '../cyberattack.ts';
import { ReadingHistory } from '../history.ts';
import { SENSOR_DRIFTS } from '../sensor-drift.ts';
import { SENSOR_FAULTS } from '../sensor-fault.ts';
import type { ReadingMinute } from '../subtype.ts';
import { contextOf, healthy, CATALOGUE_SENSORS as sensors } from './synthetic.fake.ts';

const WARM_UP_MINUTES = 3000;
const MINUTES = 2000;
/**
 * Bytes a minute of 240 falsified readings. The event's intensity may be boxed, once a tick: 192. One box a reading would
 * be 3,840.
 */
const ENOUGH = 400;

const COLUMNS = Array.from({ length: 20 }, (_, i) => 6 * i);
const stride = sensors.length;
const honest = healthy(sensors, 1);

test('effects on readings allocate nothing for a reading', {
  skip: !COUNTS_ALLOCATIONS && 'this Node does not count what it allocates',
}, () => {
  const history = new ReadingHistory(stride, 720);
  for (let seq = 0; seq < 720; seq += 12) history.push(seq, honest.values, honest.quality);
  const minute: ReadingMinute = {
    stride,
    seq: 720,
    values: honest.values.slice(),
    quality: honest.quality.slice(),
    honest: honest.values,
    honestQuality: honest.quality,
    undisturbed: honest.values,
    undisturbedQuality: honest.quality,
    marks: new Uint8Array(honest.values.length),
    history,
  };
  for (const subtype of [...SENSOR_FAULTS, ...SENSOR_DRIFTS, ...CYBERATTACKS]) {
    const [place] = subtype.places ?? [''];
    const asked = { columns: COLUMNS, place, startTick: 720, ticks: 1e6 };
    const part = subtype.create(contextOf(subtype, sensors, asked)).readings;
    let tick = 0;
    const run = (minutes: number) => {
      for (let m = 0; m < minutes; m++, tick += 12) {
        minute.values.set(honest.values);
        minute.quality.set(honest.quality);
        part?.apply(minute, 0, 12, tick);
      }
    };
    run(WARM_UP_MINUTES);
    const bytes = bytesOf(() => run(MINUTES), ENOUGH * MINUTES) / MINUTES;
    assert.ok(bytes <= ENOUGH, `${subtype.name}: ${bytes} bytes a minute`);
  }
});
