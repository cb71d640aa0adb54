import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../core/random.ts';
import { addRows, BATCH_ROWS, createMoments, fitRelations, mirror } from './relations.ts';

const CHANNELS = 4;

/** Channel 2 is twice channel 0 less channel 1, plus a little noise; channel 3 is alone. */
function foldsOf(rows: number): ReturnType<typeof createMoments>[] {
  const noise = new RandomStream(3, 'relations');
  const folds = [createMoments(CHANNELS), createMoments(CHANNELS), createMoments(CHANNELS)];
  const values = new Float64Array(CHANNELS);
  const batch = new Float64Array(CHANNELS * BATCH_ROWS);
  for (let row = 0; row < rows; row++) {
    values[0] = noise.normal();
    values[1] = noise.normal();
    values[2] = 2 * values[0] - values[1] + 0.01 * noise.normal();
    values[3] = noise.normal();
    for (let i = 0; i < CHANNELS; i++) batch[i * BATCH_ROWS] = values[i];
    addRows(folds[Math.floor((row * 3) / rows)], batch, 1);
  }
  for (const fold of folds) mirror(fold);
  return folds;
}

test('finds the predictors and their weights, and none where there are none', () => {
  const usable = new Uint8Array(CHANNELS).fill(1);
  const [, , target, alone] = fitRelations(foldsOf(3_000), new Float64Array(CHANNELS), usable);
  const weights = new Map(target.relation.inputs.map((input, k) => [input, target.relation.weights[k]]));
  assert.ok(Math.abs((weights.get(0) ?? 0) - 2) < 0.1, `weight of 0: ${weights.get(0)}`);
  assert.ok(Math.abs((weights.get(1) ?? 0) + 1) < 0.1, `weight of 1: ${weights.get(1)}`);
  assert.equal(weights.has(2), false);
  assert.deepEqual(alone.relation.inputs, []);
  assert.equal(target.folds.length, 3);
});

test('a channel that is not usable neither predicts nor is predicted, and the bias meets the mean levels', () => {
  const usable = Uint8Array.of(0, 1, 1, 1);
  const levels = Float64Array.of(5, 6, 7, 8);
  const fitted = fitRelations(foldsOf(3_000), levels, usable);
  assert.deepEqual(fitted[0].relation, { bias: 5, inputs: [], weights: [] });
  for (const { relation } of fitted) assert.equal(relation.inputs.includes(0), false);
  const { bias, inputs, weights } = fitted[2].relation;
  const atLevels = inputs.reduce((sum, input, k) => sum + weights[k] * levels[input], bias);
  assert.ok(Math.abs(atLevels - 7) < 1e-9);
});
