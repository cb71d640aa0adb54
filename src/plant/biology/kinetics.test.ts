import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../../core/random.ts';
import { C, STATION_COMPONENTS } from '../components.ts';
import { createRates, rates } from './kinetics.ts';
import { ALL_EXTENSIONS, BSM1_ONLY, gujerMatrix, PROCESSES } from './matrix.ts';
import { BIOLOGY, P, toArray, YIELDS } from './parameters.ts';
import { compile, LANES, react } from './stoichiometry.ts';

const K = toArray(BIOLOGY);
const random = new RandomStream(1, 'kinetics');
const within = (low: number, high: number): number => low + (high - low) * random.uniform();

/** Reactors of plausible mixed liquor, one after the other. */
function reactors(components: number, scale = 1): Float64Array {
  const y = new Float64Array(LANES * components);
  for (let i = 0; i < y.length; i++) {
    const soluble = [C.S_S, C.S_O, C.S_NO, C.S_NH, C.S_ND, C.S_ALK, C.S_NO2, C.S_PO4].includes(i % components);
    y[i] = scale * (soluble ? within(0, 10) : within(10, 3000));
  }
  return y;
}

/** ASM1 as the benchmark writes it (Alex et al. 2008, section 2.1): eight rates, then thirteen conversion rates. */
function asm1(y: Float64Array, at: number): number[] {
  const [, S_S, , X_S, X_BH, X_BA, , S_O, S_NO, S_NH, S_ND, X_ND] = y.subarray(at, at + 13);
  const p = BIOLOGY;
  const { Y_H, Y_A, f_P } = YIELDS;
  const [i_XB, i_XP] = [0.08, 0.06];
  const monodS = S_S / (p.K_S + S_S);
  const oxic = S_O / (p.K_OH + S_O);
  const anoxic = (p.K_OH / (p.K_OH + S_O)) * (S_NO / (p.K_NO + S_NO));
  const ratio = X_S / X_BH;
  const hydrolysis = p.k_h * (ratio / (p.K_X + ratio)) * (oxic + p.eta_h * anoxic) * X_BH;
  const r1 = p.mu_H * monodS * oxic * X_BH;
  const r2 = p.mu_H * monodS * anoxic * p.eta_g * X_BH;
  const r3 = p.mu_A * (S_NH / (p.K_NH + S_NH)) * (S_O / (p.K_OA + S_O)) * X_BA;
  const r4 = p.b_H * X_BH;
  const r5 = p.b_A * X_BA;
  const r6 = p.k_a * S_ND * X_BH;
  const r7 = hydrolysis;
  const r8 = hydrolysis * (X_ND / X_S);
  return [
    0,
    -r1 / Y_H - r2 / Y_H + r7,
    0,
    (1 - f_P) * (r4 + r5) - r7,
    r1 + r2 - r4,
    r3 - r5,
    f_P * (r4 + r5),
    -((1 - Y_H) / Y_H) * r1 - ((4.57 - Y_A) / Y_A) * r3,
    -((1 - Y_H) / (2.86 * Y_H)) * r2 + r3 / Y_A,
    -i_XB * (r1 + r2) - (i_XB + 1 / Y_A) * r3 + r6,
    -r6 + r8,
    (i_XB - f_P * i_XP) * (r4 + r5) - r8,
    (-i_XB / 14) * r1 + ((1 - Y_H) / (14 * 2.86 * Y_H) - i_XB / 14) * r2 - (i_XB / 14 + 1 / (7 * Y_A)) * r3 + r6 / 14,
  ];
}

test('rates and matrix together are ASM1 as the benchmark writes it', () => {
  const reactions = compile(gujerMatrix(YIELDS, BSM1_ONLY), 13);
  for (let trial = 0; trial < 20; trial++) {
    const y = reactors(13);
    const rho = createRates();
    const dy = Float64Array.from(y, () => within(-1, 1));
    const before = dy.slice();
    for (let r = 0; r < LANES; r++) rates(y, 13 * r, K, BSM1_ONLY, rho, r);
    react(reactions, rho, dy, 0);
    for (let r = 0; r < LANES; r++) {
      asm1(y, 13 * r).forEach((expected, c) => {
        const got = dy[13 * r + c] - before[13 * r + c];
        assert.ok(Math.abs(got - expected) < 1e-10 * Math.max(1, Math.abs(expected)), `${c}: ${got} for ${expected}`);
      });
    }
    assert.ok(rho.subarray(8 * LANES).every((rate) => rate === 0));
  }
});

