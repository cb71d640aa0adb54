import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PeriodMeans } from './period-means.ts';

test('a period ends at its last tick, with the mean of each channel', () => {
  const means = new PeriodMeans(2, 4);
  assert.deepEqual([...means.values], [Number.NaN, Number.NaN]);
  const ends = Array.from({ length: 12 }, (_, tick) => means.push(Float64Array.of(tick, 100 - tick)));
  assert.deepEqual(
    ends,
    [3, 7, 11].reduce((all, at) => all.with(at, true), new Array<boolean>(12).fill(false)),
  );
  assert.deepEqual([...means.values], [9.5, 90.5]);
});

test('a period of one tick is the tick itself', () => {
  const means = new PeriodMeans(1, 1);
  for (const reading of [0.1, -7, 1e15]) {
    assert.equal(means.push(Float64Array.of(reading)), true);
    assert.equal(means.values[0], reading);
  }
});

test('missing readings are left out of the mean; a period without any has none, and the next is not touched', () => {
  const means = new PeriodMeans(3, 3);
  means.push(Float64Array.of(1, Number.NaN, Number.NaN));
  means.push(Float64Array.of(Number.POSITIVE_INFINITY, Number.NaN, 5));
  assert.equal(means.push(Float64Array.of(4, Number.NEGATIVE_INFINITY, Number.NaN)), true);
  assert.deepEqual([...means.values], [2.5, Number.NaN, 5]);
  for (let tick = 0; tick < 3; tick++) means.push(Float64Array.of(7, 8, 9));
  assert.deepEqual([...means.values], [7, 8, 9]);
});

test('after a reset a whole period is to come, without what was seen before; the last means stay', () => {
  const means = new PeriodMeans(1, 2);
  means.push(Float64Array.of(1));
  means.push(Float64Array.of(3));
  means.push(Float64Array.of(100));
  means.reset();
  assert.equal(means.push(Float64Array.of(5)), false);
  assert.equal(means.values[0], 2);
  assert.equal(means.push(Float64Array.of(7)), true);
  assert.equal(means.values[0], 6);
});
