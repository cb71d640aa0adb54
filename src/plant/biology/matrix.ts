/**
 * The Gujer matrix of the activated sludge: ASM1 (Henze et al. 1987; coefficients as in BSM1) and, where asked
 * for, two-step nitrification, phosphorus with chemical precipitation, carbonate and heavy-metal rows.
 */

import { C, COD_NITRATE, COD_NITRITE, COMPONENTS, type ComponentName, I_XB, I_XP } from '../components.ts';
import type { Yields } from './parameters.ts';
import type { GujerMatrix, ProcessRow } from './stoichiometry.ts';

/** Which extensions of ASM1 are simulated; none of them is exactly BSM1. */
export interface Extensions {
  /** Kinetics, oxygen saturation and transfer follow the water's temperature. */
  readonly temperature: boolean;
  /** Nitrification and denitrification in two steps, with nitrite. */
  readonly nitrite: boolean;
  /** Phosphorus uptake and release, chemical precipitation. */
  readonly phosphorus: boolean;
  /** Dissolved CO2, hence pH. */
  readonly carbonate: boolean;
  /** Sorption of heavy metals. */
  readonly metals: boolean;
}

export const BSM1_ONLY: Extensions = {
  temperature: false,
  nitrite: false,
  phosphorus: false,
  carbonate: false,
  metals: false,
};
export const ALL_EXTENSIONS: Extensions = {
  temperature: true,
  nitrite: true,
  phosphorus: true,
  carbonate: true,
  metals: true,
};

/** 2.86 and its share that reduces nitrate to nitrite, g COD/g N. */
const NO3_TO_N2 = 2.86;
const NO3_TO_NO2 = COD_NITRATE - COD_NITRITE;
const NO2_TO_N2 = NO3_TO_N2 - NO3_TO_NO2;

/** Every process in a fixed order; `kinetics.ts` fills the rates in the same order. */
export const PROCESSES = [
  'aerobic growth of heterotrophs',
  'anoxic growth of heterotrophs',
  'growth of autotrophs',
  'decay of heterotrophs',
  'decay of autotrophs',
  'ammonification',
  'hydrolysis of organics',
  'hydrolysis of organic nitrogen',
  'anoxic growth of heterotrophs on nitrite',
  'growth of nitrite oxidisers',
  'decay of nitrite oxidisers',
  'precipitation of phosphate',
  'redissolution of phosphate',
  'sorption of metals',
] as const;
export type Process = (typeof PROCESSES)[number];

