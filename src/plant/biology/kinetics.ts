/** Process rates of one reactor: the kinetics of ASM1 as in BSM1, and of the extensions that are on. */

import { C } from '../components.ts';
import type { Extensions } from './matrix.ts';
import { PROCESSES } from './matrix.ts';
import { P } from './parameters.ts';

const { S_S, X_S, X_BH, X_BA, S_O, S_NO, S_NH, S_ND, X_ND, S_ALK, S_NO2, X_NOB, S_PO4, X_MeOH, X_MeP, S_ME, X_ME } = C;
const { mu_H, K_S, K_OH, K_NO, b_H, mu_A, K_NH, K_OA, b_A, eta_g, eta_h, k_a, k_h, K_X } = P;
const { mu_NOB, K_NO2, K_O_NOB, b_NOB, k_PRE, k_RED, K_ALK, K_P, k_sorb, K_d } = P;

/** A rate a process, in the order of `PROCESSES`. */
export const createRates = (): Float64Array => new Float64Array(PROCESSES.length);

/**
 * Fills `rho` [g/(m³ d)] for the reactor whose components start at `y[at]`.
 * @param k parameters at the reactor's temperature, order of `P`
 * @param tss suspended solids of the reactor, g/m³; used by the sorption of metals only
 */
export function rates(
  y: Float64Array,
  at: number,
  k: Float64Array,
  extensions: Extensions,
  tss: number,
  rho: Float64Array,
): void {
  const sO = y[at + S_O];
  const sNO = y[at + S_NO];
  const sNH = y[at + S_NH];
  const sS = y[at + S_S];
  const xS = y[at + X_S];
  const xBH = y[at + X_BH];
  const xBA = y[at + X_BA];
  const kOH = k[K_OH];
  const { nitrite } = extensions;
  // With nitrite on, denitrifiers see nitrate and nitrite as one pool and share it by concentration.
  const oxidised = nitrite ? sNO + y[at + S_NO2] : sNO;
  const oxic = sO / (kOH + sO);
  const anoxic = (kOH / (kOH + sO)) * (oxidised / (k[K_NO] + oxidised));
  const growth = ((k[mu_H] * sS) / (k[K_S] + sS)) * xBH;
  const hydrolysis = ((k[k_h] * xBH) / (k[K_X] * xBH + xS)) * (oxic + k[eta_h] * anoxic);

  rho[0] = growth * oxic;
  rho[1] = growth * k[eta_g] * anoxic;
  rho[2] = k[mu_A] * (sNH / (k[K_NH] + sNH)) * (sO / (k[K_OA] + sO)) * xBA;
  rho[3] = k[b_H] * xBH;
  rho[4] = k[b_A] * xBA;
  rho[5] = k[k_a] * y[at + S_ND] * xBH;
  rho[6] = hydrolysis * xS;
  rho[7] = hydrolysis * y[at + X_ND];
  if (nitrite) {
    const sNO2 = y[at + S_NO2];
    const nitriteShare = sNO2 / (oxidised + 1e-6);
    rho[8] = rho[1] * nitriteShare;
    rho[1] -= rho[8];
    rho[9] = k[mu_NOB] * (sNO2 / (k[K_NO2] + sNO2)) * (sO / (k[K_O_NOB] + sO)) * y[at + X_NOB];
    rho[10] = k[b_NOB] * y[at + X_NOB];
  }
  if (extensions.phosphorus) phosphorus(y, at, k, rho);
  if (extensions.metals) {
    // Linear partition at equilibrium: sorbed per solids = K_d × dissolved.
    rho[13] = k[k_sorb] * (y[at + S_ME] - y[at + X_ME] / (k[K_d] * tss + 1e-9));
  }
}

/** Growth stops without phosphate; ferric hydroxide binds it and gives it back (ASM2d). */
function phosphorus(y: Float64Array, at: number, k: Float64Array, rho: Float64Array): void {
  const sPO4 = y[at + S_PO4];
  const limit = sPO4 / (k[K_P] + sPO4);
  rho[0] *= limit;
  rho[1] *= limit;
  rho[2] *= limit;
  rho[8] *= limit;
  rho[9] *= limit;
  rho[11] = k[k_PRE] * sPO4 * y[at + X_MeOH];
  rho[12] = (k[k_RED] * y[at + X_MeP] * y[at + S_ALK]) / (k[K_ALK] + y[at + S_ALK]);
}
