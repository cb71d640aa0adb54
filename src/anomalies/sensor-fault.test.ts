import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUALITY } from '../core/frame.ts';
import { CATALOGUE_SENSORS, falsify, healthy, type Staged, series } from './readings/synthetic.fake.ts';
import { SENSOR_FAULTS } from './sensor-fault.ts';
import type { Subtype } from './subtype.ts';

const named = (name: string) => SENSOR_FAULTS.find((fault) => fault.name === name) as Subtype;

/** A flow, an analyser of class D, one of class B1 and a contact. */
const IDS = ['PRE-DEB-02', 'SOR-AZO-01', 'BIO-PHO-01', 'PRE-POM-02'];
const [FLOW, TOTAL_N, PHOSPHATE, PUMP] = [0, 1, 2, 3];
const sensors = IDS.map((id) => CATALOGUE_SENSORS.find((sensor) => sensor.id === id) ?? assert.fail(id));
const stride = sensors.length;
const MINUTES = 48 * 60;
const staged: Staged = { sensors, honest: healthy(sensors, MINUTES) };
const ALL_DAY = { startTick: 0, ticks: 12 * MINUTES };

const run = (name: string, column: number, asked: { magnitude?: number; startTick?: number; ticks?: number } = {}) => {
  const reported = falsify(named(name), staged, { columns: [column], ...ALL_DAY, ...asked });
  return {
    values: series(reported.values, stride, column),
    quality: series(reported.quality, stride, column),
    marks: series(reported.marks, stride, column),
    honest: series(staged.honest.values, stride, column),
  };
};

const deviation = (numbers: number[]) => {
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  return Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length);
};
const isMissing = (quality: number) => quality === QUALITY.missing;

test('stuck holds the reading of its first tick', () => {
  const { values, honest } = run('stuck', FLOW, { startTick: 100, ticks: 50 });
  assert.deepEqual([...new Set(values.slice(100, 150))], [honest[100]]);
  assert.ok(new Set(honest.slice(100, 150)).size > 20);
  assert.match(named('stuck').refuses?.(sensors[PUMP]) ?? '', /contact/);
});

test('a failed transmitter shows an end of its range and bad quality', () => {
  for (const [name, end] of [
    ['failure_low', 0],
    ['failure_high', 1],
  ] as const) {
    const { values, quality, marks } = run(name, FLOW, { startTick: 7, ticks: 20 });
    assert.deepEqual(new Set(values.slice(7, 27)), new Set([sensors[FLOW].range[end]]));
    assert.deepEqual(new Set(quality.slice(7, 27)), new Set([QUALITY.bad]));
    assert.deepEqual(new Set(marks.slice(7, 27)), new Set([1]));
  }
});

test('a broken wire opens a contact that looks good; what it would have shown anyway is not marked', () => {
  const { values, quality, marks, honest } = run('failure_low', PUMP);
  assert.deepEqual(new Set(values), new Set([0]));
  assert.deepEqual(new Set(quality), new Set([QUALITY.good]));
  assert.deepEqual(marks, honest);
  assert.ok(honest.includes(0) && honest.includes(1));
});

test('missing leaves no readings', () => {
  const { values, quality } = run('missing', PUMP, { startTick: 7, ticks: 20 });
  assert.ok(values.slice(7, 27).every(Number.isNaN) && quality.slice(7, 27).every(isMissing));
});

test('spikes come every ten minutes or so, one to three ticks long, up and down, half to whole height', () => {
  const { values, marks, honest } = run('spikes', FLOW, { magnitude: 20 });
  const height = 0.2 * 5000;
  const lengths =
    marks
      .join('')
      .match(/1+/g)
      ?.map(({ length }) => length) ?? [];
  const expected = MINUTES / 10;
  assert.ok(Math.abs(lengths.length - expected) < 4 * Math.sqrt(expected), `${lengths.length} of ${expected}`);
  assert.ok(lengths.filter((length) => length <= 3).length > 0.95 * lengths.length);
  assert.deepEqual(new Set([1, 2, 3].filter((length) => lengths.includes(length))), new Set([1, 2, 3]));
  let ups = 0;
  values.forEach((value, row) => {
    const size = value - honest[row];
    if (marks[row] === 0) assert.equal(size, 0);
    else if (value !== 0) assert.ok(Math.abs(size) >= 0.5 * height - 1 && Math.abs(size) <= height + 1, `${size}`);
    if (size > 0) ups++;
  });
  assert.ok(ups > 0.3 * marks.filter(Boolean).length && ups < 0.7 * marks.filter(Boolean).length);
});

