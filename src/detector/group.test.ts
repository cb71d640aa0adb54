import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../core/random.ts';
import { Features } from './features.ts';
import { fitChanges, fitLevels, Group } from './group.ts';
import type { Profile } from './profile.ts';
import { addRows, BATCH_ROWS, createMoments, mirror } from './relations.ts';

const CHANNELS = 3;
const LAGS = [2, 20];
const PROFILE: Profile = {
  center: 0,
  scale: 1,
  min: -5,
  max: 5,
  discrete: false,
  flatRun: 0,
  missingRun: 0,
  readings: 1_000,
};

test('channels that move against their normal pattern stand out, and their parts add up to T²', () => {
  const features = new Features(
    Array.from({ length: CHANNELS }, () => PROFILE),
    LAGS,
  );
  const noise = new RandomStream(1, 'group');
  const readings = new Float64Array(CHANNELS);
  const zeros = new Float64Array(CHANNELS);
  const trusted = new Uint8Array(CHANNELS);
  const step = (against: number) => {
    const common = noise.normal();
    for (let i = 0; i < CHANNELS; i++) readings[i] = common + 0.1 * noise.normal();
    readings[0] += against;
    readings[1] -= against;
    features.step(readings, zeros, trusted);
  };
  const folds = [createMoments(features.values.length), createMoments(features.values.length)];
  const batch = new Float64Array(features.values.length * BATCH_ROWS);
  for (let row = 0; row < 2_000; row++) {
    step(0);
    for (const [f, value] of features.values.entries()) batch[f * BATCH_ROWS] = value;
    addRows(folds[row < 1_000 ? 0 : 1], batch, 1);
  }
  for (const fold of folds) mirror(fold);
  const group = new Group(fitChanges(folds, LAGS, Uint8Array.of(1, 1, 1)).model);

  let normal = 0;
  for (let row = 0; row < 500; row++) {
    step(0);
    group.step(features);
    normal += group.value / 500;
  }
  assert.ok(normal > 0.3 && normal < 2, `mean in normal operation: ${normal}`);
  for (let row = 0; row < 5; row++) step(1);
  group.step(features);
  assert.ok(group.value > 10 * normal, `${group.value} when two move against each other`);

  const parts = new Float64Array(CHANNELS);
  group.contributions(parts);
  const sum = parts.reduce((all, part) => all + part, 0);
  assert.ok(Math.abs(sum - group.value) < 1e-9 * group.value);
  assert.ok(parts[2] < parts[0] && parts[2] < parts[1]);
});

test('where the plant is: each channel within its range, but where they never are together', () => {
  const features = new Features(
    Array.from({ length: CHANNELS }, () => PROFILE),
    [],
  );
  const noise = new RandomStream(2, 'levels');
  const zeros = new Float64Array(CHANNELS);
  const trusted = new Uint8Array(CHANNELS);
  const readings = new Float64Array(CHANNELS);
  // Two channels that go together about other means than their centres, and one of its own.
  const step = () => {
    const common = noise.normal();
    readings[0] = 3 + common + 0.2 * noise.normal();
    readings[1] = -2 + common + 0.2 * noise.normal();
    readings[2] = noise.normal();
    features.step(readings, zeros, trusted);
  };
  const folds = [createMoments(CHANNELS), createMoments(CHANNELS)];
  const batch = new Float64Array(CHANNELS * BATCH_ROWS);
  for (let row = 0; row < 2_000; row++) {
    step();
    for (let f = 0; f < CHANNELS; f++) batch[f * BATCH_ROWS] = features.values[f];
    addRows(folds[row < 1_000 ? 0 : 1], batch, 1);
  }
  for (const fold of folds) mirror(fold);
  const { model, folds: parts } = fitLevels(folds, Uint8Array.of(1, 1, 1));
  assert.ok(Math.abs(model.centers[0] - 3) < 0.1 && Math.abs(model.centers[1] + 2) < 0.1, `${model.centers}`);
  assert.equal(parts.length, 2);
  const group = new Group(model);
  const at = (...values: number[]) => {
    features.step(Float64Array.from(values), zeros, trusted);
    group.step(features);
    return group.value;
  };
  let normal = 0;
  for (let row = 0; row < 500; row++) {
    step();
    group.step(features);
    normal += group.value / 500;
  }
  assert.ok(normal > 0.5 && normal < 1.5, `mean in normal operation: ${normal}`);
  assert.ok(at(3, -2, 0) < 0.05, 'at the means');
  assert.ok(at(5, 0, 0) < 3, 'both high');
  assert.ok(at(4, -3, 0) > 4 * normal, 'one high, one low');

  const out = new Float64Array(CHANNELS);
  group.contributions(out);
  assert.ok(Math.abs(out[0] + out[1] + out[2] - group.value) < 1e-9 * group.value);
  assert.ok(out[0] > 10 * Math.abs(out[2]) && out[1] > 10 * Math.abs(out[2]));

  // It stays there, however long it lasts: nothing is taken less a slow mean.
  let later = 0;
  for (let row = 0; row < 1_000; row++) later = at(4, -3, 0);
  assert.equal(later, at(4, -3, 0));
  // One bad sensor is not the plant: it counts no more than eight spreads.
  assert.equal(at(20, -2, 0), at(30, -2, 0));
});

test('a channel that is not usable, or that does not vary, is no part of where the plant is', () => {
  const noise = new RandomStream(3, 'levels');
  const folds = [createMoments(CHANNELS), createMoments(CHANNELS)];
  const batch = new Float64Array(CHANNELS * BATCH_ROWS);
  for (let row = 0; row < 400; row++) {
    for (let f = 0; f < CHANNELS; f++) batch[f * BATCH_ROWS] = f === 2 ? 1 : noise.normal();
    addRows(folds[row < 200 ? 0 : 1], batch, 1);
  }
  for (const fold of folds) mirror(fold);
  const { model } = fitLevels(folds, Uint8Array.of(1, 0, 1));
  assert.ok(model.invSpreads[0] > 0.8 && model.invSpreads[0] < 1.2);
  assert.deepEqual(model.invSpreads.slice(1), [0, 0]);
});
