import assert from 'node:assert/strict';
import { test } from 'node:test';
import { C } from '../components.ts';
import { Bsm1 } from './bsm1.ts';
import { Evaluator } from './evaluation.ts';
import { CONSTANT, relative } from './reference.fake.ts';
import { storedState } from './run.ts';

function atRest(row: readonly number[] = CONSTANT): Bsm1 {
  const bsm1 = new Bsm1();
  bsm1.start(storedState(false, 'steady'));
  bsm1.feed(Float64Array.from(row));
  bsm1.observe(new Float64Array(bsm1.states));
  return bsm1;
}

test('the verdict on the steady state, by hand', () => {
  const bsm1 = atRest();
  const evaluator = new Evaluator(3);
  for (let i = 0; i < 4; i++) evaluator.add(bsm1, 0.5);
  const got = evaluator.result(bsm1);
  const { effluent, underflow } = bsm1.plant;
  const e = (name: keyof typeof C) => effluent[C[name]];
  const particulate = e('X_I') + e('X_S') + e('X_BH') + e('X_BA') + e('X_P');
  const TSS = 0.75 * particulate;
  const COD = particulate + e('S_S') + e('S_I');
  const TKN = e('S_NH') + e('S_ND') + e('X_ND') + 0.08 * (e('X_BH') + e('X_BA')) + 0.06 * (e('X_P') + e('X_I'));
  const BOD5 = 0.25 * (e('S_S') + e('X_S') + 0.92 * (e('X_BH') + e('X_BA')));
  const near = (value: number, expected: number, what: string) =>
    assert.ok(relative(value, expected) < 1e-12, `${what}: ${value} for ${expected}`);
  assert.deepEqual(got.window_d, [3, 5]);
  near(got.means.TSS, TSS, 'TSS');
  near(got.means.COD, COD, 'COD');
  near(got.means.TKN, TKN, 'TKN');
  near(got.means.TN, TKN + e('S_NO'), 'TN');
  near(got.means.BOD5, BOD5, 'BOD5');
  near(got.means.S_NO, e('S_NO'), 'S_NO');
  near(got.Qe, 18_061, 'Qe');
  near(got.EQI, (18_061 / 1000) * (2 * TSS + COD + 30 * TKN + 10 * e('S_NO') + 2 * BOD5), 'EQI');
  // Influent: TSS 211.27, COD 381.19, TKN = 31.56 + 6.95 + 10.59 + 0.08 · 28.17 + 0.06 · 51.2, BOD5 factor 0.65.
  const influentTkn = 31.56 + 6.95 + 10.59 + 0.08 * 28.17 + 0.06 * 51.2;
  const influentBod = 0.65 * (69.5 + 202.32 + 0.92 * 28.17);
  near(got.IQI, 18.446 * (2 * 211.2675 + 381.19 + 30 * influentTkn + 2 * influentBod), 'IQI');
  near(got.AE, (8 * 1333 * (240 + 240 + 84)) / 1800, 'AE');
  near(got.PE, 0.004 * 55_338 + 0.008 * 18_446 + 0.05 * 385, 'PE');
  near(got.ME, 24 * 0.005 * 2000, 'ME');
  // The plant stood still: what is produced is what is wasted.
  near(got.sludge_production, (bsm1.plant.settler.solids(underflow, 0) * 385) / 1000, 'sludge');
  near(got.OCI, got.AE + got.PE + got.ME + 5 * got.sludge_production, 'OCI');
  assert.equal(got.KLa5, 84);
  assert.equal(got.Q_intr, 55_338);
  for (const violation of Object.values(got.violations)) assert.equal(violation.percent + violation.events, 0);
});

test('sludge that stays in the plant counts as produced', () => {
  const bsm1 = atRest();
  const evaluator = new Evaluator(0);
  evaluator.add(bsm1, 2);
  bsm1.y[bsm1.plant.reactorAt(0) + C.X_I] += 4;
  bsm1.y[bsm1.plant.settlerAt + 9] += 10;
  const wasted = (bsm1.plant.settler.solids(bsm1.plant.underflow, 0) * 385) / 1000;
  const stored = (0.75 * 4 * 1000 + 10 * 600) / 1000 / 2;
  assert.ok(relative(evaluator.result(bsm1).sludge_production, wasted + stored) < 1e-9);
});

test('violations: share of the time above, and how often it was crossed', () => {
  const bsm1 = atRest();
  const evaluator = new Evaluator(0);
  // 4 g/m³ is the limit: at it is not above it.
  for (const [ammonia, days] of [
    [5, 1],
    [6, 1],
    [4, 1],
    [9, 2],
    [3, 3],
  ]) {
    bsm1.plant.effluent[C.S_NH] = ammonia;
    evaluator.add(bsm1, days);
  }
  const { violations } = evaluator.result(bsm1);
  assert.deepEqual(violations.S_NH, { limit: 4, percent: 50, events: 2 });
});

test('an outlet that stands still has a mean, and no flow', () => {
  const bsm1 = atRest(CONSTANT.map((value, i) => (i === 13 ? 0 : value)));
  const evaluator = new Evaluator(0);
  evaluator.add(bsm1, 1);
  const { means, Qe, EQI, IQI, PE } = evaluator.result(bsm1);
  assert.ok(relative(means.S_NO, bsm1.plant.effluent[C.S_NO]) < 1e-12);
  assert.deepEqual([Qe, EQI, IQI], [0, 0, 0]);
  assert.ok(relative(PE, 0.004 * 55_338 + 0.008 * 18_446) < 1e-12);
});
