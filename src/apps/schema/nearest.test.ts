import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectOneOf, nearest } from './nearest.ts';

const WORDS = ['population', 'port', 'setpoints', 'seed'];

test('finds the word that was meant: an edit, a swap, a capital', () => {
  assert.equal(nearest('populaton', WORDS), 'population');
  assert.equal(nearest('prot', WORDS), 'port');
  assert.equal(nearest('SEED', WORDS), 'seed');
  assert.equal(nearest('set_points', WORDS), 'setpoints');
});

test('says nothing where nothing is near', () => {
  assert.equal(nearest('weather', WORDS), undefined);
  assert.equal(nearest('', WORDS), undefined);
  assert.equal(nearest('seed', []), undefined);
});

test('lists what is known, the nearest first', () => {
  assert.equal(expectOneOf('sed', WORDS), '"seed"? Known: population, port, setpoints, seed');
  assert.equal(expectOneOf('weather', WORDS), 'one of population, port, setpoints, seed');
  assert.equal(expectOneOf('weather', []), 'none here');
});
