import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, COUNTS_ALLOCATIONS } from '../../tests/support/allocations.ts';
import { RandomStream } from '../core/random.ts';
import { Forecast, spreadOrInfinity } from './forecast.ts';

/** Bytes a tick, what the engine allocates by itself included: a boxed number would take 16. */
const ENOUGH = 12;
const TICKS = 40_000;

/** A forecast of one channel. */
function one(spread = 1, held = 0): { forecast: Forecast; step: (reading: number) => void } {
  const forecast = new Forecast([spread], [held]);
  const readings = new Float64Array(1);
  const step = (reading: number) => {
    readings[0] = reading;
    forecast.step(readings);
  };
  return { forecast, step };
}

test('the first reading is no error; then errors are in units of the spread, jumps in the reading’s unit', () => {
  const { forecast, step } = one(0.5);
  step(7);
  assert.deepEqual([forecast.error[0], forecast.jump[0], forecast.level[0]], [0, 0, 7]);
  step(7);
  assert.deepEqual([forecast.error[0], forecast.jump[0]], [0, 0]);
  step(4);
  assert.deepEqual([forecast.error[0], forecast.jump[0]], [6, -3]);
});

test('a steady rise is followed', () => {
  const { forecast, step } = one();
  for (let tick = 0; tick < 2_000; tick++) step(3 * tick);
  assert.ok(forecast.error[0] < 1e-6, `${forecast.error[0]}`);
});

test('a missing reading is no error and leaves the level alone', () => {
  const { forecast, step } = one();
  step(5);
  step(5);
  step(Number.NaN);
  assert.deepEqual([forecast.error[0], forecast.jump[0], forecast.level[0], forecast.scatter[0] < 1], [0, 0, 5, true]);
  step(8);
  assert.equal(forecast.error[0], 3);
});

test('a channel that is sampled and held is looked at when it changes', () => {
  const { forecast, step } = one(1, 1);
  step(2);
  for (let tick = 0; tick < 100; tick++) step(2);
  assert.equal(forecast.scatter[0], 1);
  step(4);
  assert.equal(forecast.error[0], 2);
  const scatter = forecast.scatter[0];
  step(4);
  assert.deepEqual([forecast.error[0], forecast.jump[0], forecast.scatter[0]], [0, 0, scatter]);
});

test('a channel without a spread has no errors, however it jumps', () => {
  const { forecast, step } = one(spreadOrInfinity(0));
  for (let tick = 0; tick < 200; tick++) {
    step(tick % 3 === 0 ? 1 : 0);
    assert.equal(forecast.error[0], 0);
    assert.ok(forecast.scatter[0] <= 1);
  }
  assert.equal(spreadOrInfinity(0.25), 0.25);
});

test('scatter: about 1 for errors as usual, far more for four times as much, and one spike is not scatter', () => {
  const random = new RandomStream(3, 'test');
  // Noise of spread 1 is off from its own smoothed past by a little more.
  const { forecast, step } = one(Math.sqrt(1 + 0.3 / 1.7));
  let mean = 0;
  for (let tick = 0; tick < 5_000; tick++) {
    step(random.normal());
    if (tick >= 1_000) mean += forecast.scatter[0] / 4_000;
  }
  assert.ok(mean > 0.9 && mean < 1.1, `${mean}`);
  for (let tick = 0; tick < 72; tick++) step(4 * random.normal());
  assert.ok(forecast.scatter[0] > 6, `${forecast.scatter[0]}`);
  for (let tick = 0; tick < 240; tick++) step(0);
  const before = forecast.scatter[0];
  step(1_000);
  assert.ok(forecast.scatter[0] < before + 2);
});

test('after a gap the past is forgotten', () => {
  const { forecast, step } = one();
  for (const reading of [1, 9, 1, 9]) step(reading);
  forecast.reset();
  assert.equal(forecast.scatter[0], 1);
  step(100);
  assert.equal(forecast.error[0], 0);
  step(100);
  assert.equal(forecast.error[0], 0);
});

test('steps allocate nothing', { skip: !COUNTS_ALLOCATIONS && 'this Node does not count what it allocates' }, () => {
  const forecast = new Forecast(new Float64Array(20).fill(1), new Uint8Array(20));
  const ticks = Array.from({ length: 7 }, (_, tick) => new Float64Array(20).fill(tick));
  const run = (count: number) => {
    for (let tick = 0; tick < count; tick++) forecast.step(ticks[tick % ticks.length]);
  };
  run(20_000);
  const bytes = bytesOf(() => run(TICKS), ENOUGH * TICKS) / TICKS;
  assert.ok(bytes <= ENOUGH, `${bytes} bytes a tick`);
});