const one = (values: Partial<Record<keyof typeof C, number>>): Float64Array => {
  const y = new Float64Array(STATION_COMPONENTS);
  for (const [name, value] of Object.entries(values)) y[C[name as keyof typeof C]] = value;
  return y;
};
const ratesOf = (y: Float64Array, extensions = ALL_EXTENSIONS): number[] => {
  const rho = createRates();
  rates(y, 0, K, extensions, rho, 0);
  return PROCESSES.map((_, j) => rho[j * LANES]);
};

test('two-step denitrification goes as fast as one-step on the same nitrogen, nitrite first', () => {
  const nitrite = { ...BSM1_ONLY, nitrite: true };
  const sludge = { S_S: 5, X_BH: 2500, S_O: 0.05, X_S: 50 };
  const single = ratesOf(one({ ...sludge, S_NO: 4 }), BSM1_ONLY)[1];
  const both = ratesOf(one({ ...sludge, S_NO: 3, S_NO2: 1 }), nitrite);
  assert.ok(Math.abs(both[1] + both[8] - single) < 1e-9);
  // Nitrite is taken five times as readily: 5 · 1 beside 1 · 3.
  assert.ok(Math.abs(both[8] - (5 / 3) * both[1]) < 1e-9);
  const onlyNitrite = ratesOf(one({ ...sludge, S_NO2: 4 }), nitrite);
  assert.ok(Math.abs(onlyNitrite[1]) < 1e-9 && onlyNitrite[8] > 0);
});

test('growth stops without phosphate, decay does not', () => {
  const sludge = { S_S: 5, X_BH: 2500, X_BA: 150, X_NOB: 50, S_O: 2, S_NO: 5, S_NO2: 1, S_NH: 5 };
  const starved = ratesOf(one(sludge));
  for (const j of [0, 1, 2, 8, 9]) assert.equal(starved[j], 0, PROCESSES[j]);
  for (const j of [3, 4, 10]) assert.ok(starved[j] > 0, PROCESSES[j]);
  const fed = ratesOf(one({ ...sludge, S_PO4: 100 * BIOLOGY.K_P }));
  const unlimited = ratesOf(one(sludge), { ...ALL_EXTENSIONS, phosphorus: false });
  for (const j of [0, 1, 2, 8, 9])
    assert.ok(Math.abs(fed[j] / unlimited[j] - (100 / 101) * (5 / 5.05)) < 1e-12, PROCESSES[j]);
});

test('growth stops without ammonia, which must not be drawn below zero', () => {
  const sludge = { S_S: 50, X_BH: 2500, X_BA: 150, X_NOB: 50, S_O: 2, S_NO: 5, S_NO2: 1, S_PO4: 1 };
  const starved = ratesOf(one(sludge));
  for (const j of [0, 1, 2, 8, 9]) assert.equal(starved[j], 0, PROCESSES[j]);
});

test('metals approach the linear partition at the given rate, at any solids', () => {
  for (const tss of [1e-6, 1, 3000]) {
    const partition = BIOLOGY.K_d * tss;
    const equilibrium = ratesOf(one({ S_ME: 5, X_ME: 5 * partition, X_MIN: tss }))[13];
    assert.ok(Math.abs(equilibrium) < 1e-9);
    // All dissolved: the sorbed share of the whole is partition / (1 + partition).
    const rate = ratesOf(one({ S_ME: 5, X_MIN: tss }))[13];
    assert.ok(Math.abs(rate - (BIOLOGY.k_sorb * 5 * partition) / (1 + partition)) < 1e-9);
  }
});

test('no state gives anything but numbers, and a little less than zero counts as zero', () => {
  for (const scale of [0, 1e-200, 1e-6, 1, 1e6]) {
    for (const extensions of [BSM1_ONLY, ALL_EXTENSIONS]) {
      const y = reactors(STATION_COMPONENTS, scale);
      assert.ok(ratesOf(y, extensions).every(Number.isFinite), `scale ${scale}`);
    }
  }
  const poles = [BIOLOGY.K_S, BIOLOGY.K_OH, BIOLOGY.K_NO, BIOLOGY.K_NH, BIOLOGY.K_OA, BIOLOGY.K_P, BIOLOGY.K_ALK];
  for (const pole of poles) {
    const y = one({ X_BH: 2500, X_BA: 150, X_NOB: 50, X_MeP: 10, X_MeOH: 10 });
    for (const c of [C.S_S, C.S_O, C.S_NO, C.S_NO2, C.S_NH, C.S_PO4, C.S_ALK, C.X_S]) y[c] = -pole;
    const rho = ratesOf(y);
    for (const j of [0, 1, 2, 6, 7, 8, 9, 11, 12]) assert.ok(rho[j] === 0, `${PROCESSES[j]}: ${rho[j]}`);
  }
});

test('parameters are found by name', () => {
  assert.equal(K[P.mu_H], 4);
  assert.equal(K[P.K_d], BIOLOGY.K_d);
});
