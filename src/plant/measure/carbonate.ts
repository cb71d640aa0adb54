/** pH of water from its alkalinity and dissolved carbon dioxide. */

/** pH below which no water of the plant lies even without alkalinity: bounds the logarithm. */
const MIN_CO2 = 0.01;

/**
 * pK1 of carbonic acid in fresh water: Harned & Davis (1943) as fitted by Millero (1979) without salt, 6.42 at 15 °C.
 */
export function pK1(celsius: number): number {
  const kelvin = celsius + 273.15;
  return 3404.71 / kelvin + 0.032786 * kelvin - 14.8435;
}

/**
 * pH from [H⁺] ([HCO3⁻] + [H⁺]) = K1 [CO2], with [HCO3⁻] = alkalinity: carbonate and other weak acids neglected, so
 * good from pH 4 to 8.5. Without alkalinity it is the pH of the carbonic acid alone.
 * @param alkalinity mol HCO3⁻/m³; below zero counts as none
 * @param co2 dissolved CO2, mol/m³; at least 0.01, the equilibrium with air being about 0.02
 */
export function pHOf(alkalinity: number, co2: number, celsius: number): number {
  const bicarbonate = alkalinity > 0 ? alkalinity : 0;
  const carbonic = co2 > MIN_CO2 ? co2 : MIN_CO2;
  // In mol/m³, hence the 3: the positive root of h² + b h − k c, in the form that does not cancel.
  const kc = Math.exp(Math.LN10 * (3 - pK1(celsius))) * carbonic;
  const h = (2 * kc) / (bicarbonate + Math.sqrt(bicarbonate * bicarbonate + 4 * kc));
  return 3 - Math.log(h) * Math.LOG10E;
}
