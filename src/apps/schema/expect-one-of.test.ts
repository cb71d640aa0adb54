import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectOneOf } from './expect-one-of.ts';

test('what was probably meant comes first, then all that is known', () => {
  assert.equal(expectOneOf('sed', ['port', 'seed']), '"seed"? Known: port, seed');
  assert.equal(expectOneOf('weather', []), 'nothing here');
});

test('a long list is not told', () => {
  const words = Array.from({ length: 127 }, (_, i) => `SENSOR-${i}`);
  assert.equal(expectOneOf('SENSR-17', words), 'one of 127 names, such as "SENSOR-17"');
});
