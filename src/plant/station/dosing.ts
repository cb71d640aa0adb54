/** Ferric chloride for phosphorus removal, dosed into the settled sewage ahead of the reactors. */

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

const FLOW = tapIndex('ferric.flow');
const RUNNING = tapIndex('ferric_pump.running');

export class FerricDosing implements Unit {
  readonly states = 0;
  /** Set-point: g Fe per m³ of settled sewage. */
  dose: number;
  /** Lever: the pump's flow as a share of what it should be, 0 to 1. */
  pumpHealth = 1;

  readonly #in: Stream;
  readonly #out: Stream;

  constructor(inlet: Stream, outlet: Stream, dose: number) {
    this.#in = inlet;
    this.#out = outlet;
    this.dose = dose;
  }

  initialise(): void {}

  /** The volume of the solution (some 0.005 % of the flow) is neglected. */
  derive(): void {
    const inlet = this.#in;
    const out = this.#out;
    for (let c = 0; c <= STATION_COMPONENTS; c++) out[c] = inlet[c];
    const iron = this.given;
    out[C.X_MeOH] += (iron * M_FE_OH_3) / M_FE;
    out[C.S_ALK] -= iron * ALK_PER_FE;
    out[C.S_CO2] += iron * ALK_PER_FE;
    out[C.S_ION] += iron * CONDUCTIVITY_PER_FE;
  }

  /** What reaches the water, g Fe/m³. */
  get given(): number {
    return this.#in[Q] > 0 ? this.dose * this.pumpHealth : 0;
  }

  writeSignals(_y: Float64Array, _at: number, truth: Float64Array): void {
    const litresPerHour = (this.given * this.#in[Q]) / SOLUTION / 24;
    truth[FLOW] = litresPerHour;
    truth[RUNNING] = litresPerHour > 0 ? 1 : 0;
  }

  save(): number[] {
    return [this.dose, this.pumpHealth];
  }

  restore(saved: readonly number[]): void {
    [this.dose, this.pumpHealth] = saved;
  }
}
