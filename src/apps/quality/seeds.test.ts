import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { DEVELOPMENT_SEEDS, JUDGING_SEEDS, parseSeeds } from './seeds.ts';

test('lists and ranges, each seed once', () => {
  assert.deepEqual(parseSeeds('3, 1,5-7,6'), [3, 1, 5, 6, 7]);
});

test('judging and development have no seed in common', () => {
  const judging = new Set(parseSeeds(JUDGING_SEEDS));
  assert.equal(judging.size, 10);
  assert.ok(parseSeeds(DEVELOPMENT_SEEDS).every((seed) => !judging.has(seed)));
});

for (const text of ['', 'a', '1-', '5-3', '1,,2', '-1', '1.5', '1-100000']) {
  test(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => parseSeeds(text), ConfigError));
}
