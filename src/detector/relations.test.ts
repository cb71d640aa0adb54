import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../core/random.ts';
import { addRows, BATCH_ROWS, createMoments, fitRelations, mirror } from './relations.ts';

const CHANNELS = 4;
const ROWS = 3_000;

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
  const [, , target, alone] = fitRelations(foldsOf(ROWS), new Float64Array(CHANNELS), usable, [], ROWS).first;
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
  const { first: fitted } = fitRelations(foldsOf(ROWS), levels, usable, [], ROWS);
  assert.deepEqual(fitted[0].relation, { bias: 5, inputs: [], weights: [] });
  for (const { relation } of fitted) assert.equal(relation.inputs.includes(0), false);
  const { bias, inputs, weights } = fitted[2].relation;
  const atLevels = inputs.reduce((sum, input, k) => sum + weights[k] * levels[input], bias);
  assert.ok(Math.abs(atLevels - 7) < 1e-9);
});

const LAG = 72;
const PERIODS = 3_000;

/**
 * Moments of four channels and their means over `LAG` periods, in three folds: 0 and 1 wander, slowly and each by
 * itself, 2 more quickly, and 3 is noise, but follows the mean of 2 if told so.
 */
function slowFolds(seed: number, follows: boolean): ReturnType<typeof createMoments>[] {
  const noise = new RandomStream(seed, 'slow');
  const folds = [0, 1, 2].map(() => createMoments(2 * CHANNELS));
  const batch = new Float64Array(2 * CHANNELS * BATCH_ROWS);
  const values = new Float64Array(2 * CHANNELS);
  const wander = (i: number, periods: number) => {
    values[i] += Math.sqrt(2 / periods) * noise.normal() - values[i] / periods;
  };
  for (let row = 0; row < PERIODS; row++) {
    wander(0, LAG);
    wander(1, LAG);
    wander(2, LAG / 6);
    for (let i = 0; i < CHANNELS; i++) values[CHANNELS + i] += (values[i] - values[CHANNELS + i]) / LAG;
    values[3] = (follows ? 2.5 * values[CHANNELS + 2] : 0) + 0.3 * noise.normal();
    for (const [f, value] of values.entries()) batch[f * BATCH_ROWS] = value;
    addRows(folds[Math.floor((row * 3) / PERIODS)], batch, 1);
  }
  for (const fold of folds) mirror(fold);
  return folds;
}

test('a slow mean that goes with a channel by chance does not predict it; one that a channel follows does', () => {
  const usable = new Uint8Array(CHANNELS).fill(1);
  const fit = (seed: number, follows: boolean) =>
    fitRelations(slowFolds(seed, follows), new Float64Array(2 * CHANNELS), usable, [LAG], PERIODS).first;
  let byChance = 0;
  for (let seed = 0; seed < 40; seed++) {
    for (const { relation } of fit(seed, false)) if (relation.inputs.some((input) => input >= CHANNELS)) byChance++;
    const follower = fit(seed, true)[3].relation;
    assert.equal(follower.inputs[0], CHANNELS + 2, `seed ${seed}`);
    assert.ok(follower.weights[0] > 0);
  }
  assert.equal(byChance, 0, `${byChance} of 160 channels are predicted from a mean that has nothing to do with them`);
});
