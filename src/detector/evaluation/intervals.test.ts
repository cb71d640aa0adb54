import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../../core/random.ts';
import { bootstrap, median, quantile, wilson } from './intervals.ts';

test('Wilson: published values', () => {
  // Newcombe 1998, Statist. Med. 17, table I: 81/263, 15/148, 0/20, 1/29.
  const published: [number, number, number, number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ];
  for (const [successes, trials, low, high] of published) {
    const interval = wilson(successes, trials);
    assert.ok(Math.abs(interval.low - low) < 5e-5, `${successes}/${trials}: ${interval.low}`);
    assert.ok(Math.abs(interval.high - high) < 5e-5, `${successes}/${trials}: ${interval.high}`);
  }
  assert.deepEqual(wilson(0, 0), { low: 0, high: 1 });
  assert.equal(wilson(20, 20).high, 1);
});

test('bootstrap: about the interval of a mean, the same every time, none of one run', () => {
  const random = new RandomStream(3, 'bootstrap');
  const values = Array.from({ length: 60 }, () => 5 + random.normal());
  const mean = (weights: Uint8Array) => values.reduce((sum, value, k) => sum + weights[k] * value, 0) / values.length;
  const { low, high } = bootstrap(values.length, mean);
  const half = (1.96 * 1) / Math.sqrt(values.length);
  assert.ok(Math.abs((high - low) / 2 - half) < 0.3 * half, `${low} … ${high}`);
  assert.deepEqual(bootstrap(values.length, mean), { low, high });
  assert.ok(Number.isNaN(bootstrap(1, () => 1).low));
});

test('every resample draws as many runs as there are', () => {
  bootstrap(7, (weights) => {
    assert.equal(
      weights.reduce((a, b) => a + b),
      7,
    );
    return 0;
  });
});

test('quantiles between the numbers; of infinities; of nothing', () => {
  assert.equal(quantile([1, 2, 4, 8], 0.5), 3);
  assert.equal(quantile([1, 2], 0), 1);
  assert.equal(quantile([1, 2], 1), 2);
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([1, Infinity, Infinity, Infinity]), Infinity);
  assert.ok(Number.isNaN(median([])));
});
