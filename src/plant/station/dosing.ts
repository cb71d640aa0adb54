/** Chemicals dosed into the settled sewage ahead of the reactors: ferric chloride against phosphorus, carbon for denitrification. */

import { C, STATION_COMPONENTS } from '../components.ts';
import { tapIndex } from '../taps.ts';
import { Q, type Stream, type Unit } from '../unit.ts';

/** Molar masses, g/mol: iron, and ferric hydroxide. */
const M_FE = 55.845;
const M_FE_OH_3 = 106.87;
/** Fe³⁺ + 3 HCO3⁻ → Fe(OH)3 + 3 CO2. */
const ALK_PER_FE = 3 / M_FE;
/** Three chlorides a Fe, 7.6 mS/m per mmol/L at infinite dilution: µS/cm per g Fe/m³. */
const CONDUCTIVITY_PER_FE = (3 * 76.3) / M_FE;
/** Commercial solution, 14 % iron by mass at 1.45 kg/L, g Fe/L. */
const SOLUTION = 200;

export interface Doses {
  /** g Fe per m³ of settled sewage: 18 is 2.4 mol per mol of phosphate where the sewage is BSM2's constant one. */
  ferric: number;
  /** g COD per m³ of settled sewage. BSM2 doses 800 kg COD a day, 39 g/m³; more keeps total nitrogen below 15 g/m³. */
  carbon: number;
}

export const DOSES: Readonly<Doses> = { ferric: 18, carbon: 55 };

const FLOW = tapIndex('ferric.flow');
const RUNNING = tapIndex('ferric_pump.running');

export class ChemicalDosing implements Unit {
  readonly states = 0;
  /** Set-points: g Fe and g readily degradable COD per m³ of settled sewage. */
  ferricDose: number;
  carbonDose: number;
  /** Levers: the pumps' flows as shares of what they should be, 0 to 1. */
  ferricHealth = 1;
  carbonHealth = 1;

  readonly #in: Stream;
  readonly #out: Stream;

  constructor(inlet: Stream, outlet: Stream, doses: Readonly<Doses> = DOSES) {
    this.#in = inlet;
    this.#out = outlet;
    this.ferricDose = doses.ferric;
    this.carbonDose = doses.carbon;
  }

  initialise(): void {}

  /** The volume of the solutions (some 0.01 % of the flow) is neglected. */
  derive(): void {
    const inlet = this.#in;
    const out = this.#out;
    for (let c = 0; c <= STATION_COMPONENTS; c++) out[c] = inlet[c];
    const flows = inlet[Q] > 0;
    const iron = flows ? this.ferricDose * this.ferricHealth : 0;
    out[C.S_S] += flows ? this.carbonDose * this.carbonHealth : 0;
    out[C.X_MeOH] += (iron * M_FE_OH_3) / M_FE;
    out[C.S_ALK] -= iron * ALK_PER_FE;
    out[C.S_CO2] += iron * ALK_PER_FE;
    out[C.S_ION] += iron * CONDUCTIVITY_PER_FE;
  }

  writeSignals(_y: Float64Array, _at: number, truth: Float64Array): void {
    const litresPerHour = (this.ferricDose * this.ferricHealth * Math.max(0, this.#in[Q])) / SOLUTION / 24;
    truth[FLOW] = litresPerHour;
    truth[RUNNING] = litresPerHour > 0 ? 1 : 0;
  }

  save(): number[] {
    return [this.ferricDose, this.carbonDose, this.ferricHealth, this.carbonHealth];
  }

  restore(saved: readonly number[]): void {
    [this.ferricDose, this.carbonDose, this.ferricHealth, this.carbonHealth] = saved;
  }
}
