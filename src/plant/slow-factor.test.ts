import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SlowFactor } from './slow-factor.ts';

const HOUR = 1 / 24;

test('mean 1, the spread asked for, half forgotten after 1.7 lags', () => {
  const cv = 0.4;
  const factor = new SlowFactor(1, 'test', cv, 0.5, HOUR);
  const values = Float64Array.from({ length: 20_000 * 24 }, () => factor.step());
  const logs = values.map(Math.log);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  assert.ok(Math.abs(mean - 1) < 0.01, `mean ${mean}`);
  assert.ok(Math.abs(Math.sqrt(variance) - cv) < 0.01, `cv ${Math.sqrt(variance)}`);
  const correlation = (hours: number) => {
    const m = logs.reduce((a, b) => a + b, 0) / logs.length;
    let with0 = 0;
    let own = 0;
    for (let i = hours; i < logs.length; i++) {
      with0 += (logs[i] - m) * (logs[i - hours] - m);
      own += (logs[i] - m) ** 2;
    }
    return with0 / own;
  };
  for (const hours of [6, 20, 48]) {
    const lags = hours / 24 / 0.5;
    assert.ok(Math.abs(correlation(hours) - (1 + lags) * Math.exp(-lags)) < 0.03, `${hours} h: ${correlation(hours)}`);
  }
});

test('begins as it goes on: many starts have the spread of one long course', () => {
  const starts = Array.from({ length: 4000 }, (_, seed) => new SlowFactor(seed, 'test', 0.4, 0.5, HOUR).value);
  const mean = starts.reduce((a, b) => a + b, 0) / starts.length;
  const variance = starts.reduce((sum, x) => sum + (x - mean) ** 2, 0) / starts.length;
  assert.ok(Math.abs(mean - 1) < 0.02, `mean ${mean}`);
  assert.ok(Math.abs(Math.sqrt(variance) - 0.4) < 0.02, `cv ${Math.sqrt(variance)}`);
});

test('smooth: an hour moves it by a few per cent at most', () => {
  const factor = new SlowFactor(3, 'test', 0.35, 0.6, 1 / 96);
  let last = factor.value;
  for (let i = 0; i < 96 * 300; i++) {
    const next = factor.step();
    assert.ok(Math.abs(next / last - 1) < 0.03, `${last} to ${next}`);
    last = next;
  }
});

test('without spread it is 1 exactly, and it goes on from a saved state', () => {
  const still = new SlowFactor(1, 'test', 0, 1, HOUR);
  assert.equal(still.step(), 1);
  const one = new SlowFactor(1, 'test', 0.3, 1, HOUR);
  const other = new SlowFactor(2, 'test', 0.3, 1, HOUR);
  one.step();
  assert.equal(one.save().length, SlowFactor.saved);
  other.restore([9, ...one.save()], 1);
  for (let i = 0; i < 10; i++) assert.equal(other.step(), one.step());
});
