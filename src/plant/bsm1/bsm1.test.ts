import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ActivatedSludgeParameters, BSM1 } from '../activated-sludge.ts';
import { C } from '../components.ts';
import { BSM1_CLOSED_LOOP, Bsm1, MAX_STEP_D } from './bsm1.ts';
import { CONSTANT, relative } from './reference.fake.ts';
import { storedState } from './run.ts';

const start = (parameters: Readonly<ActivatedSludgeParameters>, maxStep?: number): Bsm1 => {
  const bsm1 = new Bsm1(parameters, maxStep);
  bsm1.y.set(storedState(parameters === BSM1_CLOSED_LOOP, 'protocol'));
  return bsm1;
};

/** Sewage from none at all to ten times the flow and ten times the strength of the benchmark's. */
const factor = fc.oneof(fc.constantFrom(0, 1, 10), fc.double({ min: 0, max: 10, noNaN: true }));
const sewage = fc.array(factor, { minLength: 14, maxLength: 14 }).map((factors) => {
  const typical = CONSTANT.map((value) => value || 5);
  return Float64Array.from(factors, (f, i) => f * typical[i]);
});
const days = fc.constantFrom(1 / 86_400, 1 / 1440, 1 / 96, 0.25, 1);

test('no sewage, however weak, strong, scarce or abundant, gives anything but numbers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(sewage, days), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(BSM1, BSM1_CLOSED_LOOP),
      (rows, parameters) => {
        const bsm1 = start(parameters);
        const scratch = new Float64Array(bsm1.states);
        for (const [row, hold] of rows) {
          bsm1.feed(row);
          bsm1.advance(hold);
          bsm1.observe(scratch);
          const { effluent, underflow } = bsm1.plant;
          for (const values of [bsm1.y, scratch, effluent, underflow]) assert.ok(values.every(Number.isFinite));
          for (let i = 0; i < 65; i++) {
            // Growth takes ammonia and alkalinity even where there is none: so ASM1 has it.
            if (i % 13 === C.S_NH || i % 13 === C.S_ALK) continue;
            assert.ok(bsm1.y[i] > -0.01, `state ${i}: ${bsm1.y[i]}`);
          }
        }
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});

test('weeks without any sewage, and then a flood, stay finite', () => {
  for (const parameters of [BSM1, BSM1_CLOSED_LOOP]) {
    const bsm1 = start(parameters);
    bsm1.feed(new Float64Array(14));
    bsm1.advance(20);
    bsm1.feed(Float64Array.from(CONSTANT, (value) => 10 * value));
    bsm1.advance(1);
    bsm1.feed(Float64Array.from([...CONSTANT.slice(0, 13).fill(0), 184_460]));
    bsm1.advance(5);
    assert.ok(bsm1.y.every(Number.isFinite));
  }
});

test('an extreme load is followed in shorter steps', () => {
  const heavy = Float64Array.from(CONSTANT, (value) => 30 * value);
  const after = (maxStep: number): Bsm1 => {
    const bsm1 = start(BSM1, maxStep);
    for (let i = 0; i < 65; i++) bsm1.y[i] *= i % 13 === C.S_S ? 1000 : i % 13 === C.X_BH ? 100 : 1;
    bsm1.feed(heavy);
    // More than 20 stages of a minute can do.
    assert.ok(bsm1.plant.spectralRadius(bsm1.y, 0) / 1440 > 1000);
    bsm1.advance(0.005);
    return bsm1;
  };
  const coarse = after(MAX_STEP_D);
  const fine = after(MAX_STEP_D / 32);
  for (let i = 0; i < 145; i++) {
    // Without shorter steps nitrate is 8 g/m³ off.
    assert.ok(Math.abs(coarse.y[i] - fine.y[i]) < 2 + 0.02 * fine.y[i], `state ${i}: ${coarse.y[i]} for ${fine.y[i]}`);
  }
});

test('time that comes in other pieces gives the same plant', () => {
  const whole = start(BSM1);
  const pieces = start(BSM1);
  for (const bsm1 of [whole, pieces]) bsm1.feed(Float64Array.from(CONSTANT));
  whole.advance(0.5);
  for (const piece of [0.1, 1e-5, 0.2, 0.0999, 0.1 - 1e-5 + 1e-4]) pieces.advance(piece);
  pieces.advance(0);
  for (let i = 0; i < 145; i++) {
    assert.ok(relative(pieces.y[i], whole.y[i]) < 2e-4, `state ${i}: ${pieces.y[i]} for ${whole.y[i]}`);
  }
});

test('a state of the water alone leaves the control loops at rest with what the water holds', () => {
  const bsm1 = new Bsm1(BSM1_CLOSED_LOOP);
  bsm1.start(storedState(false, 'protocol'));
  const { loopsAt } = bsm1.plant;
  const oxygen = bsm1.y[bsm1.plant.reactorAt(4) + C.S_O];
  assert.deepEqual([...bsm1.y.subarray(loopsAt, loopsAt + 5)], [oxygen, oxygen, 0, 144, 144]);
  const nitrate = bsm1.y[bsm1.plant.reactorAt(1) + C.S_NO];
  assert.deepEqual([...bsm1.y.subarray(loopsAt + 5)], [...new Array(8).fill(nitrate), 0]);
});
