import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from '../core/errors.ts';
import { allowedFailures, isSamplingDay } from './allowed-failures.ts';
import { type LimitOptions, limitsFor } from './limits.ts';
import { PARAMETERS } from './parameters.ts';
import { kg, REGULATIONS, type Regulation } from './regulations.ts';
import { SOURCES } from './sources.ts';

/** `BOD5 25 70`: concentration (or –), removal and ceiling of each limited parameter. */
function lines(options: LimitOptions): string[] {
  return limitsFor(options).parameters.map(
    ({ parameter, concentration, removal, ceiling }) =>
      `${parameter} ${concentration ?? '–'} ${removal}${ceiling === null ? '' : ` ${ceiling}`}`,
  );
}

const TABLE_1 = ['BOD5 25 70 50', 'COD 125 75 250', 'TSS 35 90 87.5'];

test('91/271/EEC, tables 1 and 2', () => {
  const eu = (populationEquivalent: number, sensitiveArea: boolean, highMountain = false) =>
    lines({ regulation: '91/271/EEC', populationEquivalent, sensitiveArea, highMountain });
  assert.deepEqual(eu(80_000, false), TABLE_1);
  assert.deepEqual(eu(10_000, true), TABLE_1);
  assert.deepEqual(eu(10_001, true), [...TABLE_1, 'TN 15 70', 'TP 2 80']);
  assert.deepEqual(eu(100_000, true), [...TABLE_1, 'TN 15 70', 'TP 2 80']);
  assert.deepEqual(eu(100_001, true), [...TABLE_1, 'TN 10 70', 'TP 1 80']);
  assert.deepEqual(eu(10_000, false, true), ['BOD5 25 40 50', 'COD 125 75 250', 'TSS 60 70 150']);
  assert.deepEqual(eu(10_001, false, true), ['BOD5 25 40 50', 'COD 125 75 250', 'TSS 35 90 87.5']);
});

test('(EU) 2024/3019: from 150 000 p.e. nitrogen and phosphorus are limited everywhere', () => {
  const eu = (populationEquivalent: number, sensitiveArea: boolean) =>
    lines({ regulation: '2024/3019/EU', populationEquivalent, sensitiveArea });
  assert.deepEqual(eu(1_000, true), TABLE_1);
  assert.deepEqual(eu(9_999, true), TABLE_1);
  assert.deepEqual(eu(10_000, true), [...TABLE_1, 'TN 10 80', 'TP 0.7 87.5']);
  assert.deepEqual(eu(149_999, true), [...TABLE_1, 'TN 10 80', 'TP 0.7 87.5']);
  assert.deepEqual(eu(149_999, false), TABLE_1);
  assert.deepEqual(eu(150_000, true), [...TABLE_1, 'TN 8 80', 'TP 0.5 90']);
  assert.deepEqual(eu(150_000, false), [...TABLE_1, 'TN 8 80', 'TP 0.5 90']);
});

test('French arrêté, tables 6 and 7, by load', () => {
  const fr = (bod5LoadKgPerDay: number, sensitiveArea = true) =>
    lines({ regulation: 'FR-2015', bod5LoadKgPerDay, sensitiveArea });
  const large = ['BOD5 25 80 50', 'COD 125 75 250', 'TSS 35 90 85'];
  assert.deepEqual(fr(1.2), ['BOD5 35 60 70', 'COD 200 60 400', 'TSS – 50 85']);
  assert.deepEqual(fr(119.9), ['BOD5 35 60 70', 'COD 200 60 400', 'TSS – 50 85']);
  assert.deepEqual(fr(120), large);
  assert.deepEqual(fr(600), large);
  assert.deepEqual(fr(601), [...large, 'TN 15 70', 'TP 2 80']);
  assert.deepEqual(fr(6000), [...large, 'TN 15 70', 'TP 2 80']);
  assert.deepEqual(fr(6001), [...large, 'TN 10 70', 'TP 1 80']);
  assert.deepEqual(fr(6001, false), large);
  const { conditions, parameters } = limitsFor({ regulation: 'FR-2015', bod5LoadKgPerDay: 4800, sensitiveArea: true });
  assert.deepEqual(
    conditions.map(({ condition, min, max }) => [condition, min, max]),
    [
      ['pH', 6, 8.5],
      ['T', 0, 25],
    ],
  );
  assert.deepEqual(
    parameters.map(({ samplesPerYear, basis }) => [samplesPerYear, basis]),
    [
      [52, 'daily'],
      [104, 'daily'],
      [104, 'daily'],
      [52, 'annual mean'],
      [52, 'annual mean'],
    ],
  );
});

test('samples a year: French annexe 2 by class, both ends', () => {
  const rows: [load: number, tss: number, bod5: number, cod: number][] = [
    [59, 1, 1, 1],
    [60, 2, 2, 2],
    [120, 12, 12, 12],
    [600, 24, 12, 24],
    [1799, 24, 12, 24],
    [1800, 52, 24, 52],
    [3000, 104, 52, 104],
    [6000, 156, 104, 156],
    [12_000, 260, 156, 260],
    [17_999, 260, 156, 260],
    [18_000, 365, 365, 365],
  ];
  for (const [load, tss, bod5, cod] of rows) {
    const { parameters } = limitsFor({ regulation: 'FR-2015', bod5LoadKgPerDay: load, sensitiveArea: false });
    assert.deepEqual(
      parameters.map(({ samplesPerYear }) => samplesPerYear),
      [bod5, cod, tss],
      `${load} kg/d`,
    );
  }
});

