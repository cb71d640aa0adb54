import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';

test('the nearest name is the one with the fewest letters changed', () => {
  const names = ['influent.Q', 'reactor5.S_O', 'reactor5.S_NO', 'outlet.Q'];
  assert.equal(nearest('reactor9.S_O', names), 'reactor5.S_O');
  assert.equal(nearest('reactor5.s_no', names), 'reactor5.S_NO');
  assert.equal(nearest('outletQ', names), 'outlet.Q');
  assert.equal(nearest('', names), 'outlet.Q');
  assert.equal(nearest('x', []), undefined);
});
