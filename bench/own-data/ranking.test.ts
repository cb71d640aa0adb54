/** Ranking figures on scores whose figures can be counted by hand. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankingFigures } from './ranking.ts';

test('figures of a few scores', () => {
  // In order: 1, 0, 1, 0. Precision 1 at the first hit, 2/3 at the second.
  const figures = rankingFigures(Float64Array.of(0.9, 0.8, 0.7, 0.1), Uint8Array.of(1, 0, 1, 0));
  assert.ok(Math.abs(figures.averagePrecision - (1 + 2 / 3) / 2) < 1e-12);
  assert.equal(figures.rocAuc, 0.75);
  assert.ok(Math.abs(figures.bestF1 - 0.8) < 1e-12);
});

test('a score that is the same everywhere says nothing', () => {
  const figures = rankingFigures(new Float64Array(10), Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0, 0, 0));
  assert.equal(figures.averagePrecision, 0.2);
  assert.equal(figures.rocAuc, 0.5);
});
