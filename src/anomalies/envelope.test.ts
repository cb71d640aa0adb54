/** Shapes: within 0 and 1, nothing outside the time in force, and each as it is described. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { intensity, SHAPES } from './envelope.ts';

test('every shape is between 0 and 1 while in force and 0 otherwise', () => {
  const shape = fc.constantFrom(...SHAPES);
  const durationS = fc.integer({ min: 5, max: 1e7 });
  fc.assert(
    fc.property(shape, durationS, fc.double({ min: -2, max: 3, noNaN: true }), (shape, durationS, share) => {
      const value = intensity({ shape, durationS }, share * durationS);
      if (share >= 0 && share * durationS < durationS) assert.ok(value >= 0 && value <= 1, `${value}`);
      else assert.equal(value, 0);
    }),
  );
});

test('shapes rise and fall as they say', () => {
  const at = (shape: (typeof SHAPES)[number]) =>
    [0, 0.1, 0.5, 0.9].map((x) => intensity({ shape, durationS: 100 }, 100 * x));
  const close = (got: number[], expected: number[]) =>
    got.forEach((value, i) => {
      assert.ok(Math.abs(value - expected[i]) < 1e-12, `${got} instead of ${expected}`);
    });
  close(at('step'), [1, 1, 1, 1]);
  close(at('ramp'), [0, 0.1, 0.5, 0.9]);
  close(at('triangle'), [0, 0.2, 1, 0.2]);
  close(at('trapezoid'), [0, 0.5, 1, 0.5]);
  const full = 1 - Math.exp(-5);
  close(at('saturating'), [0, (1 - Math.exp(-0.5)) / full, (1 - Math.exp(-2.5)) / full, (1 - Math.exp(-4.5)) / full]);
  close(at('geometric'), [0.01, 10 ** -1.8, 0.1, 10 ** -0.2]);
});
