import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { C, STATION_COMPONENTS } from '../components.ts';
import { POINTS, QUANTITY_NAMES, type Quantity, TAP_NAMES, tapIndex } from '../taps.ts';
import { createStream, Q } from '../unit.ts';
import { sewage } from '../units/conservation.ts';
import { contentOf, suspendedSolids } from '../units/contents.ts';
import { pHOf, pK1 } from './carbonate.ts';
import { measurePoint } from './measure.ts';
import { KIND_OF_POINT, pointOffset, WATER_KINDS, type WaterKind } from './points.ts';

function measure(stream: Float64Array, kind: WaterKind): Record<Quantity, number> {
  const truth = new Float64Array(QUANTITY_NAMES.length);
  measurePoint(stream, 0, kind, truth, 0);
  return Object.fromEntries(QUANTITY_NAMES.map((name, i) => [name, truth[i]])) as Record<Quantity, number>;
}

/** Effluent of BSM2's steady state, with the station's extensions at plausible values. */
function effluent(): Float64Array {
  const stream = createStream();
  const values = {
    S_I: 28.06,
    S_S: 0.67,
    X_I: 5.92,
    X_S: 0.12,
    X_BH: 8.66,
    X_BA: 0.65,
    X_P: 3.75,
    S_O: 1.37,
    S_NO: 9.19,
    S_NH: 0.16,
    S_ND: 0.56,
    X_ND: 0.009,
    S_ALK: 4.56,
    T: 14.86,
    S_PO4: 0.5,
    S_CO2: 0.5,
    S_ION: 500,
  };
  for (const [name, value] of Object.entries(values)) stream[C[name as keyof typeof values]] = value;
  stream[Q] = 20_641;
  return stream;
}

test('pK1 of carbonic acid is that of the literature', () => {
  assert.ok(Math.abs(pK1(15) - 6.42) < 0.005);
  assert.ok(Math.abs(pK1(25) - 6.35) < 0.005);
});

test('pH follows alkalinity and carbon dioxide, and stays bounded without either', () => {
  assert.ok(Math.abs(pHOf(5, 0.5, 15) - (pK1(15) + 1)) < 1e-4);
  assert.ok(pHOf(7, 0.5, 15) > pHOf(5, 0.5, 15));
  assert.ok(pHOf(5, 1, 15) < pHOf(5, 0.5, 15));
  assert.ok(pHOf(0, 0, 15) > 5 && pHOf(0, 0, 15) < 6);
  assert.ok(pHOf(-1, 1, 15) > 4);
});

test('sewage and effluent of the benchmark read as such waters do', () => {
  const raw = measure(sewage(), WATER_KINDS.raw);
  assert.ok(Math.abs(raw.COD - 592.53) < 0.01, `COD ${raw.COD}`);
  assert.ok(Math.abs(raw.TSS - (380.344 + 40)) < 0.01);
  assert.ok(Math.abs(raw.BOD5 - 0.65 * (58.176186 + 363.94347 + 0.92 * 50.683288)) < 1e-9);
  assert.ok(raw.pH > 6.8 && raw.pH < 7.8, `pH ${raw.pH}`);
  assert.ok(raw.conductivity > 580 && raw.conductivity < 1370);
  assert.ok(raw.UVT < 15 && raw.turbidity > 150 && raw.ORP < -100);
  const treated = measure(effluent(), WATER_KINDS.treated);
  assert.ok(treated.pH > 6.5 && treated.pH < 8);
  assert.ok(treated.UVT > 55 && treated.UVT < 75, `UVT ${treated.UVT}`);
  assert.ok(treated.ORP > 0);
  assert.ok(treated.conductivity < raw.conductivity);
  assert.ok(Math.abs(treated.turbidity - treated.TSS / 2.35) < 1e-12);
});

test('sums agree with the component table', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 24, maxLength: 24 }), (values) => {
      const stream = createStream();
      stream.set(values);
      const m = measure(stream, WATER_KINDS.treated);
      const close = (got: number, expected: number) =>
        assert.ok(Math.abs(got - expected) <= 1e-9 * (1 + Math.abs(expected)));
      close(m.TSS, suspendedSolids(stream, 0));
      close(m.TSS, contentOf(stream, 0, 'tss'));
      close(m.TN, contentOf(stream, 0, 'n'));
      close(m.TP, contentOf(stream, 0, 'p'));
      const electronAcceptors = Float64Array.from(stream);
      for (const name of ['S_O', 'S_NO', 'S_NO2'] as const) electronAcceptors[C[name]] = 0;
      close(m.COD, contentOf(electronAcceptors, 0, 'cod'));
    }),
  );
});

test('never NaN: nothing, tiny negatives of a solver, enormous values', () => {
  const value = fc.oneof(
    fc.constant(0),
    fc.double({ min: -1e-3, max: 1e-3, noNaN: true }),
    fc.double({ min: 0, max: 1e9, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 25, maxLength: 25 }), (values) => {
      const stream = Float64Array.from(values);
      stream[C.T] %= 60;
      for (const [name, reading] of Object.entries(measure(stream, WATER_KINDS.raw)))
        assert.ok(Number.isFinite(reading), name);
    }),
  );
});

test('a point is measured where its taps are, from any place in the state vector', () => {
  const truth = new Float64Array(TAP_NAMES.length);
  const y = new Float64Array(3 * STATION_COMPONENTS);
  y.set(sewage().subarray(0, STATION_COMPONENTS), STATION_COMPONENTS);
  measurePoint(y, STATION_COMPONENTS, KIND_OF_POINT.reactor3, truth, pointOffset('reactor3'));
  assert.equal(truth[tapIndex('reactor3.S_NH')], 23.859466);
  assert.equal(truth[tapIndex('reactor2.UVT')], 0);
  assert.equal(truth[tapIndex('reactor4.Q')], 0);
  for (const point of POINTS) assert.equal(pointOffset(point), tapIndex(`${point}.Q`));
});
