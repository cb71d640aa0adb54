/**
 * Books of an activated sludge process: integrates what flows in, what flows out, what goes to the air and what the
 * settler keeps beside the states themselves, by the same solver, so that after each step what the tanks hold has
 * changed by exactly what passed their borders. A plant without a ledger pays nothing for it.
 */

import type { ActivatedSludge } from './activated-sludge.ts';
import { COD_N2, COMPONENT_NAMES, COMPONENTS } from './components.ts';
import { ReactorGases } from './reactor-gases.ts';
import { LAYERS } from './settler.ts';
import type { System } from './solver/rkc.ts';
import { Q } from './unit.ts';

/** What is booked: g, for water m³, for charge mol. */
export const BOOKED = ['water', 'cod', 'n', 'p', 'charge'] as const;
export type Booked = (typeof BOOKED)[number];

/** Entries of a page, integrated from the ledger's start. */
const INFLOW = 0;
const OUTFLOW = 1;
/** To the air: N2; oxygen that comes from it counts as COD that leaves. */
const AIR = 2;
/** What the settler's solids have gained, with the composition they have at the moment (Takács follows solids alone). */
const SETTLED = 3;
const ENTRIES = 4;

export interface Balance {
  readonly inflow: number;
  readonly outflow: number;
  readonly air: number;
  /** Gain of all that is held. */
  readonly stored: number;
  /** |inflow − outflow − air − stored| relative to the largest of them, what reactors and settler exchange included. */
  readonly residual: number;
}

export class Ledger implements System {
  /** The plant's states, then `ENTRIES` a booked quantity; the caller's vector starts these at any value. */
  readonly states: number;
  readonly #plant: ActivatedSludge;
  /** Content of each component, by booked quantity. */
  readonly #contents: readonly Float64Array[];
  readonly #gases: ReactorGases;

  constructor(plant: ActivatedSludge) {
    this.#plant = plant;
    this.states = plant.states + ENTRIES * BOOKED.length;
    const names = COMPONENT_NAMES.slice(0, plant.components);
    this.#contents = BOOKED.map((booked) =>
      Float64Array.from(names, (name) => (booked === 'water' ? 0 : COMPONENTS[name][booked])),
    );
    this.#gases = new ReactorGases(plant);
  }

  derive(y: Float64Array, dy: Float64Array): void {
    const plant = this.#plant;
    plant.derive(y, 0, dy);
    const { feed, effluent, underflow } = plant;
    const settled = this.#settlerGain(dy);
    const oxygen = this.#gases.oxygen(y, 0);
    const n2 = this.#gases.dinitrogen(y, 0);
    let at = plant.states;
    for (let i = 0; i < BOOKED.length; i++, at += ENTRIES) {
      const content = this.#contents[i];
      const water = BOOKED[i] === 'water' ? 1 : 0;
      dy[at + INFLOW] = feed[Q] * (water + sum(content, feed, 0));
      const effluentLoad = effluent[Q] * (water + sum(content, effluent, 0));
      dy[at + OUTFLOW] = effluentLoad + plant.wasted * (water + sum(content, underflow, 0));
      dy[at + AIR] = BOOKED[i] === 'cod' ? oxygen - COD_N2 * n2 : BOOKED[i] === 'n' ? n2 : 0;
      dy[at + SETTLED] = settled * this.#perSolids(content, y);
    }
  }

  /** The balance of one quantity between two states of the extended vector. */
  balance(booked: Booked, before: Float64Array, after: Float64Array): Balance {
    const i = BOOKED.indexOf(booked);
    const at = this.#plant.states + ENTRIES * i;
    const gain = (entry: number): number => after[at + entry] - before[at + entry];
    const held = this.#held(i, after) - this.#held(i, before);
    const settled = gain(SETTLED);
    const stored = held + settled;
    const inflow = gain(INFLOW);
    const outflow = gain(OUTFLOW);
    const air = gain(AIR);
    const turnover = Math.max(...[inflow, outflow, air, held, settled].map(Math.abs));
    const residual = turnover > 0 ? Math.abs(inflow - outflow - air - stored) / turnover : 0;
    return { inflow, outflow, air, stored, residual };
  }

  /** What the reactors and the dissolved layers of the settler hold; the volumes of all tanks are constant. */
  #held(booked: number, y: Float64Array): number {
    const { volumes, settler, settlerAt } = this.#plant;
    const content = this.#contents[booked];
    let held = 0;
    for (let r = 0; r < volumes.length; r++) held += volumes[r] * sum(content, y, this.#plant.reactorAt(r));
    const { solubles, layerVolume } = settler;
    for (let k = 0; k < solubles.length; k++) {
      const from = settlerAt + LAYERS * (k + 1);
      for (let j = from; j < from + LAYERS; j++) held += layerVolume * content[solubles[k]] * y[j];
    }
    return held;
  }

  /** g dry solids/d that the settler's layers gain. */
  #settlerGain(dy: Float64Array): number {
    const { settler, settlerAt } = this.#plant;
    let gain = 0;
    for (let j = settlerAt; j < settlerAt + LAYERS; j++) gain += dy[j];
    return gain * settler.layerVolume;
  }

  /** Content of a gram of the solids that enter the settler at the moment. */
  #perSolids(content: Float64Array, y: Float64Array): number {
    const { settler, volumes } = this.#plant;
    const at = this.#plant.reactorAt(volumes.length - 1);
    const solids = settler.solids(y, at);
    if (!(solids > 0)) return 0;
    let held = 0;
    for (const c of settler.particulates) held += content[c] * y[at + c];
    return held / solids;
  }
}

function sum(content: Float64Array, y: Float64Array, at: number): number {
  let total = 0;
  for (let c = 0; c < content.length; c++) total += content[c] * y[at + c];
  return total;
}
