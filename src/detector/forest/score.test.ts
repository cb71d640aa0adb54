import assert from 'node:assert/strict';
import { test } from 'node:test';
import { averagePathLength } from './forest.ts';
import { HANDMADE } from './handmade.fake.ts';
import { meanPathLength, scoreForest, scoreOfPath } from './score.ts';

test('an input at a threshold goes left, as does one that float32 rounds to it', () => {
  const path = (a: number, b: number) => meanPathLength(HANDMADE, Float64Array.of(a, b));
  assert.equal(path(0, 0.5), 2 + averagePathLength(4));
  assert.equal(path(1e-50, 0.5 + 1e-9), 2 + averagePathLength(4));
  assert.equal(path(0, 0.5 + 1e-6), 3);
  assert.equal(path(1e-6, 0.5), 2 + averagePathLength(6));
});

test('the score is one half at the path of an average row, and falls with the path', () => {
  assert.equal(scoreOfPath(HANDMADE, averagePathLength(16)), 0.5);
  assert.equal(scoreOfPath(HANDMADE, 0), 1);
  assert.equal(scoreForest(HANDMADE, Float64Array.of(0, 1)), 2 ** (-3 / averagePathLength(16)));
});