test('spikes spoil every fifth sample or so of a sampling instrument, each wholly', () => {
  const { marks } = run('spikes', PHOSPHATE, { magnitude: 20 });
  const samples = marks.filter((_, row) => row % 60 === 0);
  marks.forEach((mark, row) => {
    assert.equal(mark, samples[Math.floor(row / 60)]);
  });
  const share = samples.filter(Boolean).length / samples.length;
  assert.ok(share > 0.12 && share < 0.28, `${share}`);
});

test('gain and shift do to each measurement what they say', () => {
  const gained = run('gain', FLOW, { magnitude: 20 });
  const shifted = run('shift', FLOW, { magnitude: -10 });
  gained.honest.forEach((true_, row) => {
    assert.ok(Math.abs(gained.values[row] - Math.min(5000, 1.2 * true_)) <= 0.5 + 1e-9);
    assert.equal(shifted.values[row], true_ - 500);
  });
});

test('a sampling instrument goes wrong with its next sample', () => {
  for (const [name, magnitude] of [
    ['shift', 10],
    ['gain', 25],
  ] as const) {
    const { values, honest } = run(name, TOTAL_N, { magnitude, startTick: 100, ticks: 600 });
    const isOff = values.map((value, row) => value !== honest[row]);
    assert.deepEqual(new Set(isOff.slice(0, 360)), new Set([false]), name);
    assert.deepEqual(new Set(isOff.slice(360, 700)), new Set([true]), name);
    assert.deepEqual(new Set(isOff.slice(700)), new Set([false]), name);
  }
});

test('what is shifted beyond the range is cut and uncertain', () => {
  const { values, quality } = run('shift', FLOW, { magnitude: -60 });
  assert.deepEqual(new Set(values), new Set([0]));
  assert.deepEqual(new Set(quality), new Set([QUALITY.uncertain]));
});

test('loss of accuracy multiplies the noise; a sampling instrument draws once a sample', () => {
  const noisy = run('loss_of_accuracy', FLOW, { magnitude: 4 });
  // Second differences leave the noise alone: of independent numbers they have √6 times the deviation.
  const jitter = (x: number[]) => deviation(x.slice(2).map((y, i) => y - 2 * x[i + 1] + x[i])) / Math.sqrt(6);
  const ratio = jitter(noisy.values) / jitter(noisy.honest);
  assert.ok(Math.abs(ratio - 4) < 0.2, `${ratio}`);

  const sampled = run('loss_of_accuracy', PHOSPHATE, { magnitude: 4 });
  const off = sampled.values.map((value, row) => value - sampled.honest[row]).filter((_, row) => row % 60 === 0);
  const expected = Math.sqrt(15) * 0.005 * 15;
  assert.ok(Math.abs(deviation(off) / expected - 1) < 0.15, `${deviation(off)}, expected ${expected}`);
  assert.match(named('loss_of_accuracy').refuses?.(sensors[PUMP]) ?? '', /noise/);
});

test('drop-outs take the share of time that they say, in pieces of a minute or so, from the first tick on', () => {
  const { quality, marks } = run('intermittent', FLOW, { magnitude: 20 });
  const out = quality.map((code) => Number(isMissing(code)));
  assert.deepEqual(marks, out);
  assert.equal(out[0], 1);
  const pieces = out.join('').match(/1+/g) ?? [];
  const total = out.filter(Boolean).length;
  assert.ok(Math.abs(total / out.length - 0.2) < 0.03, `${total / out.length}`);
  assert.ok(Math.abs(total / pieces.length - 12) < 2.5, `${total / pieces.length}`);
});

test('contacts are refused where there is nothing to measure', () => {
  const refused = SENSOR_FAULTS.filter(({ refuses }) => refuses?.(sensors[PUMP])).map(({ name }) => name);
  assert.deepEqual(refused, ['stuck', 'spikes', 'gain', 'shift', 'loss_of_accuracy']);
  for (const { name, refuses } of SENSOR_FAULTS) assert.equal(refuses?.(sensors[FLOW]), undefined, name);
});
