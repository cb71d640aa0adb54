import assert from 'node:assert/strict';
import { it } from 'node:test';
import { C, STATION_COMPONENTS } from '../../plant/components.ts';
import { INFLUENT, INFLUENT_LENGTH } from '../../plant/influent/source.ts';
import { DESIGN_FLOW } from '../../plant/station/parameters.ts';
import { addLoad, mixIn } from './sewage.ts';

function row(flow: number): Float64Array {
  const values = new Float64Array(INFLUENT_LENGTH).fill(10);
  values[INFLUENT.Q] = flow;
  return values;
}

it('a load adds what it says at the design flow, half at twice of it, and no end at no flow', () => {
  for (const [flow, added] of [
    [DESIGN_FLOW, 40],
    [2 * DESIGN_FLOW, 20],
    [0, 160],
  ]) {
    const sewage = row(flow);
    addLoad(sewage, C.S_NH, 40, 1);
    assert.equal(sewage[C.S_NH], 10 + added);
    assert.equal(sewage[INFLUENT.Q], flow);
  }
});

it('a load grows with the plant', () => {
  const sewage = row(2 * DESIGN_FLOW);
  addLoad(sewage, C.S_NH, 40, 2);
  assert.equal(sewage[C.S_NH], 50);
});

it('waters mix by their amounts; the temperature stays', () => {
  const sewage = row(1000);
  mixIn(sewage, new Float64Array(STATION_COMPONENTS), 1000);
  assert.equal(sewage[INFLUENT.Q], 2000);
  assert.equal(sewage[C.S_NH], 5);
  assert.equal(sewage[C.T], 10);
  const none = row(0);
  mixIn(none, new Float64Array(STATION_COMPONENTS), 0);
  assert.equal(none[C.S_NH], 10);
});
