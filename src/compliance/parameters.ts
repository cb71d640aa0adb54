/** What a discharge permit judges, and the order in which a minute's water is handed over. */

/** Pollutants with a limit on concentration or removal, mg/L. */
export const PARAMETERS = ['BOD5', 'COD', 'TSS', 'TN', 'TP'] as const;
export type Parameter = (typeof PARAMETERS)[number];

/** Conditions of the effluent that have a permitted band: pH units, °C. */
export const CONDITIONS = ['pH', 'T'] as const;
export type Condition = (typeof CONDITIONS)[number];

/**
 * Columns of a water array: flow (m³/d), the pollutants (mg/L), pH, temperature (°C). An influent array needs
 * the first `INFLUENT_CHANNELS + 1` only. NaN is a missing value.
 */
export const WATER = { Q: 0, BOD5: 1, COD: 2, TSS: 3, TN: 4, TP: 5, pH: 6, T: 7 } as const;

export const INFLUENT_CHANNELS = PARAMETERS.length;
export const EFFLUENT_CHANNELS = PARAMETERS.length + CONDITIONS.length;
