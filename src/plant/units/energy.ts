/** Power of the plant's machines, kW: the benchmark's factors where it has one, textbook hydraulics elsewhere. */

const GRAVITY = 9.81;
const SECONDS_PER_DAY = 86_400;
const GAS_CONSTANT = 8.314;
/** Molar mass of air, g/mol; exponent (κ − 1)/κ of its adiabatic compression (Metcalf & Eddy 2014, eq. 5-77a). */
const MOLAR_MASS_AIR = 28.97;
const ADIABATIC = 0.283;
/** Air at normal conditions, kg/m³ (0 °C, 1 atm). */
const NORMAL_AIR_DENSITY = 1.293;

/** Pumping energy per volume, kWh/m³ (BSM2, Gernaey et al. 2014). */
export const PUMPING_KWH_PER_M3 = {
  internalRecycle: 0.004,
  returnSludge: 0.008,
  wasteSludge: 0.05,
  primarySludge: 0.075,
  thickenedSludge: 0.06,
  dewatering: 0.004,
} as const;

/** Mixing: digester and reactors that air does not mix, kW/m³ (BSM1, BSM2). */
export const MIXING_KW_PER_M3 = 0.005;

/** Reactors are mixed by machine while their KLa is below this, 1/d (BSM1). */
export const MIXED_BELOW_KLA = 20;

/** Power [kW] of moving `flow` [m³/d] at an energy of `kwhPerM3`. */
export function pumpingPower(flow: number, kwhPerM3: number): number {
  return (flow * kwhPerM3) / 24;
}

/**
 * Power [kW] of lifting water: ρ g Q H / η.
 * @param flow m³/d
 * @param head m
 * @param efficiency of pump and motor together, 0.6 to 0.75 for sewage pumps (Metcalf & Eddy 2014)
 */
export function liftingPower(flow: number, head: number, efficiency: number): number {
  return (GRAVITY * flow * head) / (SECONDS_PER_DAY * efficiency);
}

/**
 * Electrical power [kW] of an adiabatic blower (Metcalf & Eddy 2014, eq. 5-77a).
 * @param airFlow m³/h at normal conditions
 * @param inletKPa, outletKPa absolute pressures; no power below the inlet's
 * @param celsius inlet temperature
 * @param efficiency of blower and motor, about 0.7
 */
export function blowerPower(
  airFlow: number,
  inletKPa: number,
  outletKPa: number,
  celsius: number,
  efficiency: number,
): number {
  const kgPerS = (airFlow * NORMAL_AIR_DENSITY) / 3600;
  const rise = outletKPa > inletKPa ? (outletKPa / inletKPa) ** ADIABATIC - 1 : 0;
  return ((kgPerS * GAS_CONSTANT * (celsius + 273.15)) / (MOLAR_MASS_AIR * ADIABATIC * efficiency)) * rise;
}

/** Energy of aeration in the benchmark's way [kW]: S_O,sat V KLa / 1800 kWh/d (BSM1). */
export function benchmarkAerationPower(saturation: number, volume: number, kLa: number): number {
  return (saturation * volume * kLa) / 1800 / 24;
}

/** Power [kW] of mixing a reactor of `volume` m³: none while its air mixes it (BSM1). */
export function reactorMixingPower(volume: number, kLa: number): number {
  return kLa < MIXED_BELOW_KLA ? MIXING_KW_PER_M3 * volume : 0;
}

/**
 * Head [m] over a rectangular weir of length `lengthM` at `flow` m³/d: Q = 1.84 L h^1.5 (Francis), Q in m³/s.
 * Slow enough to be called once a minute only.
 */
export function weirHead(flow: number, lengthM: number): number {
  return flow > 0 ? Math.cbrt((flow / (SECONDS_PER_DAY * 1.84 * lengthM)) ** 2) : 0;
}
