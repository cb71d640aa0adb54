/** Gravity thickener of the waste sludge: BSM2's ideal thickener, with a blanket that follows the solids load. */

import { MINUTE_D } from '../../core/time.ts';
import { tapIndex } from '../taps.ts';
import { Q, type Stream, type Unit } from '../unit.ts';
import { suspendedSolids } from './contents.ts';
import { PUMPING_KWH_PER_M3, pumpingPower } from './energy.ts';
import { type Ranges, withDefaults } from './parameters.ts';
import { separate } from './separator.ts';

export interface ThickenerParameters {
  /** Suspended solids of the thickened sludge, g/m³. */
  solids: number;
  /** Share of the solids that is thickened. */
  removal: number;
  /** Surface, m². */
  area: number;
  /** Blanket height at the reference solids load, m; that load, kg/(m² d); the blanket's time constant, d. */
  blanket: number;
  referenceLoad: number;
  blanketTime: number;
  /** Depth of water, m: the blanket cannot rise above it. */
  depth: number;
  /** Rake drive, kW. */
  rakePower: number;
}

/** First two from BSM2; the surface from 30 kg/(m² d) of waste sludge (Metcalf & Eddy 2014); the blanket is an estimate. */
export const THICKENER: Readonly<ThickenerParameters> = {
  solids: 70_000,
  removal: 0.98,
  area: 75,
  blanket: 1,
  referenceLoad: 30,
  blanketTime: 0.4,
  depth: 3.5,
  rakePower: 0.75,
};

const RANGES: Ranges<ThickenerParameters> = {
  solids: [5000, 150_000],
  removal: [0.5, 1],
  area: [1, 1e5],
  blanket: [0, 5],
  referenceLoad: [1, 500],
  blanketTime: [0.01, 10],
  depth: [1, 10],
  rakePower: [0, 100],
};

const BLANKET = tapIndex('thickener.blanket');

export class Thickener implements Unit {
  readonly states = 0;
  readonly parameters: ThickenerParameters;
  /** Lever: capture of solids as a share of what it should be, 0 to 1 (gassing, missing polymer). */
  captureHealth = 1;

  readonly #in: Stream;
  readonly #thickened: Stream;
  readonly #overflow: Stream;
  /** Height of the blanket, m; an array, for a number in a field is boxed when it changes. */
  readonly #blanket = new Float64Array(1);

  constructor(inlet: Stream, thickened: Stream, overflow: Stream, overrides: Partial<ThickenerParameters> = {}) {
    this.#in = inlet;
    this.#thickened = thickened;
    this.#overflow = overflow;
    this.parameters = withDefaults('thickener', THICKENER, overrides, RANGES);
    this.#blanket[0] = this.parameters.blanket;
  }

  initialise(): void {
    this.#blanket[0] = this.parameters.blanket;
  }

  derive(): void {
    const { solids, removal } = this.parameters;
    separate(this.#in, solids, removal * this.captureHealth, this.#thickened, this.#overflow);
  }

  /** The blanket is an indicator without mass of its own: it follows the solids load, more slowly than that. */
  minute(): void {
    const { area, blanket, referenceLoad, blanketTime, depth } = this.parameters;
    const load = (suspendedSolids(this.#in, 0) * this.#in[Q]) / 1000 / area;
    const target = Math.min(depth, ((blanket * load) / referenceLoad) * (2 - this.captureHealth));
    this.#blanket[0] += ((target - this.#blanket[0]) * MINUTE_D) / blanketTime;
  }

  /** Electrical power, kW. */
  get power(): number {
    return this.parameters.rakePower + pumpingPower(this.#thickened[Q], PUMPING_KWH_PER_M3.thickenedSludge);
  }

  writeSignals(_y: Float64Array, _at: number, truth: Float64Array): void {
    truth[BLANKET] = this.#blanket[0];
  }

  save(): number[] {
    return [this.captureHealth, this.#blanket[0]];
  }

  restore(saved: readonly number[]): void {
    [this.captureHealth, this.#blanket[0]] = saved;
  }
}
