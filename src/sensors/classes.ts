/**
 * Instrument classes of the benchmark: how fast an instrument follows the water and how often it measures.
 * Source: Rieger et al. (2003), Water Sci. Technol. 47(2), 103–112, as built into the benchmark's
 * `sensorinit` script: response time T90, number of equal first-order lags, interval between measurements.
 */

export interface InstrumentClass {
  /** Number of equal first-order lags in a row. */
  readonly order: number;
  /** Time until 90 % of a step is shown, minutes. */
  readonly t90Min: number;
  /** Minutes between measurements, the last one shown in between; 0 measures without a break. */
  readonly sampleMin: number;
  readonly typical: string;
}

export const INSTRUMENT_CLASSES = {
  instant: { order: 0, t90Min: 0, sampleMin: 0, typical: 'contacts: pump running or not' },
  A: { order: 2, t90Min: 1, sampleMin: 0, typical: 'ion-sensitive, optical, physical; no filtration' },
  B0: { order: 8, t90Min: 10, sampleMin: 0, typical: 'gas-sensitive, normal filtration' },
  B1: { order: 8, t90Min: 10, sampleMin: 5, typical: 'photometric, normal filtration' },
  C0: { order: 8, t90Min: 20, sampleMin: 0, typical: 'gas-sensitive, slow filtration or sedimentation' },
  C1: { order: 8, t90Min: 20, sampleMin: 5, typical: 'photometric, slow filtration or sedimentation' },
  D: { order: 0, t90Min: 0, sampleMin: 30, typical: 'batch analysers: titration, digestion, totals' },
} as const satisfies Record<string, InstrumentClass>;

export type ClassName = keyof typeof INSTRUMENT_CLASSES;
export const CLASS_NAMES = Object.keys(INSTRUMENT_CLASSES) as ClassName[];

/** T90 of a row of equal lags, in units of one lag's time constant, with the benchmark's digits. */
const T90_IN_LAGS: Readonly<Record<number, number>> = { 2: 3.89, 8: 11.7724 };

/** Time constant of each lag of a class, seconds; one that means nothing for a class without lags. */
export function lagSeconds({ order, t90Min }: InstrumentClass): number {
  return order === 0 ? 1 : (t90Min * 60) / T90_IN_LAGS[order];
}
