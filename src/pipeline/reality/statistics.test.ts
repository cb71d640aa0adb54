import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankCorrelation, spreadOf } from './statistics.ts';

const near = (got: number, expected: number) => assert.ok(Math.abs(got - expected) < 1e-12, `${got} ≠ ${expected}`);

test('quartiles interpolate between values, gaps are left out', () => {
  const { n, q1, median, q3, cv } = spreadOf([4, Number.NaN, 1, 3, 2]);
  assert.deepEqual([n, q1, median, q3], [4, 1.75, 2.5, 3.25]);
  near(cv, Math.sqrt(5 / 3) / 2.5);
});

test('too few values', () => {
  const none = spreadOf([Number.NaN]);
  assert.deepEqual([none.n, none.median, none.cv], [0, Number.NaN, Number.NaN]);
  const one = spreadOf([7]);
  assert.deepEqual([one.n, one.q1, one.median, one.q3, one.cv], [1, 7, 7, 7, Number.NaN]);
});

test('rank correlation: order counts, size does not', () => {
  near(rankCorrelation([1, 2, 3, 4], [1, 10, 100, 1e6]).rho, 1);
  near(rankCorrelation([1, 2, 3, 4], [4, 3, 2, -1e9]).rho, -1);
  // Ranks 1 2 3 4 against 2 1 4 3: 1 − 6·4 / (4·15) = 0.6.
  near(rankCorrelation([1, 2, 3, 4], [20, 10, 40, 30]).rho, 0.6);
});

test('rank correlation: ties share a rank, gaps drop the row', () => {
  // Ranks 1 2.5 2.5 4 against 1 2 3 4: 4.5 / √(4.5 · 5).
  near(rankCorrelation([5, 7, 7, 9], [1, 2, 3, 4]).rho, Math.sqrt(0.9));
  assert.equal(rankCorrelation([1, Number.NaN, 3, 4], [1, 2, Number.NaN, 4]).n, 2);
  assert.ok(Number.isNaN(rankCorrelation([1, 1, 1], [1, 2, 3]).rho));
  assert.ok(Number.isNaN(rankCorrelation([], []).rho));
});
