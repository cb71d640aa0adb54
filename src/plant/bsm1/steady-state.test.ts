import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BSM1 } from '../activated-sludge.ts';
import { C } from '../components.ts';
import { LAYERS } from '../settler.ts';
import { BSM1_CLOSED_LOOP, Bsm1 } from './bsm1.ts';
import { ASM1_NAMES, CONSTANT, referenceCsv, referenceJson, relative, skip } from './reference.fake.ts';
import { storedState } from './run.ts';

/** The largest relative difference from the 15-digit steady state, over every number it gives, and which that is. */
function worst(bsm1: Bsm1): { difference: number; of: string } {
  const expected = referenceJson('bsm1_openloop_steady_state.json').high_precision;
  const { plant, y } = bsm1;
  bsm1.feed(Float64Array.from(CONSTANT));
  bsm1.observe(new Float64Array(bsm1.states));
  let difference = 0;
  let of = '';
  let compared = 0;
  const compare = (name: string, got: number, value: number) => {
    compared++;
    if (relative(got, value) <= difference) return;
    difference = relative(got, value);
    of = name;
  };
  ASM1_NAMES.forEach((name, c) => {
    for (let r = 0; r < 5; r++) compare(`R${r + 1} ${name}`, y[plant.reactorAt(r) + c], expected[`R${r + 1}`][name]);
    compare(`effluent ${name}`, plant.effluent[c], expected.effluent[name]);
    compare(`underflow ${name}`, plant.underflow[c], expected.underflow[name]);
  });
  for (let r = 0; r < 5; r++) {
    compare(`R${r + 1} TSS`, plant.settler.solids(y, plant.reactorAt(r)), expected[`R${r + 1}`].TSS);
  }
  compare('effluent TSS', plant.settler.solids(plant.effluent, 0), expected.effluent.TSS);
  compare('underflow TSS', plant.settler.solids(plant.underflow, 0), expected.underflow.TSS);
  for (let j = 0; j < LAYERS; j++) {
    compare(`layer ${j + 1} TSS`, y[plant.settlerAt + j], expected.settler_TSS_top_to_bottom[j]);
    plant.settler.solubles.forEach((c, k) => {
      compare(`layer ${j + 1} ${ASM1_NAMES[c]}`, y[plant.settlerAt + LAYERS * (k + 1) + j], expected.R5[ASM1_NAMES[c]]);
    });
  }
  assert.equal(compared, 7 * 13 + 7 + 10 * 8);
  return { difference, of };
}

test('the stored steady state is that of the reference to nine digits', { skip }, () => {
  const bsm1 = new Bsm1();
  bsm1.y.set(storedState(false, 'steady'));
  const { difference, of } = worst(bsm1);
  assert.ok(difference < 1e-9, `${of}: ${difference}`);
});

test('the plant finds the steady state by itself from a quarter less sludge and twice the dissolved', { skip }, () => {
  const bsm1 = new Bsm1();
  for (let i = 0; i < bsm1.states; i++) {
    const component = i < 65 ? i % 13 : i < 75 ? C.X_I : C.S_S;
    bsm1.y[i] *= ASM1_NAMES[component].startsWith('X') ? 0.75 : 2;
  }
  assert.ok(worst(bsm1).difference > 0.2);
  bsm1.feed(Float64Array.from(CONSTANT));
  bsm1.advance(100);
  const { difference, of } = worst(bsm1);
  assert.ok(difference < 1e-4, `${of}: ${difference}`);
});

test('the stored states stay where they are', () => {
  for (const parameters of [BSM1, BSM1_CLOSED_LOOP]) {
    const bsm1 = new Bsm1(parameters);
    bsm1.y.set(storedState(parameters === BSM1_CLOSED_LOOP, 'steady'));
    const before = bsm1.y.slice();
    bsm1.feed(Float64Array.from(CONSTANT));
    bsm1.advance(1);
    bsm1.y.forEach((value, i) => {
      assert.ok(Math.abs(value - before[i]) < 1e-8 * Math.max(1, Math.abs(before[i])), `state ${i}`);
    });
  }
});

test('the 50-day start-up follows Matlab in every state', { skip }, () => {
  const { header, rows } = referenceCsv('bsm1_matlab_50d_startup_trajectory.csv');
  const bsm1 = new Bsm1();
  assert.equal(header.length, 1 + bsm1.states);
  bsm1.y.set(rows[0].slice(1));
  bsm1.feed(Float64Array.from(CONSTANT));
  for (let day = 1; day <= 50; day++) {
    bsm1.advance(1);
    const expected = rows[day];
    assert.equal(expected[0], day);
    // Matlab's plant has a hydraulic delay whose content the file does not give: it differs by 1 % at first.
    const tolerance = day >= 10 ? 1e-3 : 1.1e-2;
    for (let i = 0; i < bsm1.states; i++) {
      const difference = relative(bsm1.y[i], expected[i + 1]);
      assert.ok(difference < tolerance, `day ${day}, ${header[i + 1]}: ${bsm1.y[i]} for ${expected[i + 1]}`);
    }
  }
});
