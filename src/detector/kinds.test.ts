import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANOMALY_KINDS } from '../core/anomaly-kinds.ts';
import { CLUES } from './clues.ts';
import { KIND_EXAMPLES } from './kind-examples.fake.ts';
import { KIND_BIASES, KIND_TREES } from './kind-weights.ts';
import { chancesOf, classify } from './kinds.ts';

const numbers = (text: string) => text.split(' ').map(Number);

test('a bias for every kind, as many trees for each, and no clue that there is not', () => {
  assert.equal(KIND_BIASES.length, ANOMALY_KINDS.length);
  assert.equal(KIND_TREES.length % ANOMALY_KINDS.length, 0);
  for (const line of KIND_TREES) {
    const inner = (numbers(line).length - 1) / 3;
    assert.ok(Number.isInteger(Math.log2(inner + 1)), line);
    for (const clue of numbers(line).slice(0, inner)) assert.ok(clue >= 0 && clue < CLUES.length, line);
  }
});

test('the chances are those of the trees that were fitted', () => {
  for (const [clues, expected] of KIND_EXAMPLES) {
    const chances = chancesOf(numbers(clues));
    assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1e-12);
    for (const [k, chance] of numbers(expected).entries()) assert.ok(Math.abs(chances[k] - chance) < 1e-8, clues);
    const { kind, confidence } = classify(numbers(clues));
    assert.equal(confidence, Math.max(...chances));
    assert.equal(kind, ANOMALY_KINDS[chances.indexOf(confidence)]);
  }
});

test('trees go left up to a threshold, right beyond it', () => {
  const trees = {
    biases: [0, 0],
    trees: [
      { clues: [0], thresholds: [1], leaves: [2, -2] },
      { clues: [1], thresholds: [0], leaves: [0, 1] },
    ],
  };
  const first = (clues: readonly number[]) => chancesOf(clues, trees)[0];
  assert.ok(Math.abs(first([1, 0]) - 1 / (1 + Math.exp(-2))) < 1e-12);
  assert.ok(Math.abs(first([1.1, 0]) - 1 / (1 + Math.exp(2))) < 1e-12);
  assert.ok(Math.abs(first([1, 0.1]) - 1 / (1 + Math.exp(-1))) < 1e-12);
});
