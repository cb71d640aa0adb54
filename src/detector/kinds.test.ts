import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLUES, type Clue } from './clues.ts';
import { KIND_WEIGHTS, OUTCOMES } from './kind-weights.ts';
import { classify } from './kinds.ts';

const clues = (values: Partial<Record<Clue, number>>) => CLUES.map((clue) => values[clue] ?? 0);

test('every clue has a weight for every outcome', () => {
  for (const clue of [...CLUES, 'bias'] as const) assert.equal(KIND_WEIGHTS[clue].length, OUTCOMES.length, clue);
});

test('one sensor that stands still is a fault; many channels of several areas at once are none', () => {
  const one = { channels: 0, areas: 0, together: 1, foremost: 1, related: 1, present: 1 };
  const stuck = classify(clues({ ...one, flat: 1, silent: 1, age: 2 }));
  assert.equal(stuck.kind, 'sensor_fault');
  assert.ok(stuck.confidence > 0.5 && stuck.confidence <= 1);
  const many = { channels: Math.log(12), areas: Math.log(4), foremost: 0.3, related: 0.5, present: 0.9 };
  assert.notEqual(classify(clues({ ...many, quick_mean: 1, plant: 3, age: 3, together: 0.2 })).kind, 'sensor_fault');
});