test('samples a year: the directives', () => {
  const first = (regulation: LimitOptions['regulation'], populationEquivalent: number) =>
    limitsFor({ regulation, populationEquivalent, sensitiveArea: false }).parameters[0].samplesPerYear;
  assert.deepEqual(
    [2_000, 9_999, 10_000, 49_999, 50_000].map((pe) => first('91/271/EEC', pe)),
    [12, 12, 12, 12, 24],
  );
  assert.deepEqual(
    [1_000, 9_999, 10_000, 49_999, 50_000, 99_999, 100_000].map((pe) => first('2024/3019/EU', pe)),
    [12, 12, 24, 24, 52, 52, 365],
  );
});

test('every size has exactly one row a parameter, and every figure has a source', () => {
  for (const regulation of Object.values<Regulation>(REGULATIONS)) {
    for (const size of [regulation.smallest, 2_000, 9_999, 10_000, 10_001, 1e5, 1e5 + 1, 150_000, 3e5, 1e7]) {
      for (const parameter of PARAMETERS) {
        for (const mountain of [false, true]) {
          const rows = regulation.limits.filter(
            (row) =>
              row.parameter === parameter &&
              (row.mountain ?? mountain) === mountain &&
              size >= (row.from ?? 0) &&
              size > (row.above ?? -1) &&
              size <= (row.upTo ?? Infinity) &&
              size < (row.below ?? Infinity),
          );
          assert.ok(rows.length <= 1, `${regulation.title}: ${parameter} at ${size} p.e.`);
          if (parameter !== 'TN' && parameter !== 'TP') assert.equal(rows.length, 1);
        }
      }
    }
    for (const { source } of [...regulation.limits, ...regulation.samples, ...regulation.conditions]) {
      const { evidence, checked, text } = SOURCES[source];
      assert.ok(text.length > 0);
      assert.equal(checked === '', evidence === 'memory', source);
    }
  }
});

test('60 g of BOD5 a day is one population equivalent', () => {
  assert.equal(kg(120), 2_000);
  assert.equal(kg(6000), 100_000);
  assert.equal(
    limitsFor({ regulation: 'FR-2015', bod5LoadKgPerDay: 4800, sensitiveArea: true }).populationEquivalent,
    80_000,
  );
});

test('refuses what is no plant, and says where', () => {
  const wrong = (options: object) =>
    assert.throws(
      () => limitsFor({ regulation: '91/271/EEC', sensitiveArea: true, ...options } as LimitOptions),
      ConfigError,
    );
  wrong({ populationEquivalent: 1_999 });
  wrong({ populationEquivalent: Number.NaN });
  wrong({ populationEquivalent: Number.POSITIVE_INFINITY });
  wrong({});
  wrong({ populationEquivalent: 5_000, bod5LoadKgPerDay: 300 });
  wrong({ regulation: 'EPA', populationEquivalent: 5_000 });
  assert.throws(
    () => limitsFor({ regulation: 'FR-2015', bod5LoadKgPerDay: 1.1, sensitiveArea: false }),
    /compliance\.bod5LoadKgPerDay: got 1\.1, expected at least 20 p\.e\. \(1\.2 kg BOD5\/d\)/,
  );
});

test('table 3, every row at both ends', () => {
  const rows: [from: number, to: number][] = [
    [4, 7],
    [8, 16],
    [17, 28],
    [29, 40],
    [41, 53],
    [54, 67],
    [68, 81],
    [82, 95],
    [96, 110],
    [111, 125],
    [126, 140],
    [141, 155],
    [156, 171],
    [172, 187],
    [188, 203],
    [204, 219],
    [220, 235],
    [236, 251],
    [252, 268],
    [269, 284],
    [285, 300],
    [301, 317],
    [318, 334],
    [335, 350],
    [351, 365],
  ];
  for (const [i, [from, to]] of rows.entries()) {
    assert.equal(allowedFailures(from), i + 1, `${from} samples`);
    assert.equal(allowedFailures(to), i + 1, `${to} samples`);
  }
  assert.deepEqual([0, 1, 3, 366].map(allowedFailures), [0, 0, 0, 25]);
});

test('a sampling plan spreads its days evenly over the year', () => {
  for (const days of [365, 366]) {
    for (const samples of [1, 2, 4, 12, 24, 52, 104, 156, 260, 365]) {
      const taken = Array.from({ length: days }, (_, day) => day).filter((day) => isSamplingDay(day, days, samples));
      assert.equal(taken.length, samples);
      const gaps = taken.slice(1).map((day, i) => day - taken[i]);
      assert.ok(gaps.every((gap) => gap >= Math.floor(days / samples) && gap <= Math.ceil(days / samples)));
    }
  }
});
