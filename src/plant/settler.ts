/**
 * Secondary settler: ten layers, double-exponential settling velocity (Takács, Patry & Nolasco 1991), layers of
 * dissolved components as in BSM1. Solids are followed as one suspended-solids state a layer and leave with the
 * composition of the feed of the moment.
 */

import { COMPONENT_NAMES, COMPONENTS } from './components.ts';
import { Q, type Stream } from './unit.ts';

export const LAYERS = 10;
/** The feed enters layer 5 from the top. */
const FEED = 4;
const UP = 0;
const DOWN = 1;

export interface SettlerParameters {
  /** Surface [m²] and depth [m]. */
  area: number;
  height: number;
  /** Largest practical and theoretical settling velocity, m/d. */
  v0_max: number;
  v0: number;
  /** Hindered and flocculant settling, m³/g. */
  r_h: number;
  r_p: number;
  /** Share of the feed's solids that does not settle. */
  f_ns: number;
  /** Threshold concentration, g/m³. */
  X_t: number;
}

/** What the sludge of the day is like: factors on the parameters, 1 for BSM1. */
export interface SludgeCondition {
  /** On v0, on r_h, and on f_ns. */
  velocity: number;
  hindrance: number;
  dispersed: number;
}

/** BSM1 (Alex et al. 2008, table 5). */
export const SETTLER: Readonly<SettlerParameters> = {
  area: 1500,
  height: 4,
  v0_max: 250,
  v0: 474,
  r_h: 0.000576,
  r_p: 0.00286,
  f_ns: 0.00228,
  X_t: 3000,
};

const PARAMETER_NAMES = Object.keys(SETTLER) as (keyof SettlerParameters)[];

export class Settler {
  /** Mutable: bulking changes them while the plant runs. */
  readonly parameters: SettlerParameters;
  /** Mutable: the sludge's own ups and downs. Not saved here but by what makes them. */
  readonly condition: SludgeCondition = { velocity: 1, hindrance: 1, dispersed: 1 };
  /** States: suspended solids of the layers from top to bottom, then the layers of each dissolved component. */
  readonly states: number;
  /** Components that move with the water, and those that settle. */
  readonly solubles: Int32Array;
  readonly particulates: Int32Array;
  readonly #tss: Float64Array;
  /** Suspended solids of the feed, as `outlets` found them, g/m³. An array, as `#rate`: lone numbers would be boxed. */
  readonly feedSolids = new Float64Array(1);
  /** Exchange of a layer by the flow up and the flow down, 1/d. */
  readonly #rate = new Float64Array(2);
  /** Settling flux out of each layer, g/(m² d). */
  readonly #flux = new Float64Array(LAYERS);
  readonly #velocity = new Float64Array(LAYERS);

  /** @param components how many of `COMPONENTS` the water carries */
  constructor(components: number, parameters: Readonly<SettlerParameters> = SETTLER) {
    this.parameters = { ...parameters };
    const rows = COMPONENT_NAMES.slice(0, components).map((name) => COMPONENTS[name]);
    this.solubles = Int32Array.from(rows.flatMap((row, c) => (row.particulate ? [] : [c])));
    this.particulates = Int32Array.from(rows.flatMap((row, c) => (row.particulate ? [c] : [])));
    this.#tss = Float64Array.from(this.particulates, (c) => rows[c].tss);
    this.states = LAYERS * (1 + this.solubles.length);
  }

  /** Suspended solids of a stream or reactor whose components start at `y[at]`, g/m³. */
  solids(y: Float64Array, at: number): number {
    const { particulates } = this;
    const tss = this.#tss;
    let sum = 0;
    for (let i = 0; i < particulates.length; i++) sum += tss[i] * y[at + particulates[i]];
    return sum;
  }

  /** Volume of one layer, m³. */
  get layerVolume(): number {
    return (this.parameters.area * this.parameters.height) / LAYERS;
  }

  /** Rate at which a feed of `flow` [m³/d] replaces the water of the feed layer, 1/d. */
  exchangeRate(flow: number): number {
    return flow / this.layerVolume;
  }

