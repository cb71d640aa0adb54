import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choleskySolve } from './linear.ts';

test('solves a symmetric positive definite system', () => {
  const a = Float64Array.of(4, 2, 1, 2, 5, 3, 1, 3, 6);
  const x = [1, -2, 3];
  const b = Float64Array.from([0, 1, 2], (i) => x.reduce((sum, value, j) => sum + a[3 * i + j] * value, 0));
  choleskySolve(a, b);
  for (const [i, value] of x.entries()) assert.ok(Math.abs(b[i] - value) < 1e-12, `x[${i}] = ${b[i]}`);
});

test('refuses a matrix that is not positive definite', () => {
  assert.throws(() => choleskySolve(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1)), /not positive definite/);
});
