import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOGUE_SENSORS, falsify, healthy, type Staged, series } from './readings/synthetic.fake.ts';
import { SENSOR_DRIFTS } from './sensor-drift.ts';
import type { Subtype } from './subtype.ts';

const [linear, fouling, commonCause] = SENSOR_DRIFTS as [Subtype, Subtype, Subtype];

const IDS = ['BIO-O2-02', 'BIO-O2-03', 'BIO-AMM-01', 'PRE-NIV-01', 'PRE-POM-01', 'SOR-AZO-01', 'BIO-ENE-01'];
const sensors = IDS.map((id) => CATALOGUE_SENSORS.find((sensor) => sensor.id === id) ?? assert.fail(id));
const stride = sensors.length;
const HOURS = 48;
const TICKS = HOURS * 720;
const staged: Staged = { sensors, honest: healthy(sensors, HOURS * 60) };

/** How far a sensor is off, row after row. */
const error = (subtype: Subtype, column: number, asked: object) => {
  const reported = falsify(subtype, staged, { columns: [column], startTick: 0, ticks: TICKS, ...asked });
  const honest = series(staged.honest.values, stride, column);
  return series(reported.values, stride, column).map((value, row) => value - honest[row]);
};
const near = (actual: number, expected: number, within = 0.011) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, expected ${expected}`);

test('linear drift grows by its rate a day and ends with its event', () => {
  const off = error(linear, 0, { magnitude: 3, startTick: 720, ticks: 24 * 720 });
  for (const hours of [0, 6, 12, 23]) near(off[720 + hours * 720], ((0.03 * 10) / 24) * hours);
  near(off[719], 0, 0);
  near(off[25 * 720], 0, 0);
  near(error(linear, 0, { magnitude: -3 })[36 * 720], -0.45);
  // From within a minute too: 3 m a day come to half a step of the grid, 1 mm, in the third tick.
  const late = error(linear, 3, { magnitude: 50, startTick: 725, ticks: 12 * 720 });
  near(late[725 + 2], 0, 0);
  near(late[725 + 720], (0.5 * 6) / 24);
});

test('fouling saturates and is gone once cleaned', () => {
  const off = error(fouling, 0, { magnitude: 10, ticks: 24 * 720 });
  near(off[24 * 720 - 1], 1);
  near(off[12 * 720], -Math.expm1(-2.5) / -Math.expm1(-5));
  near(off[24 * 720], 0, 0);
});

test('a family drifts the same way, each its own amount', () => {
  const reported = falsify(commonCause, staged, { columns: [0, 1], startTick: 0, ticks: TICKS, magnitude: 10 });
  const [a, b] = [0, 1].map((column) => {
    const honest = series(staged.honest.values, stride, column);
    return series(reported.values, stride, column)[TICKS - 1] - honest[TICKS - 1];
  });
  for (const off of [a, b]) assert.ok(off >= 0.69 && off <= 1.31, `${off}`);
  assert.notEqual(a, b);
});

test('families are probes of one principle in one stage, none alone', () => {
  const families = commonCause.families?.(CATALOGUE_SENSORS) ?? [];
  assert.ok(families.length >= 8);
  assert.ok(families.some((ids) => ids.join() === 'BIO-AMM-01,BIO-AMM-02,BIO-NO3-01,BIO-NO3-02'));
  assert.ok(families.some((ids) => ids.length === 7 && ids.every((id) => id.startsWith('BIO-O2-'))));
  for (const ids of families) {
    const members = CATALOGUE_SENSORS.filter(({ id }) => ids.includes(id));
    assert.equal(new Set(members.map(({ stage }) => stage)).size, 1);
    assert.ok(members.length > 1);
  }
});

test('only what measures drifts, only what stands in the water fouls', () => {
  const refused = (subtype: Subtype) => sensors.filter((sensor) => subtype.refuses?.(sensor)).map(({ id }) => id);
  assert.deepEqual(refused(linear), ['PRE-POM-01']);
  assert.deepEqual(refused(commonCause), ['PRE-POM-01']);
  assert.deepEqual(refused(fouling), ['PRE-NIV-01', 'PRE-POM-01', 'SOR-AZO-01', 'BIO-ENE-01']);
});
