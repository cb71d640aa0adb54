/** Targets: what each form of one names, and what is said where it names nothing. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCatalogue } from '../sensors/index.ts';
import { resolveSensors } from './target.ts';

const { sensors } = buildCatalogue();
const idsOf = (...target: string[]): string[] =>
  Array.from(resolveSensors(target, sensors), (column) => sensors[column].id);

test('an id, a pattern, a stage and a type name sensors in catalogue order, each once', () => {
  assert.deepEqual(idsOf('BIO-O2-03'), ['BIO-O2-03']);
  assert.deepEqual(idsOf('DES-CHL-*', 'DES-CHL-01'), ['DES-CHL-01', 'DES-CHL-02']);
  assert.deepEqual(idsOf('*-VOI-*'), ['DPR-VOI-01', 'DSE-VOI-01', 'DSE-VOI-02', 'BOU-VOI-01']);
  assert.equal(idsOf('stage:traitement_boues').length, 10);
  const ph = sensors.filter(({ type }) => type === 'ph').map(({ id }) => id);
  assert.deepEqual(idsOf('type:ph'), ph);
  assert.equal(idsOf('*').length, sensors.length);
});

test('characters of patterns stand for themselves', () => {
  assert.throws(() => resolveSensors(['BIO.O2.0*'], sensors), /got "BIO\.O2\.0\*", expected a pattern that fits/);
});

test('every part that names nothing is told, with what is near', () => {
  assert.throws(
    () => resolveSensors(['BIO-O2-O3', 'stage:desinfektion', 'DES-CHL-01'], sensors),
    /target\[0\]: got "BIO-O2-O3", expected the id of a sensor such as "BIO-O2-0.*target\[1\]: got "stage:desinfektion", expected stage: and one of pretraitement/s,
  );
});
