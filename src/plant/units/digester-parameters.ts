/** Parameters of the digester, their defaults and ranges. */

import type { Ranges } from './parameters.ts';

export interface DigesterParameters {
  /** Liquid and gas volume, m³. */
  volume: number;
  gasVolume: number;
  /** Temperature to which the heater works, °C, and the most it can warm the content, K/d. */
  temperature: number;
  maxHeating: number;
  /** Death of activated sludge [1/d] and the inert share of it. */
  death: number;
  f_inert: number;
  /** Hydrolysis, 1/d at 35 °C; ammonification, 1/d. */
  k_h: number;
  k_a: number;
  /** Anaerobic biomass: uptake [g COD/(g COD d)] at 35 °C, half saturation [g COD/m³], yield, decay [1/d]. */
  k_m: number;
  K_S: number;
  Y: number;
  b: number;
  /** Free ammonia that halves the uptake, mol/m³; proton concentration that does, mol/m³. */
  K_NH3: number;
  K_H: number;
  /** Share of S_S that is volatile acids. */
  f_VFA: number;
  /** Carbon of the degraded organics, mol/g COD. */
  carbon: number;
  /** Precipitation of phosphate with ferric hydroxide, m³/(g TSS d). */
  k_PRE: number;
  /** Transfer of CO2 to the gas, 1/d; friction of the gas pipe, m³/(d bar). */
  kLa: number;
  k_P: number;
  /** Depth of sludge, m. */
  depth: number;
  /** Hydrogen sulphide of the gas without iron in the sludge, ppm. */
  h2s: number;
}

/**
 * Volumes, temperature, kLa, k_P, K_NH3, b: ADM1 in BSM2. f_inert: BSM2's interface (1 − 0.68). k_h, k_m, K_S, Y, carbon:
 * fitted to BSM2's steady state. K_H: pH 6.5, between ADM1's limits 6 and 7. The rest are estimates.
 */
export const DIGESTER: Readonly<DigesterParameters> = {
  volume: 3400,
  gasVolume: 300,
  temperature: 35,
  maxHeating: 3,
  death: 3,
  f_inert: 0.32,
  k_h: 3,
  k_a: 10,
  k_m: 1.6,
  K_S: 150,
  Y: 0.145,
  b: 0.02,
  K_NH3: 1.8,
  K_H: 3.2e-4,
  f_VFA: 0.5,
  carbon: 0.0279,
  k_PRE: 0.01,
  kLa: 200,
  k_P: 50_000,
  depth: 15,
  h2s: 800,
};

export const DIGESTER_RANGES: Ranges<DigesterParameters> = {
  volume: [100, 1e6],
  gasVolume: [10, 1e5],
  temperature: [15, 60],
  maxHeating: [0, 20],
  death: [0.01, 20],
  f_inert: [0, 1],
  k_h: [0.01, 20],
  k_a: [0.1, 100],
  k_m: [0.1, 20],
  K_S: [1, 5000],
  Y: [0.01, 0.5],
  b: [0.001, 0.5],
  K_NH3: [0.1, 1e6],
  K_H: [1e-5, 1],
  f_VFA: [0, 1],
  carbon: [0.02, 0.04],
  k_PRE: [0, 0.1],
  kLa: [1, 500],
  k_P: [1000, 1e6],
  depth: [2, 50],
  h2s: [0, 10_000],
};