  /**
   * Fills the two outlets from the layers and the feed's composition, and `feedSolids`.
   * @param feedAt where the feed's components start in `y` (the last reactor)
   */
  outlets(y: Float64Array, at: number, feedAt: number, effluent: Stream, underflow: Stream): void {
    const solids = this.solids(y, feedAt);
    this.feedSolids[0] = solids;
    // A feed without solids says nothing of what the layers hold: then only water leaves.
    const top = solids > 0 ? y[at] / solids : 0;
    const bottom = solids > 0 ? y[at + LAYERS - 1] / solids : 0;
    const { particulates, solubles } = this;
    for (let i = 0; i < particulates.length; i++) {
      const c = particulates[i];
      effluent[c] = y[feedAt + c] * top;
      underflow[c] = y[feedAt + c] * bottom;
    }
    let layer = at + LAYERS;
    for (let i = 0; i < solubles.length; i++, layer += LAYERS) {
      effluent[solubles[i]] = y[layer];
      underflow[solubles[i]] = y[layer + LAYERS - 1];
    }
  }

  /** Fills `dy[at] …` for a feed as large as both outlets together, which `outlets` has filled. */
  derive(y: Float64Array, at: number, feedAt: number, effluent: Stream, underflow: Stream, dy: Float64Array): void {
    const { area, height } = this.parameters;
    const { solubles, feedSolids } = this;
    const perLayer = LAYERS / height;
    const rate = this.#rate;
    rate[UP] = (effluent[Q] / area) * perLayer;
    rate[DOWN] = (underflow[Q] / area) * perLayer;
    const feed = ((effluent[Q] + underflow[Q]) / area) * perLayer;
    this.#flow(y, at, dy);
    dy[at + FEED] += feed * feedSolids[0];
    let layer = at + LAYERS;
    for (let i = 0; i < solubles.length; i++, layer += LAYERS) {
      this.#flow(y, layer, dy);
      dy[layer + FEED] += feed * y[feedAt + solubles[i]];
    }
    this.#settle(y, at);
    const flux = this.#flux;
    let above = 0;
    for (let j = 0; j < LAYERS; j++) {
      dy[at + j] += (above - flux[j]) * perLayer;
      above = flux[j];
    }
  }

  /** The parameters, which faults change. */
  save(): number[] {
    return PARAMETER_NAMES.map((name) => this.parameters[name]);
  }

  restore(saved: readonly number[]): void {
    PARAMETER_NAMES.forEach((name, i) => {
      this.parameters[name] = saved[i];
    });
  }

  /** Bulk flow of one column of layers: up above the feed, down below it; without what the feed brings. */
  #flow(y: Float64Array, at: number, dy: Float64Array): void {
    const up = this.#rate[UP];
    const down = this.#rate[DOWN];
    let here = y[at];
    for (let j = at; j < at + FEED; j++) {
      const below = y[j + 1];
      dy[j] = up * (below - here);
      here = below;
    }
    dy[at + FEED] = -(up + down) * here;
    for (let j = at + FEED + 1; j < at + LAYERS; j++) {
      const above = here;
      here = y[j];
      dy[j] = down * (above - here);
    }
  }

  /** Gravity flux between layers: limited by the layer below under the threshold rule above the feed. */
  #settle(y: Float64Array, at: number): void {
    const { v0_max, r_p, X_t } = this.parameters;
    const { velocity: velocityFactor, hindrance, dispersed } = this.condition;
    const v0 = this.parameters.v0 * velocityFactor;
    const r_h = this.parameters.r_h * hindrance;
    const f_ns = this.parameters.f_ns * dispersed;
    const velocity = this.#velocity;
    const flux = this.#flux;
    const unsettleable = f_ns * this.feedSolids[0];
    for (let j = 0; j < LAYERS; j++) {
      const x = y[at + j] - unsettleable;
      let v = v0 * (Math.exp(-r_h * x) - Math.exp(-r_p * x));
      if (v > v0_max) v = v0_max;
      velocity[j] = v > 0 ? v * y[at + j] : 0;
    }
    for (let j = 0; j < LAYERS - 1; j++) {
      const here = velocity[j];
      const below = velocity[j + 1];
      flux[j] = j < FEED && y[at + j + 1] <= X_t ? here : here < below ? here : below;
    }
    flux[LAYERS - 1] = 0;
  }
}
