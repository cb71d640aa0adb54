/**
 * Parameters of the activated sludge model. BSM1 values at 15 °C (Alex et al. 2008, tables 2 and 3); temperature
 * dependence as in BSM2 (Gernaey et al. 2014): p(T) = p15 · (p15 / p10)^((T − 15) / 5).
 */

export interface BiologyParameters {
  /** Heterotrophs: growth rate [1/d], half saturations for substrate [g COD/m³], oxygen, nitrate [g/m³], decay [1/d]. */
  mu_H: number;
  K_S: number;
  K_OH: number;
  K_NO: number;
  b_H: number;
  /** Autotrophs (ammonia oxidisers with two-step nitrification): growth [1/d], K for ammonia, oxygen [g/m³], decay [1/d]. */
  mu_A: number;
  K_NH: number;
  K_OA: number;
  b_A: number;
  /** Anoxic correction of growth and of hydrolysis. */
  eta_g: number;
  eta_h: number;
  /** Ammonification [m³/(g COD d)], hydrolysis [1/d] and its half saturation [g COD/g COD]. */
  k_a: number;
  k_h: number;
  K_X: number;
  /** Nitrite oxidisers (BSM1-GHG): growth [1/d], K for nitrite and oxygen [g/m³], decay [1/d]. */
  mu_NOB: number;
  K_NO2: number;
  K_O_NOB: number;
  b_NOB: number;
  /** Phosphorus (ASM2d): precipitation [m³/(g TSS d)], redissolution [1/d], K for alkalinity [mol/m³], K of growth for P [g P/m³]. */
  k_PRE: number;
  k_RED: number;
  K_ALK: number;
  K_P: number;
  /** Sorption of zinc: rate [1/d] and partition K_d [m³/g TSS]. */
  k_sorb: number;
  K_d: number;
}

export const BIOLOGY: Readonly<BiologyParameters> = {
  mu_H: 4,
  K_S: 10,
  K_OH: 0.2,
  K_NO: 0.5,
  b_H: 0.3,
  mu_A: 0.5,
  K_NH: 1,
  K_OA: 0.4,
  b_A: 0.05,
  eta_g: 0.8,
  eta_h: 0.8,
  k_a: 0.05,
  k_h: 3,
  K_X: 0.1,
  // Ratkowsky form of the BSM1-GHG ring test at 15 °C: (0.0235 · 40 · (1 − e^(0.05 · (15 − 57))))² = 0.68.
  mu_NOB: 0.68,
  // Estimate: between the 0.1 and 0.5 g N/m³ of published two-step models.
  K_NO2: 0.3,
  K_O_NOB: 1.2,
  b_NOB: 0.05,
  k_PRE: 1,
  k_RED: 0.6,
  K_ALK: 0.5,
  K_P: 0.01,
  // Estimate: sorption reaches equilibrium within about a quarter of an hour.
  k_sorb: 100,
  // Zn, 20 L/g (order of magnitude from the literature).
  K_d: 0.02,
};

/** Values at 10 °C where temperature matters (BSM2); the nitrite oxidisers' from their Ratkowsky form and θ = 1.116. */
const AT_10_C: Partial<BiologyParameters> = {
  mu_H: 3,
  b_H: 0.2,
  mu_A: 0.3,
  b_A: 0.03,
  k_h: 2.5,
  k_a: 0.04,
  mu_NOB: 0.55,
  b_NOB: 0.029,
};

/** Yields and fractions; they fix the stoichiometry. */
export interface Yields {
  Y_H: number;
  Y_A: number;
  Y_AOB: number;
  Y_NOB: number;
  f_P: number;
}

/** BSM1; Y_AOB and Y_NOB from the BSM1-GHG ring test. */
export const YIELDS: Readonly<Yields> = { Y_H: 0.67, Y_A: 0.24, Y_AOB: 0.18, Y_NOB: 0.06, f_P: 0.08 };

export const PARAMETER_NAMES = Object.keys(BIOLOGY) as (keyof BiologyParameters)[];

/** Index of each parameter in the array that the kinetics read. */
export const P = Object.fromEntries(PARAMETER_NAMES.map((name, i) => [name, i])) as Record<
  keyof BiologyParameters,
  number
>;

const arrhenius = Float64Array.from(PARAMETER_NAMES, (name) => {
  const cold = AT_10_C[name];
  return cold === undefined ? 0 : Math.log(BIOLOGY[name] / cold) / 5;
});

/** Fills `out` (order of `P`) with the parameters at `celsius`, from their values at 15 °C. */
export function atTemperature(at15: Float64Array, celsius: number, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    out[i] = arrhenius[i] === 0 ? at15[i] : at15[i] * Math.exp(arrhenius[i] * (celsius - 15));
  }
}

export function toArray(parameters: Readonly<BiologyParameters>): Float64Array {
  return Float64Array.from(PARAMETER_NAMES, (name) => parameters[name]);
}

/** Saturation of dissolved oxygen [g/m³]: BSM2's formula, 8.0 at 15 °C scaled from clean water (Gernaey et al. 2014). */
export function oxygenSaturation(celsius: number): number {
  const t = (celsius + 273.15) / 100;
  return ((0.9997743214 * 8) / 10.5) * 56.12 * 6791.5 * Math.exp(-66.7354 + 87.4755 / t + 24.4526 * Math.log(t));
}
