import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeSample, removalPercent, severity, VERDICT } from './judge.ts';
import { limitsFor, type ParameterLimit } from './limits.ts';
import { conditionFactor, nowFactor, yearFactor } from './score.ts';

const FR = limitsFor({ regulation: 'FR-2015', bod5LoadKgPerDay: 4800, sensitiveArea: true });
const FR_SMALL = limitsFor({ regulation: 'FR-2015', bod5LoadKgPerDay: 60, sensitiveArea: false });
const EU = limitsFor({ regulation: '91/271/EEC', populationEquivalent: 80_000, sensitiveArea: true });
const find = (set: typeof FR, name: string) =>
  set.parameters.find(({ parameter }) => parameter === name) as ParameterLimit;
const { conforms, fails, breaks, none } = VERDICT;
const NONE = Number.NaN;

test('removal is of loads, not of concentrations', () => {
  assert.equal(removalPercent(1000, 200, 1000, 20), 90);
  assert.equal(removalPercent(1000, 200, 500, 40), 90);
  assert.equal(removalPercent(1000, 200, 1000, 300), -50);
  assert.ok(Number.isNaN(removalPercent(0, 200, 1000, 20)));
  assert.ok(Number.isNaN(removalPercent(1000, 0, 1000, 20)));
});

test('concentration or removal suffices; the limit itself conforms', () => {
  const bod5 = find(FR, 'BOD5');
  assert.equal(judgeSample(bod5, FR.ceilingBinds, 25, 0), conforms);
  assert.equal(judgeSample(bod5, FR.ceilingBinds, 25.001, 80), conforms);
  assert.equal(judgeSample(bod5, FR.ceilingBinds, 25.001, 79.999), fails);
  assert.equal(judgeSample(bod5, FR.ceilingBinds, 50, 79), fails);
  assert.equal(judgeSample(bod5, FR.ceilingBinds, 50.001, 79), fails + breaks);
});

test('the French ceiling binds even a sample whose removal is good, the European one does not', () => {
  assert.equal(judgeSample(find(FR, 'BOD5'), FR.ceilingBinds, 51, 95), breaks);
  assert.equal(judgeSample(find(EU, 'BOD5'), EU.ceilingBinds, 51, 95), conforms);
  assert.equal(judgeSample(find(EU, 'BOD5'), EU.ceilingBinds, 51, 50), fails + breaks);
});

test('without influent data concentration decides; without any, nothing is judged', () => {
  const cod = find(EU, 'COD');
  assert.equal(judgeSample(cod, EU.ceilingBinds, 125, NONE), conforms);
  assert.equal(judgeSample(cod, EU.ceilingBinds, 126, NONE), fails);
  assert.equal(judgeSample(cod, EU.ceilingBinds, NONE, NONE), none);
});

test('small French plants: solids by removal alone, but never above 85 mg/L', () => {
  const tss = find(FR_SMALL, 'TSS');
  assert.equal(judgeSample(tss, FR_SMALL.ceilingBinds, 80, 50), conforms);
  assert.equal(judgeSample(tss, FR_SMALL.ceilingBinds, 80, 49), fails);
  assert.equal(judgeSample(tss, FR_SMALL.ceilingBinds, 80, NONE), none);
  assert.equal(judgeSample(tss, FR_SMALL.ceilingBinds, 86, NONE), breaks);
});

test('severity is the better of the two distances', () => {
  const bod5 = find(FR, 'BOD5');
  assert.equal(severity(bod5, 37.5, NONE), 1.5);
  // 70 % removed leaves 30 % where 20 % is allowed: 1.5; the concentration is at 2 × the limit.
  assert.equal(severity(bod5, 50, 70), 1.5);
  assert.equal(severity(bod5, 30, 70), 1.2);
  assert.equal(severity(bod5, 10, 95), 0.25);
});

test('the mark falls in a straight line from the limit to the ceiling', () => {
  const bod5 = find(FR, 'BOD5');
  assert.deepEqual(
    [0.2, 1, 1.25, 1.5, 2, 7].map((degree) => nowFactor(bod5, degree)),
    [1, 1, 0.75, 0.5, 0, 0],
  );
  // TSS, France: ceiling 85 mg/L of a limit of 35.
  assert.ok(Math.abs(nowFactor(find(FR, 'TSS'), 60 / 35) - 0.5) < 1e-12);
  assert.equal(nowFactor(find(FR, 'TN'), 1.5), 0.5);
  assert.ok(Number.isNaN(nowFactor(bod5, Number.NaN)));
});

test('conditions: full mark within the band, none far outside', () => {
  const [pH, T] = FR.conditions;
  assert.deepEqual(
    [6, 7, 8.5, 9, 5.5, 10].map((value) => conditionFactor(pH, value)),
    [1, 1, 1, 0.5, 0.5, 0],
  );
  assert.deepEqual(
    [5, 25, 27.5, 30].map((value) => conditionFactor(T, value)),
    [1, 1, 0.5, 0],
  );
});

test('a tolerated failure costs little, a lost year half', () => {
  assert.equal(yearFactor(0, 0, 9), 1);
  assert.equal(yearFactor(5, 0, 9), 0.95);
  assert.equal(yearFactor(9, 0, 9), 0.91);
  assert.equal(yearFactor(10, 0, 9), 0.5);
  assert.equal(yearFactor(20, 0, 9), 0.25);
  assert.equal(yearFactor(1, 1, 9), 0.5);
  assert.equal(yearFactor(1, 0, 0), 0.5);
});
