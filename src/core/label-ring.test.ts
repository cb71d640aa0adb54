import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabelRing } from './label-ring.ts';

test('labels are kept for as many frames as the ring holds', () => {
  const ring = new LabelRing(3, 4);
  const labelsOf = (seq: number) => {
    const labels: number[][] = [];
    ring.forEach(seq, (...label) => labels.push(label));
    return labels;
  };
  assert.deepEqual(labelsOf(0), []);
  for (let seq = 0; seq < 6; seq++) {
    ring.push(seq, Uint8Array.of(0, seq % 2, 5), Uint32Array.of(0, (seq % 2) * 70_000, seq));
  }
  assert.deepEqual(labelsOf(1), [], 'no longer kept');
  assert.deepEqual(labelsOf(2), [[2, 5, 2]]);
  assert.deepEqual(labelsOf(5), [
    [1, 1, 70_000],
    [2, 5, 5],
  ]);
  assert.deepEqual(labelsOf(6), [], 'not yet there');
});
