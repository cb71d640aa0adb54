import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { COMPONENT_NAMES } from '../components.ts';
import { ALL_EXTENSIONS, BSM1_ONLY, componentsFor, type Extensions, gujerMatrix, PROCESSES } from './matrix.ts';
import { YIELDS } from './parameters.ts';
import { type Conserved, compile, imbalance } from './stoichiometry.ts';

const FLAGS = Object.keys(BSM1_ONLY) as (keyof Extensions)[];
/** BSM1, each extension alone, every pair, all together. */
const COMBINATIONS: Extensions[] = [
  BSM1_ONLY,
  ...FLAGS.map((flag) => ({ ...BSM1_ONLY, [flag]: true })),
  ...FLAGS.flatMap((a, i) => FLAGS.slice(i + 1).map((b) => ({ ...BSM1_ONLY, [a]: true, [b]: true }))),
  ALL_EXTENSIONS,
];
const nameOf = (extensions: Extensions): string => FLAGS.filter((flag) => extensions[flag]).join(' + ') || 'BSM1';

for (const extensions of COMBINATIONS) {
  test(`${nameOf(extensions)}: every process keeps COD, nitrogen and charge, and phosphorus where it is modelled`, () => {
    const matrix = gujerMatrix(YIELDS, extensions);
    const conserved: Conserved[] = ['cod', 'n', 'charge', ...(extensions.phosphorus ? (['p'] as const) : [])];
    for (const process of PROCESSES) {
      for (const quantity of conserved) {
        const off = imbalance(matrix[process], quantity);
        assert.ok(Math.abs(off) < 1e-14, `${process}: ${quantity} ${off}`);
      }
    }
  });
}

test('balances hold for any yields, not for those of the benchmark alone', () => {
  const matrix = gujerMatrix({ Y_H: 0.51, Y_A: 0.11, Y_AOB: 0.2, Y_NOB: 0.03, f_P: 0.3 }, ALL_EXTENSIONS);
  for (const process of PROCESSES) {
    for (const quantity of ['cod', 'n', 'p', 'charge'] as const) {
      assert.ok(Math.abs(imbalance(matrix[process], quantity)) < 1e-13, `${process}: ${quantity}`);
    }
  }
});

test('an imbalance is seen', () => {
  assert.equal(imbalance({ S_S: -1, X_BH: 0.75 }, 'cod'), -0.25);
  assert.equal(imbalance({ S_NO: -14, N2: 13 }, 'n'), -1);
  assert.equal(imbalance({ S_NO: -14 }, 'charge'), 1);
  assert.equal(imbalance({ X_MeP: 4.87, S_PO4: -0.5 }, 'p'), 0.5);
});

test('without extensions the matrix is that of Henze et al. (1987) with the values of BSM1', () => {
  const { Y_H, Y_A, f_P } = YIELDS;
  const i_XB = 0.08;
  const i_XP = 0.06;
  const debris = i_XB - f_P * i_XP;
  const published: Record<string, Record<string, number>> = {
    'aerobic growth of heterotrophs': {
      S_S: -1 / Y_H,
      X_BH: 1,
      S_O: -(1 - Y_H) / Y_H,
      S_NH: -i_XB,
      S_ALK: -i_XB / 14,
    },
    'anoxic growth of heterotrophs': {
      S_S: -1 / Y_H,
      X_BH: 1,
      S_NO: -(1 - Y_H) / (2.86 * Y_H),
      S_NH: -i_XB,
      S_ALK: (1 - Y_H) / (14 * 2.86 * Y_H) - i_XB / 14,
    },
    'growth of autotrophs': {
      X_BA: 1,
      S_O: -(4.57 - Y_A) / Y_A,
      S_NO: 1 / Y_A,
      S_NH: -i_XB - 1 / Y_A,
      S_ALK: -i_XB / 14 - 1 / (7 * Y_A),
    },
    'decay of heterotrophs': { X_S: 1 - f_P, X_BH: -1, X_P: f_P, X_ND: debris },
    'decay of autotrophs': { X_S: 1 - f_P, X_BA: -1, X_P: f_P, X_ND: debris },
    ammonification: { S_NH: 1, S_ND: -1, S_ALK: 1 / 14 },
    'hydrolysis of organics': { S_S: 1, X_S: -1 },
    'hydrolysis of organic nitrogen': { S_ND: 1, X_ND: -1 },
  };
  const matrix = gujerMatrix(YIELDS, BSM1_ONLY);
  for (const process of PROCESSES) {
    const expected = published[process] ?? {};
    for (const name of COMPONENT_NAMES) {
      const difference = Math.abs((matrix[process][name] ?? 0) - (expected[name] ?? 0));
      assert.ok(difference < 1e-15, `${process}, ${name}: ${matrix[process][name]} for ${expected[name]}`);
    }
    assert.deepEqual(
      Object.keys(matrix[process])
        .filter((name) => name !== 'N2')
        .sort(),
      Object.keys(expected).sort(),
    );
  }
});

test('BSM1 carries 13 components, any extension all of them', () => {
  assert.equal(componentsFor(BSM1_ONLY), 13);
  for (const flag of FLAGS) assert.equal(componentsFor({ ...BSM1_ONLY, [flag]: true }), COMPONENT_NAMES.length);
});

test('a matrix that uses a component which is not carried is refused', () => {
  assert.throws(() => compile(gujerMatrix(YIELDS, ALL_EXTENSIONS), 13), ConfigError);
});
