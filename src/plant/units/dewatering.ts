/** Dewatering centrifuge: BSM2's ideal dewatering, which can be stopped. */

import { tapIndex } from '../taps.ts';
import { Q, type Stream, type Unit } from '../unit.ts';
import { PUMPING_KWH_PER_M3, pumpingPower } from './energy.ts';
import { type Ranges, withDefaults } from './parameters.ts';
import { separate } from './separator.ts';

export interface DewateringParameters {
  /** Suspended solids of the cake, g/m³. */
  solids: number;
  /** Share of the solids that ends in the cake. */
  removal: number;
  /** Energy of the centrifuge per volume of feed, kWh/m³. */
  energy: number;
}

/** First two from BSM2; centrifuges take 1 to 2 kWh/m³ (Metcalf & Eddy 2014). */
export const DEWATERING: Readonly<DewateringParameters> = { solids: 280_000, removal: 0.98, energy: 1.5 };

const RANGES: Ranges<DewateringParameters> = { solids: [50_000, 500_000], removal: [0.5, 1], energy: [0, 20] };

const RUNNING = tapIndex('centrifuge.running');

export class Dewatering implements Unit {
  readonly states = 0;
  readonly parameters: DewateringParameters;
  /** Lever: 1 the centrifuge can run; 0 it has failed, and digested sludge is hauled away as it is. */
  available = 1;
  /** Lever: capture of solids as a share of what it should be, 0 to 1 (missing polymer). */
  captureHealth = 1;

  readonly #in: Stream;
  readonly #cake: Stream;
  readonly #liquor: Stream;

  constructor(inlet: Stream, cake: Stream, liquor: Stream, overrides: Partial<DewateringParameters> = {}) {
    this.#in = inlet;
    this.#cake = cake;
    this.#liquor = liquor;
    this.parameters = withDefaults('dewatering', DEWATERING, overrides, RANGES);
  }

  initialise(): void {}

  derive(): void {
    const { solids, removal } = this.parameters;
    // A target of zero sends the feed on whole.
    separate(this.#in, this.available > 0 ? solids : 0, removal * this.captureHealth, this.#cake, this.#liquor);
  }

  get running(): number {
    return this.available > 0 && this.#in[Q] > 0 ? 1 : 0;
  }

  /** Electrical power, kW. */
  get power(): number {
    return this.running * pumpingPower(this.#in[Q], this.parameters.energy + PUMPING_KWH_PER_M3.dewatering);
  }

  writeSignals(_y: Float64Array, _at: number, truth: Float64Array): void {
    truth[RUNNING] = this.running;
  }

  save(): number[] {
    return [this.available, this.captureHealth];
  }

  restore(saved: readonly number[]): void {
    [this.available, this.captureHealth] = saved;
  }
}
