/** What an ideal instrument would find at a point: every quantity of `taps.ts` from the components there. */

import { C, I_XB, I_XP, TSS_PER_COD } from '../components.ts';
import { QUANTITY_NAMES, type Quantity } from '../taps.ts';
import { pHOf } from './carbonate.ts';
import type { WaterKind } from './points.ts';

const { S_I, S_S, X_I, X_S, X_BH, X_BA, X_P, S_O, S_NO, S_NH, S_ND, X_ND, S_ALK, S_NO2, X_NOB, S_PO4, X_MeOH, X_MeP } =
  C;
const { X_MIN, S_CO2, S_ION, S_ME, X_ME, T } = C;

const AT = Object.fromEntries(QUANTITY_NAMES.map((name, i) => [name, i])) as Record<Quantity, number>;

/** COD of a unit of volatile solids (Ekama & Marais: 1.48 g COD/g VSS). */
const COD_PER_VSS = 1.48;
/** Inert products of decay: the part of biomass that BOD does not find (BSM1, f_P). */
const DEGRADABLE_BIOMASS = 0.92;
/** P per COD as in the component table. */
const P_ORGANIC = 0.01;
const P_BIOMASS = 0.02;
const P_METAL_PHOSPHATE = 1 / 4.87;

/** Limiting equivalent conductivities at 25 °C, µS/cm per g N, per mol HCO3⁻; per g P with counter-ions (Maurer & Gujer 1995). */
const US_PER_NH4 = 5.25;
const US_PER_NOX = 5.1;
const US_PER_HCO3 = 44.5;
const US_PER_P = 2;

/** Absorbance at 254 nm [1/cm]: of pure background, per g soluble COD, per g solids; fitted to 55–75 % for effluents (estimate). */
const ABSORBANCE = 0.02;
const ABSORBANCE_PER_COD = 0.0045;
const ABSORBANCE_PER_SOLIDS = 0.0025;

/** Redox potential per natural logarithm of oxygen, mV: 200 mV between 0.02 and 2 g/m³. */
const REDOX_PER_LOG_OXYGEN = 200 / Math.log(100);

/** Absorbance of the water at 254 nm, 1/cm. */
export function absorbance254(y: Float64Array, at: number, suspendedSolids: number): number {
  return ABSORBANCE + ABSORBANCE_PER_COD * (y[at + S_I] + y[at + S_S]) + ABSORBANCE_PER_SOLIDS * suspendedSolids;
}

/**
 * Fills `truth[offset] …` with the quantities, in the order of `QUANTITY_NAMES`, of the water whose components start
 * at `y[at]`: a stream or a reactor's slice of the state; but for the flow, the first of them, which is the caller's.
 * Finite for any finite input; allocates nothing.
 *
 * COD, nitrogen and phosphorus are sums by the component table; BOD5 is BSM1's; pH from the carbonate equilibrium;
 * conductivity at 25 °C by limiting ion conductivities, so somewhat high in liquors; redox by a proposed formula
 * (logarithm of oxygen, saturation in nitrate and nitrite).
 */
export function measurePoint(y: Float64Array, at: number, kind: WaterKind, truth: Float64Array, offset: number): void {
  const inert = y[at + X_I];
  const degradable = y[at + X_S];
  const biomass = y[at + X_BH] + y[at + X_BA] + y[at + X_NOB];
  const debris = y[at + X_P];
  const ammonia = y[at + S_NH];
  const nitrate = y[at + S_NO];
  const nitrite = y[at + S_NO2];
  const oxygen = y[at + S_O];
  const phosphate = y[at + S_PO4];
  const metalPhosphate = y[at + X_MeP];
  const alkalinity = y[at + S_ALK];
  const celsius = y[at + T];

  const particulateCod = inert + degradable + biomass + debris;
  const solubleCod = y[at + S_I] + y[at + S_S];
  const solids = TSS_PER_COD * particulateCod + y[at + X_MeOH] + metalPhosphate + y[at + X_MIN];
  const kjeldahl = ammonia + y[at + S_ND] + y[at + X_ND] + I_XB * biomass + I_XP * (debris + inert);
  const oxidised = nitrate + nitrite;

  truth[offset + AT.T] = celsius;
  truth[offset + AT.pH] = pHOf(alkalinity, y[at + S_CO2], celsius);
  truth[offset + AT.conductivity] =
    y[at + S_ION] + US_PER_NH4 * ammonia + US_PER_NOX * oxidised + US_PER_HCO3 * alkalinity + US_PER_P * phosphate;
  truth[offset + AT.turbidity] = kind.turbidityPerSolids * solids;
  truth[offset + AT.TSS] = solids;
  truth[offset + AT.VSS] = particulateCod / COD_PER_VSS;
  truth[offset + AT.COD] = solubleCod + particulateCod;
  truth[offset + AT.BOD5] = kind.bodFactor * (y[at + S_S] + degradable + DEGRADABLE_BIOMASS * biomass);
  truth[offset + AT.S_NH] = ammonia;
  truth[offset + AT.S_NO] = nitrate;
  truth[offset + AT.S_NO2] = nitrite;
  truth[offset + AT.TKN] = kjeldahl;
  truth[offset + AT.TN] = kjeldahl + oxidised;
  truth[offset + AT.S_PO4] = phosphate;
  truth[offset + AT.TP] =
    phosphate +
    P_ORGANIC * (y[at + S_S] + inert + degradable + debris) +
    P_BIOMASS * biomass +
    P_METAL_PHOSPHATE * metalPhosphate;
  truth[offset + AT.S_O] = oxygen;
  truth[offset + AT.alkalinity] = alkalinity;
  truth[offset + AT.ORP] = redox(oxygen, oxidised, kind.redoxShift);
  truth[offset + AT.metals] = y[at + S_ME] + y[at + X_ME];
  truth[offset + AT.UVT] = 100 * Math.exp(-Math.LN10 * absorbance254(y, at, solids));
}

/** Redox potential [mV] (estimate): −150 without oxygen and nitrate, 200 more a hundredfold of oxygen, 60 with nitrate. */
function redox(oxygen: number, oxidised: number, shift: number): number {
  const o = oxygen > 0 ? oxygen : 0;
  const n = oxidised > 0 ? oxidised : 0;
  const potential = -150 + shift + REDOX_PER_LOG_OXYGEN * Math.log(1 + o / 0.02) + (60 * n) / (n + 1);
  return potential < -300 ? -300 : potential > 250 ? 250 : potential;
}
