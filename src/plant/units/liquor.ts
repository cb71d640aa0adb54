/**
 * Liquor tank: receives thickener overflow, dewatering liquor and filter wash water, and sends them back to the inlet
 * at a flow that follows its level. It evens out the wash water, and makes the plant's return loop run through a state.
 */

import { STATION_COMPONENTS } from '../components.ts';
import { Q, type Stream, type Unit } from '../unit.ts';
import { type Ranges, withDefaults } from './parameters.ts';

export interface LiquorParameters {
  /** Volume below the pump's suction, m³: never drawn. */
  deadVolume: number;
  /** Pumped flow per volume above that: 1 / time constant, d. */
  time: number;
  /** Volume at which the tank overflows into the inlet channel, m³. */
  capacity: number;
}

/** The benchmark's storage tank (160 m³, BSM2), enlarged for wash water; time constant an estimate. */
export const LIQUOR: Readonly<LiquorParameters> = { deadVolume: 40, time: 0.08, capacity: 250 };

const RANGES: Ranges<LiquorParameters> = { deadVolume: [5, 1e5], time: [0.01, 5], capacity: [10, 1e6] };

/** The overflow's time constant, d: a few minutes, as over a weir. */
const OVERFLOW_TIME = 0.003;

const VOLUME = STATION_COMPONENTS;

export class LiquorTank implements Unit {
  readonly states = STATION_COMPONENTS + 1;
  readonly parameters: LiquorParameters;
  /** Lever: the return pump's flow as a share of what it should be, 0 (stopped, the tank fills and overflows) to 1. */
  pumpHealth = 1;

  readonly #inlets: readonly Stream[];
  readonly #out: Stream;

  /** @param inlets at least one */
  constructor(inlets: readonly Stream[], out: Stream, overrides: Partial<LiquorParameters> = {}) {
    this.#inlets = inlets;
    this.#out = out;
    this.parameters = withDefaults('liquor', LIQUOR, overrides, RANGES);
  }

  /** Half full of what its inlets bring now. */
  initialise(y: Float64Array, at: number): void {
    const { deadVolume, capacity } = this.parameters;
    const volume = 0.5 * (deadVolume + capacity);
    let flow = 0;
    for (const inlet of this.#inlets) flow += inlet[Q];
    for (let i = 0; i < STATION_COMPONENTS; i++) {
      let load = 0;
      for (const inlet of this.#inlets) load += inlet[Q] * inlet[i];
      y[at + i] = flow > 0 ? (load / flow) * volume : 0;
    }
    y[at + VOLUME] = volume;
  }

  /**
   * Fills the outlet from the state alone: call it before the units upstream of this one, whose flows depend on it;
   * `derive` does the same again.
   */
  fillOutlet(y: Float64Array, at: number): void {
    const { deadVolume, time, capacity } = this.parameters;
    const out = this.#out;
    const volume = y[at + VOLUME];
    const perVolume = 1 / volume;
    for (let i = 0; i < STATION_COMPONENTS; i++) out[i] = y[at + i] * perVolume;
    let flow = volume > deadVolume ? ((volume - deadVolume) / time) * this.pumpHealth : 0;
    if (volume > capacity) flow += (volume - capacity) / OVERFLOW_TIME;
    out[Q] = flow;
  }

  /**
   * States: amounts (concentration × volume), then the volume [m³]. Amounts, because what flows in and out adds up to
   * them exactly, step by step; concentrations times a volume that changes would not.
   */
  derive(y: Float64Array, at: number, dy: Float64Array): void {
    this.fillOutlet(y, at);
    const inlets = this.#inlets;
    const out = this.#out;
    const outflow = out[Q];
    const first = inlets[0];
    const firstFlow = first[Q];
    let received = firstFlow;
    for (let i = 0; i < STATION_COMPONENTS; i++) dy[at + i] = firstFlow * first[i] - outflow * out[i];
    for (let k = 1; k < inlets.length; k++) {
      const inlet = inlets[k];
      const flow = inlet[Q];
      // Wash water comes a few times a day only.
      if (flow <= 0) continue;
      received += flow;
      for (let i = 0; i < STATION_COMPONENTS; i++) dy[at + i] += flow * inlet[i];
    }
    dy[at + VOLUME] = received - outflow;
  }

  save(): number[] {
    return [this.pumpHealth];
  }

  restore(saved: readonly number[]): void {
    this.pumpHealth = saved[0];
  }
}
