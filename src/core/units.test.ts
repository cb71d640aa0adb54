import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  compatible,
  compatibleUnits,
  conversion,
  convert,
  isUnit,
  opcuaUnitId,
  prometheusBase,
  UNIT_CODES,
  UNITS,
  type Unit,
  type UnitCode,
} from './units.ts';

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${actual}, expected ${expected}`);

test('conversions that a plant uses every day', () => {
  for (const [value, from, to, expected] of [
    [24_000, 'm3/d', 'm3/h', 1000],
    [3.6, 'm3/h', 'L/s', 1],
    [60, 'L/h', 'm3/h', 0.06],
    [86_400, 'm3/d', 'm3/s', 1],
    [35, 'mg/L', 'g/m3', 35],
    [3.5, 'g/L', 'mg/L', 3500],
    [150, 'ug/L', 'mg/L', 0.15],
    [7, 'mmol/L', 'mol/m3', 7],
    [15, 'Cel', 'K', 288.15],
    [288.15, 'K', 'Cel', 15],
    [2, 'bar', 'kPa', 200],
    [1100, 'uS/cm', 'mS/cm', 1.1],
    [65, '%', '1', 0.65],
    [10_000, '[ppm]', '%', 1],
    [1, 'kW.h', 'J', 3.6e6],
    [24, '/d', '/h', 1],
    [40, 'mJ/cm2', 'J/m2', 400],
  ] as [number, UnitCode, UnitCode, number][]) {
    close(convert(value, from, to), expected);
  }
});

test('there and back is where one was, through any third unit', () => {
  const alike = fc
    .constantFrom(...UNIT_CODES)
    .chain((code) => fc.array(fc.constantFrom(...compatibleUnits(code)), { minLength: 3, maxLength: 3 }));
  fc.assert(
    fc.property(alike, fc.double({ min: -1e6, max: 1e6, noNaN: true }), ([a, b, c], value) => {
      const direct = convert(value, a, c);
      const there = convert(convert(value, a, b), b, c);
      const scale = Math.max(1, Math.abs(direct), 300 * conversion(a, c).factor);
      assert.ok(Math.abs(there - direct) <= 1e-9 * scale, `${value} ${a} → ${b} → ${c}: ${there}, direct ${direct}`);
    }),
  );
});

test('units of different kinds do not convert', () => {
  assert.equal(compatible('mg/L', 'mmol/L'), false);
  assert.throws(() => convert(1, 'm3/d', 'mg/L'), /no conversion from m3\/d \(flow\) to mg\/L/);
  assert.deepEqual(compatibleUnits('m3/h'), ['m3/s', 'm3/h', 'm3/d', 'L/s', 'L/h']);
});

test('only codes of the table are units', () => {
  assert.ok(isUnit('mg/L'));
  for (const code of ['mg/l', 'toString', '']) assert.equal(isUnit(code), false, code);
});

test('unit ids are those of the OPC Foundation’s table', () => {
  // UNECE_to_OPCUA.csv: UNECECode, UnitId.
  for (const [code, id] of [
    ['Cel', 4408652],
    ['m3/h', 5067080],
    ['mg/L', 19761],
    ['uS/cm', 4666418],
    ['kPa', 4935745],
    ['[pH]', 5321520],
    ['mV', 12890],
    ['{NTU}', -1],
  ] as [UnitCode, number][]) {
    assert.equal(opcuaUnitId(code), id, code);
  }
});

test('every kind has a base unit whose conversion changes nothing, and names that Prometheus accepts', () => {
  const kinds = new Set(UNIT_CODES.map((code) => UNITS[code].kind));
  // No unit of the table counts per cubic metre: the most probable number is always per 100 mL.
  kinds.delete('count');
  for (const kind of kinds) {
    const base = UNIT_CODES.some((code) => {
      const { factor, offset = 0 }: Unit = UNITS[code];
      return UNITS[code].kind === kind && factor === 1 && offset === 0;
    });
    assert.ok(base, kind);
  }
  for (const code of UNIT_CODES) assert.match(prometheusBase(code).suffix, /^[a-z]+(_[a-z]+)*$/);
  assert.deepEqual(prometheusBase('kW'), { suffix: 'watts', factor: 1000, offset: 0 });
});
