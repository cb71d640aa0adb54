import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { selectLargest } from './select.ts';

const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 3 }));

test('the largest values come last, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.nat(), (list, at) => {
      const first = at % list.length;
      const values = Float64Array.from(list, (x) => x + 0);
      const sorted = values.toSorted();
      selectLargest(values, first);
      assert.deepEqual(values.subarray(first).toSorted(), sorted.subarray(first));
      assert.deepEqual(values.toSorted(), sorted);
    }),
    { numRuns: 2_000 },
  );
});

test('samples in order, in the opposite order, and all alike take no longer than any', () => {
  const n = 100_000;
  for (const shape of [(k: number) => k, (k: number) => n - k, () => 1, (k: number) => k % 2]) {
    const values = Float64Array.from({ length: n }, (_, k) => shape(k));
    const first = n - 100;
    const least = values.toSorted()[first];
    selectLargest(values, first);
    assert.equal(Math.min(...values.subarray(first)), least);
    assert.ok(values.subarray(0, first).every((x) => x <= least));
  }
});
