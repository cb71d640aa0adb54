/**
 * Process rates of the reactors: the kinetics of ASM1 as in BSM1, and of the extensions that are on. A concentration
 * that the solver leaves a little below zero counts as zero, as in the benchmark's own code, so that no saturation
 * term comes near its pole.
 */

import { C } from '../components.ts';
import { suspendedSolids } from '../units/contents.ts';
import type { Extensions } from './matrix.ts';
import { PROCESSES } from './matrix.ts';
import { P } from './parameters.ts';
import { LANES } from './stoichiometry.ts';

const { S_S, X_S, X_BH, X_BA, S_O, S_NO, S_NH, S_ND, X_ND, S_ALK, S_NO2, X_NOB, S_PO4, X_MeOH, X_MeP, S_ME, X_ME } = C;
const { mu_H, K_S, K_OH, K_NO, b_H, mu_A, K_NH, K_OA, b_A, eta_g, eta_h, k_a, k_h, K_X } = P;
const { mu_NOB, K_NO2, K_O_NOB, b_NOB, k_PRE, k_RED, K_ALK, K_P, k_sorb, K_d } = P;

/** A rate a process and lane, in the order of `PROCESSES`; the lanes (reactors) of a process side by side. */
export const createRates = (): Float64Array => new Float64Array(PROCESSES.length * LANES);

/** How much rather denitrifiers take nitrite: K_NO3 / K_NO2 = 1.5 / 0.3 (Hiatt & Grady 2008, as in the BSM1-GHG ring test). */
const NITRITE_AFFINITY = 5;

/** Keeps hydrolysis defined where there is nothing to hydrolyse; lost in rounding anywhere else. */
const NOTHING = 1e-30;

/**
 * Fills one lane of `rho` [g/(m³ d)] for the reactor whose components start at `y[at]`.
 * @param k parameters at the reactor's temperature, order of `P`
 */
export function rates(
  y: Float64Array,
  at: number,
  k: Float64Array,
  extensions: Extensions,
  rho: Float64Array,
  lane: number,
): void {
  const sO = positive(y[at + S_O]);
  const sNO = positive(y[at + S_NO]);
  const sNH = positive(y[at + S_NH]);
  const sS = positive(y[at + S_S]);
  const xS = positive(y[at + X_S]);
  const xBH = positive(y[at + X_BH]);
  const xBA = y[at + X_BA];
  const kOH = k[K_OH];
  const { nitrite } = extensions;
  // With nitrite on, denitrifiers see nitrate and nitrite as one pool, of which they prefer nitrite.
  const sNO2 = nitrite ? positive(y[at + S_NO2]) : 0;
  const oxic = sO / (kOH + sO);
  const anoxic = (kOH / (kOH + sO)) * ((sNO + sNO2) / (k[K_NO] + sNO + sNO2));
  const growth = ((k[mu_H] * sS) / (k[K_S] + sS)) * xBH;
  const hydrolysis = ((k[k_h] * xBH) / (k[K_X] * xBH + xS + NOTHING)) * (oxic + k[eta_h] * anoxic);

  rho[lane] = growth * oxic;
  rho[LANES + lane] = growth * k[eta_g] * anoxic;
  rho[2 * LANES + lane] = k[mu_A] * (sNH / (k[K_NH] + sNH)) * (sO / (k[K_OA] + sO)) * xBA;
  rho[3 * LANES + lane] = k[b_H] * xBH;
  rho[4 * LANES + lane] = k[b_A] * xBA;
  rho[5 * LANES + lane] = k[k_a] * y[at + S_ND] * xBH;
  rho[6 * LANES + lane] = hydrolysis * xS;
  rho[7 * LANES + lane] = hydrolysis * y[at + X_ND];
  if (nitrite) {
    const share = (NITRITE_AFFINITY * sNO2) / (sNO + NITRITE_AFFINITY * sNO2 + NOTHING);
    const onNitrite = growth * k[eta_g] * anoxic * share;
    rho[LANES + lane] -= onNitrite;
    rho[8 * LANES + lane] = onNitrite;
    const xNOB = y[at + X_NOB];
    rho[9 * LANES + lane] = k[mu_NOB] * (sNO2 / (k[K_NO2] + sNO2)) * (sO / (k[K_O_NOB] + sO)) * xNOB;
    rho[10 * LANES + lane] = k[b_NOB] * xNOB;
  }
  if (extensions.phosphorus) phosphorus(y, at, k, rho, lane);
  if (extensions.metals) {
    // First-order approach to the equilibrium of a linear partition, sorbed per solids = K_d × dissolved.
    const partition = k[K_d] * suspendedSolids(y, at);
    rho[13 * LANES + lane] = (k[k_sorb] * (partition * y[at + S_ME] - y[at + X_ME])) / (1 + partition);
  }
}

/** Ammonia as a nutrient: half saturation of growth, g N/m³ (ASM2d, Henze et al. 1999). */
const K_NH_NUTRIENT = 0.05;

/** Growth stops without phosphate and without ammonia (ASM1 lets it go below zero); ferric hydroxide binds it and gives it back (ASM2d). */
function phosphorus(y: Float64Array, at: number, k: Float64Array, rho: Float64Array, lane: number): void {
  const sPO4 = positive(y[at + S_PO4]);
  const sALK = positive(y[at + S_ALK]);
  const sNH = positive(y[at + S_NH]);
  const limit = (sPO4 / (k[K_P] + sPO4)) * (sNH / (K_NH_NUTRIENT + sNH));
  rho[lane] *= limit;
  rho[LANES + lane] *= limit;
  rho[2 * LANES + lane] *= limit;
  rho[8 * LANES + lane] *= limit;
  rho[9 * LANES + lane] *= limit;
  rho[11 * LANES + lane] = k[k_PRE] * sPO4 * y[at + X_MeOH];
  rho[12 * LANES + lane] = (k[k_RED] * y[at + X_MeP] * sALK) / (k[K_ALK] + sALK);
}

function positive(x: number): number {
  return x > 0 ? x : 0;
}
