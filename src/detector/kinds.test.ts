import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANOMALY_KINDS } from '../core/anomaly-kinds.ts';
import { CLUES, type Clue } from './clues.ts';
import { KIND_WEIGHTS } from './kind-weights.ts';
import { classify } from './kinds.ts';

const clues = (values: Partial<Record<Clue, number>>) => CLUES.map((clue) => values[clue] ?? 0);

test('a row of weights for every kind: a bias and one weight for every clue', () => {
  assert.equal(KIND_WEIGHTS.length, ANOMALY_KINDS.length);
  for (const row of KIND_WEIGHTS) assert.equal(row.length, 1 + CLUES.length);
});

test('one sensor that stands still is a fault, and the confidence is a chance', () => {
  const one = { channels: 0, areas: 0, together: 1, foremost: 1, related: 1, present: 1 };
  const stuck = classify(clues({ ...one, flat: 1, silent: 1, age: 2 }));
  assert.equal(stuck.kind, 'sensor_fault');
  assert.ok(stuck.confidence > 0.2 && stuck.confidence <= 1, String(stuck.confidence));
});

test('many channels of several areas are less likely one sensor’s fault than one channel is', () => {
  const many = { channels: Math.log(12), areas: Math.log(4), foremost: 0.3, related: 0.5, present: 0.9, together: 0.2 };
  assert.notEqual(classify(clues({ ...many, quick_mean: 1, plant: 3, age: 3 })).kind, 'sensor_fault');
});
