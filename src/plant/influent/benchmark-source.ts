/**
 * The benchmark's influent for the station: its 13 components as they are, held from row to row and repeated; the
 * station's other components in usual ratios to them, without rain.
 */

import { C } from '../components.ts';
import { BENCHMARK_ROW, type BenchmarkInfluent } from './benchmark-file.ts';
import { INFLUENT, type InfluentSource } from './source.ts';
import { MINERAL_PER_COD, PO4_PER_NH, ZINC_PER_COD } from './waters.ts';

/** The benchmark's temperature, °C (BSM1: kinetics at 15 °C); the air is taken to have the same. */
const TEMPERATURE = 15;
/** Carbon dioxide to alkalinity, mol/mol: pH 7.4 at 15 °C, pK 6.42. */
const CO2_PER_ALKALINITY = 0.105;
/** Conductivity of other ions to ammonia, (µS/cm)/(g/m³): 560 at BSM2's mean of 23.9 g/m³, diluted by rain as it is. */
const IONS_PER_NH = 23.5;
/** Share of the zinc that is dissolved (estimate). */
const DISSOLVED_ZINC = 0.1;

export class BenchmarkSource implements InfluentSource {
  readonly #time: Float64Array;
  readonly #rows: Float64Array;
  readonly #period: number;
  #row = 0;

  /** Begins with the first row at t = 0; after the last row's step the first comes again. */
  constructor({ time, rows }: BenchmarkInfluent) {
    this.#time = time;
    this.#rows = rows;
    const last = time.length - 1;
    this.#period = time[last] - time[0] + (time[last] - time[last - 1]);
  }

  at(t: number, out: Float64Array): void {
    const time = this.#time;
    const inPeriod = time[0] + (((t % this.#period) + this.#period) % this.#period);
    if (inPeriod < time[this.#row]) this.#row = 0;
    while (this.#row + 1 < time.length && time[this.#row + 1] <= inPeriod) this.#row++;
    const at = this.#row * BENCHMARK_ROW;
    const rows = this.#rows;
    const components = BENCHMARK_ROW - 1;
    for (let i = 0; i < components; i++) out[i] = rows[at + i];
    out[INFLUENT.Q] = rows[at + components];
    const particulate = out[C.X_I] + out[C.X_S] + out[C.X_BH] + out[C.X_BA] + out[C.X_P];
    out[C.S_NO2] = 0;
    out[C.X_NOB] = 0;
    out[C.S_PO4] = PO4_PER_NH * out[C.S_NH];
    out[C.X_MeOH] = 0;
    out[C.X_MeP] = 0;
    out[C.X_MIN] = MINERAL_PER_COD * particulate;
    out[C.S_CO2] = CO2_PER_ALKALINITY * out[C.S_ALK];
    out[C.S_ION] = IONS_PER_NH * out[C.S_NH];
    out[C.X_ME] = ZINC_PER_COD * particulate;
    out[C.S_ME] = (out[C.X_ME] * DISSOLVED_ZINC) / (1 - DISSOLVED_ZINC);
    out[C.T] = TEMPERATURE;
    out[INFLUENT.rain] = 0;
    out[INFLUENT.airTemperature] = TEMPERATURE;
  }
}
