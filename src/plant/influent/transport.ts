/**
 * The way of the loads through the sewers: four reservoirs in series, each with a quarter of the town (Gernaey et al.
 * 2011), mixed and as full as the flow makes them; then the bed where solids settle in dry weather and from which a
 * rising flow flushes them.
 */

import { COMPONENT_NAMES, COMPONENTS, STATION_COMPONENTS } from '../components.ts';
import { type GeneratorParameters, REFERENCE_POPULATION } from './parameters.ts';

const RESERVOIRS = 4;
/** Area, m², and outflow coefficient of a reservoir, Q = C h^1.5, at the reference population (Gernaey et al. 2011). */
const AREA = 1100;
const OUTFLOW = 150_000;
/** Share of the solids that settles onto an empty bed in dry weather; rate of the flush, 1/d (Gernaey et al. 2011). */
const SETTLING = 0.25;
const FLUSH_RATE = 500;
/** How sharply the flush begins at its flow (Gernaey et al. 2011). */
const SHARPNESS = 15;
/** Less than this share of the flush's flow is not followed: empty sewers would mix without end. */
const LEAST_FLOW = 1e-3;

const SOLIDS = COMPONENT_NAMES.map((name, i) => ({ i, particulate: COMPONENTS[name].particulate }))
  .filter(({ particulate }) => particulate)
  .map(({ i }) => i);
const COD = Float64Array.from(COMPONENT_NAMES, (name) => (COMPONENTS[name].particulate ? COMPONENTS[name].cod : 0));

export class Transport {
  readonly #stepD: number;
  readonly #size: number;
  readonly #capacity: number;
  readonly #flushFlow: number;
  /** Mass in each reservoir, unit of the component × m³. */
  readonly #mass = new Float64Array(RESERVOIRS * STATION_COMPONENTS);
  readonly #bed = new Float64Array(STATION_COMPONENTS);

  /** @param stepD length of all steps, days */
  constructor(parameters: GeneratorParameters, stepD: number) {
    this.#stepD = stepD;
    this.#size = parameters.population / REFERENCE_POPULATION;
    this.#capacity = parameters.flush_max_kg * 1000;
    this.#flushFlow = parameters.flush_flow_m3_d;
  }

  /** Mass under way and on the bed, unit of the component × m³. */
  stored(component: number): number {
    let sum = this.#bed[component];
    for (let r = 0; r < RESERVOIRS; r++) sum += this.#mass[r * STATION_COMPONENTS + component];
    return sum;
  }

  /**
   * One step: the loads that enter (spread over the town) become, in place, the mean loads that leave.
   * @param flow at the end of the sewer, m³/d
   */
  step(flow: number, loads: Float64Array): void {
    this.#mix(Math.max(flow, LEAST_FLOW * this.#flushFlow), loads);
    this.#settleAndFlush(flow, loads);
  }

  #mix(flow: number, loads: Float64Array): void {
    const stepD = this.#stepD;
    for (let r = 0; r < RESERVOIRS; r++) {
      const through = (flow * (r + 1)) / RESERVOIRS;
      const volume = AREA * this.#size * (through / (OUTFLOW * this.#size)) ** (2 / 3);
      const rate = through / volume;
      const keep = Math.exp(-rate * stepD);
      for (let i = 0; i < STATION_COMPONENTS; i++) {
        const at = r * STATION_COMPONENTS + i;
        // `loads` holds what the reservoirs before have passed on, and the quarters that still enter.
        const entering = loads[i] / (RESERVOIRS - r);
        const mass = this.#mass[at];
        const inflow = r === 0 ? entering : entering + this.#passed[i];
        const after = mass * keep + (inflow / rate) * (1 - keep);
        this.#passed[i] = inflow - (after - mass) / stepD;
        this.#mass[at] = after;
        loads[i] -= entering;
      }
    }
    loads.set(this.#passed);
  }
  /** What the reservoir before passed on in this step. */
  readonly #passed = new Float64Array(STATION_COMPONENTS);

  #settleAndFlush(flow: number, loads: Float64Array): void {
    const ratio = (flow / this.#flushFlow) ** SHARPNESS;
    const stirred = Number.isFinite(ratio) ? ratio / (1 + ratio) : 1;
    let onBed = 0;
    for (const i of SOLIDS) onBed += this.#bed[i] * COD[i];
    const room = this.#capacity > 0 ? Math.max(0, 1 - onBed / this.#capacity) : 0;
    const settles = SETTLING * room * (1 - stirred);
    const lifted = 1 - Math.exp(-FLUSH_RATE * stirred * this.#stepD);
    for (const i of SOLIDS) {
      const up = (this.#bed[i] * lifted) / this.#stepD;
      const down = loads[i] * settles;
      this.#bed[i] += (down - up) * this.#stepD;
      loads[i] += up - down;
    }
  }
}
