import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../core/random.ts';
import { Features } from './features.ts';
import { fitGroup, Group } from './group.ts';
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
  const group = new Group(fitGroup(folds, LAGS, Uint8Array.of(1, 1, 1)).model);

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
