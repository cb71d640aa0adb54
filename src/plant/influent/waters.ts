/**
 * What the waters of a combined sewer carry besides the generator's COD and nitrogen. Concentrations are estimates of the
 * usual order (Metcalf & Eddy 2014; runoff: Göbel et al. 2007, J. Contam. Hydrol. 91), chosen so that the mean raw sewage
 * has total P 8 g/m³, 100 g/m³ of mineral solids (VSS a good 70 % of TSS; textbooks have 0.7–0.8), zinc 150 mg/m³, alkalinity 7 mol/m³ and about 1000 µS/cm.
 */

import { COMPONENT_NAMES, type ComponentName, STATION_COMPONENTS } from '../components.ts';

/** Per m³ of household and industrial water without what comes with urine and industry, of groundwater, of runoff from roofs and roads. */
export const SANITARY = water({ S_ALK: 4.6, S_CO2: 0.75, S_ION: 380 });
export const GROUNDWATER = water({ S_ALK: 6, S_CO2: 0.6, S_ION: 450 });
export const RUNOFF = water({ S_ALK: 0.5, S_CO2: 0.05, S_ION: 50, X_MIN: 80, S_ME: 20, X_ME: 130 });

/** Inert dissolved COD of household and industrial water, g/m³: gives BSM2's 27.2 g/m³ in the mean of all waters. */
export const INERT_SOLUBLE = 41.5;
/** At least this share of the dissolved COD is biodegradable (estimate). */
export const LEAST_BIODEGRADABLE = 0.1;

/** Shares of the particulate COD (Gernaey et al. 2011). */
export const PARTICULATE_SHARES = { X_I: 0.182, X_S: 0.718, X_BH: 0.1 } as const;
/** Share of the organic nitrogen that is dissolved, from BSM2's mean influent: 5.65 of 21.78 g/m³. */
export const DISSOLVED_ORGANIC_N = 0.2595;

/** Per g of ammonia nitrogen: phosphate comes with urine and its rhythm. */
export const PO4_PER_NH = 0.085;
/** Urea becomes ammonium bicarbonate in the sewer: one mol of alkalinity a mol of nitrogen. */
export const ALKALINITY_PER_NH = 1 / 14;
/** Per g of particulate COD: mineral solids, zinc sorbed on solids (mg). */
export const MINERAL_PER_COD = 0.22;
export const ZINC_PER_COD = 0.24;
/** Dissolved zinc, mg per m³ of household and industrial water. */
export const DISSOLVED_ZINC = 20;

/** Adds `flow` m³/d of a water to the loads (unit of the component × m³/d). */
export function addWater(water: Float64Array, flow: number, loads: Float64Array): void {
  for (let i = 0; i < STATION_COMPONENTS; i++) loads[i] += flow * water[i];
}

function water(concentrations: Partial<Record<ComponentName, number>>): Float64Array {
  return Float64Array.from(COMPONENT_NAMES, (name) => concentrations[name] ?? 0);
}