/** The matrix; with an extension off its rows are empty and the ASM1 rows are those of BSM1. */
export function gujerMatrix(yields: Readonly<Yields>, extensions: Extensions): GujerMatrix {
  const { Y_H, Y_A, Y_AOB, Y_NOB, f_P } = yields;
  const { nitrite, phosphorus, carbonate, metals } = extensions;
  const debris = I_XB - f_P * I_XP;
  const anoxic = (accepted: number): ProcessRow => ({
    S_S: -1 / Y_H,
    X_BH: 1,
    S_NH: -I_XB,
    S_NO: -(1 - Y_H) / (accepted * Y_H),
  });
  const decay = (biomass: ComponentName): ProcessRow => ({ X_S: 1 - f_P, [biomass]: -1, X_P: f_P, X_ND: debris });

  const matrix: Record<Process, ProcessRow> = {
    'aerobic growth of heterotrophs': { S_S: -1 / Y_H, X_BH: 1, S_O: -(1 - Y_H) / Y_H, S_NH: -I_XB },
    'anoxic growth of heterotrophs': nitrite
      ? { ...anoxic(NO3_TO_NO2), S_NO2: (1 - Y_H) / (NO3_TO_NO2 * Y_H) }
      : { ...anoxic(NO3_TO_N2), N2: (1 - Y_H) / (NO3_TO_N2 * Y_H) },
    'growth of autotrophs': nitrite
      ? { X_BA: 1, S_O: -(COD_NITRITE - Y_AOB) / Y_AOB, S_NO2: 1 / Y_AOB, S_NH: -I_XB - 1 / Y_AOB }
      : { X_BA: 1, S_O: -(COD_NITRATE - Y_A) / Y_A, S_NO: 1 / Y_A, S_NH: -I_XB - 1 / Y_A },
    'decay of heterotrophs': decay('X_BH'),
    'decay of autotrophs': decay('X_BA'),
    ammonification: { S_NH: 1, S_ND: -1 },
    'hydrolysis of organics': { S_S: 1, X_S: -1 },
    'hydrolysis of organic nitrogen': { S_ND: 1, X_ND: -1 },
    'anoxic growth of heterotrophs on nitrite': nitrite
      ? {
          S_S: -1 / Y_H,
          X_BH: 1,
          S_NH: -I_XB,
          S_NO2: -(1 - Y_H) / (NO2_TO_N2 * Y_H),
          N2: (1 - Y_H) / (NO2_TO_N2 * Y_H),
        }
      : {},
    'growth of nitrite oxidisers': nitrite
      ? { X_NOB: 1, S_O: -(NO3_TO_NO2 - Y_NOB) / Y_NOB, S_NO2: -1 / Y_NOB, S_NO: 1 / Y_NOB, S_NH: -I_XB }
      : {},
    'decay of nitrite oxidisers': nitrite ? decay('X_NOB') : {},
    // 3.45 g hydroxide bind 1 g P as 4.87 g phosphate, dry mass not conserved to the last per cent (ASM2d).
    'precipitation of phosphate': phosphorus ? { S_PO4: -1, X_MeOH: -3.45, X_MeP: 4.87 } : {},
    'redissolution of phosphate': phosphorus ? { S_PO4: 1, X_MeOH: 3.45, X_MeP: -4.87 } : {},
    'sorption of metals': metals ? { S_ME: -1, X_ME: 1 } : {},
  };
  for (const name of PROCESSES) {
    const row = matrix[name];
    if (phosphorus) closePhosphorus(row);
    closeCharge(row);
    if (carbonate) closeCarbon(row);
  }
  return matrix;
}

/** Phosphate makes up for what the row's organics take or release. */
function closePhosphorus(row: ProcessRow): void {
  addTo(row, 'S_PO4', -total(row, 'p'));
}

/** Alkalinity (one negative charge a mol) closes the charge balance. */
function closeCharge(row: ProcessRow): void {
  addTo(row, 'S_ALK', total(row, 'charge'));
}

/**
 * CO2: one mol per 32 g of COD oxidised, and what alkalinity takes or gives (HCO3⁻ + H⁺ → CO2). An autotroph's
 * growth binds CO2 in the same proportion. The mean oxidation state of carbon is taken as zero (glucose).
 */
function closeCarbon(row: ProcessRow): void {
  let organic = 0;
  for (const name of ['S_I', 'S_S', 'X_I', 'X_S', 'X_BH', 'X_BA', 'X_NOB', 'X_P'] as const) organic += row[name] ?? 0;
  addTo(row, 'S_CO2', -organic / 32 - (row.S_ALK ?? 0));
}

function total(row: ProcessRow, content: 'p' | 'charge'): number {
  let sum = 0;
  for (const name of Object.keys(row) as (ComponentName | 'N2')[]) {
    if (name !== 'N2') sum += (row[name] ?? 0) * COMPONENTS[name][content];
  }
  return sum;
}

/** Adds unless it is zero but for rounding, so that no process gains a spurious entry. */
function addTo(row: ProcessRow, name: ComponentName, amount: number): void {
  if (Math.abs(amount) > 1e-14) row[name] = (row[name] ?? 0) + amount;
}

/** How many components the reactors carry: ASM1's, or all as soon as one extension is on. */
export function componentsFor(extensions: Extensions): number {
  const extended = Object.values(extensions).some(Boolean);
  return extended ? Object.keys(COMPONENTS).length : C.S_ALK + 1;
}
