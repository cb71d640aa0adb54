/**
 * The station's books: what crosses its boundary of water, COD, nitrogen, phosphorus, iron, minerals and zinc, path by
 * path, and what its tanks hold. Off unless asked for.
 *
 * The flows over the boundary are states of their own, integrated with the others by the same solver. A Runge–Kutta
 * method keeps every linear invariant of a system, so the books close to rounding wherever the plant's equations do.
 *
 * The settler follows solids but not what they consist of, and takes them to have the feed's composition of the moment
 * (Takács et al. 1991, as in BSM1). What it stores is therefore booked with the composition at which it was stored.
 */

import { REACTORS } from '../activated-sludge.ts';
import { C, COD_N2 } from '../components.ts';
import { ReactorGases } from '../reactor-gases.ts';
import { LAYERS } from '../settler.ts';
import { Q } from '../unit.ts';
import { PARTICULATES } from '../units/contents.ts';
import { COD_CH4 } from '../units/digester.ts';
import { addComponent, addStream, BOOKED, BOOKED_COUNT, type Booked, COLUMN } from './booked.ts';
import { GAS_CH4, holdings, sum } from './holdings.ts';
import type { Station } from './station.ts';

/** Ways over the boundary; oxygen from the air, in reactors and over the outlet weir, counts as COD below zero. */
export const INWARD = ['influent', 'carbon', 'ferric', 'oxygen'] as const;
export const OUTWARD = ['overflow', 'grit', 'outlet', 'cake', 'methane', 'dinitrogen'] as const;
export type Path = (typeof INWARD)[number] | (typeof OUTWARD)[number];

/** Water in m³, zinc in g, the others in kg, a day. */
export type Amounts = Readonly<Record<Booked, number>>;

export interface LedgerReport {
  /** Days that the books cover. */
  readonly days: number;
  /** Mean flow of each path. */
  readonly flows: Readonly<Record<Path, Amounts>>;
  /** What the tanks hold more than at the start. */
  readonly stored: Amounts;
  /** In − out − stored as a share of all that moved; 0 where nothing did. */
  readonly residual: Amounts;
}

const PATHS: readonly Path[] = [...INWARD, ...OUTWARD];
/** Where a path's row starts among the ledger's states; behind them, what the settler stored. */
const ROW = Object.fromEntries(PATHS.map((path, i) => [path, i * BOOKED_COUNT])) as Record<Path, number>;
const SETTLED = PATHS.length * BOOKED_COUNT;

export class Ledger {
  readonly states = SETTLED + BOOKED_COUNT;

  readonly #station: Station;
  readonly #at: number;
  readonly #gases: ReactorGases;
  #since = 0;
  #heldBefore: Float64Array = new Float64Array(BOOKED_COUNT);

  /** @param at where the ledger's states start in the station's */
  constructor(station: Station, at: number) {
    this.#station = station;
    this.#at = at;
    this.#gases = new ReactorGases(station.units.sludge);
  }

  /** Opens the books anew, now. */
  restart(): void {
    const { y, t } = this.#station;
    y.fill(0, this.#at, this.#at + this.states);
    this.#since = t;
    this.#heldBefore = holdings(this.#station);
  }

  /** What moved since the books were opened. */
  report(): LedgerReport {
    const { y, t } = this.#station;
    const days = t - this.#since;
    const held = holdings(this.#station);
    const stored = held.map((now, q) => now - this.#heldBefore[q] + y[this.#at + SETTLED + q]);
    const moved = (path: Path, q: number): number => y[this.#at + ROW[path] + q];
    const perDay = (amount: (q: number) => number): Amounts =>
      amounts((q) => (days > 0 ? amount(q) / (days * (q === COLUMN.water ? 1 : 1000)) : 0));
    return {
      days,
      flows: Object.fromEntries(PATHS.map((path) => [path, perDay((q) => moved(path, q))])) as Record<Path, Amounts>,
      stored: perDay((q) => stored[q]),
      residual: amounts((q) => {
        let left = -stored[q];
        let throughput = 0;
        for (const path of INWARD) left += moved(path, q);
        for (const path of OUTWARD) left -= moved(path, q);
        for (const path of PATHS) throughput += Math.abs(moved(path, q));
        return throughput > 0 ? left / throughput : 0;
      }),
    };
  }

  /** Fills the ledger's part of `dy`; call it once all units have filled theirs. */
  derive(y: Float64Array, dy: Float64Array): void {
    const station = this.#station;
    const { streams, units } = station;
    const { dosing, disinfection, digester, pretreatment } = units;
    const at = this.#at;
    const sludgeAt = station.at(units.sludge);
    dy.fill(0, at, at + this.states);
    addStream(streams.influent, dy, at + ROW.influent);
    addStream(pretreatment.overflow, dy, at + ROW.overflow);
    addStream(streams.outlet, dy, at + ROW.outlet);
    addStream(streams.cake, dy, at + ROW.cake);

    const dosed = Math.max(0, streams.primaryEffluent[Q]);
    addComponent(C.S_S, dosed * dosing.carbonDose * dosing.carbonHealth, dy, at + ROW.carbon);
    dy[at + ROW.ferric + COLUMN.iron] = dosed * dosing.ferricDose * dosing.ferricHealth;
    addComponent(C.X_MIN, pretreatment.gritFlow(y, station.at(pretreatment)), dy, at + ROW.grit);
    addComponent(C.S_O, this.#gases.oxygen(y, sludgeAt) + disinfection.reaeration, dy, at + ROW.oxygen);

    const digesterAt = station.at(digester);
    dy[at + ROW.methane + COLUMN.cod] = COD_CH4 * digester.gasFlow(y, digesterAt) * y[digesterAt + GAS_CH4];
    const dinitrogen = this.#gases.dinitrogen(y, sludgeAt) + this.#digesterDinitrogen(digesterAt, dy);
    dy[at + ROW.dinitrogen + COLUMN.n] = dinitrogen;
    dy[at + ROW.dinitrogen + COLUMN.cod] = -COD_N2 * dinitrogen;
    this.#settledSolids(y, dy);
  }

  /** g N/d of nitrate and nitrite that vanish in the digester: they are used for nothing else there. */
  #digesterDinitrogen(at: number, dy: Float64Array): number {
    const { streams, units } = this.#station;
    const { primarySludge, thickened, digested } = streams;
    let vanished = 0;
    for (const c of OXIDISED) {
      const brought = primarySludge[Q] * primarySludge[c] + thickened[Q] * thickened[c] - digested[Q] * digested[c];
      vanished += brought - units.digester.parameters.volume * dy[at + c];
    }
    return vanished;
  }

  /** Solids that the settler's layers gain, with the feed's composition. */
  #settledSolids(y: Float64Array, dy: Float64Array): void {
    const { sludge } = this.#station.units;
    const { settler } = sludge;
    const at = this.#station.at(sludge);
    const feedAt = at + sludge.reactorAt(REACTORS - 1);
    const feedSolids = settler.solids(y, feedAt);
    if (feedSolids <= 0) return;
    const share = (settler.layerVolume * sum(dy, at + sludge.settlerAt, LAYERS)) / feedSolids;
    for (let k = 0; k < PARTICULATES.length; k++) {
      addComponent(PARTICULATES[k], share * y[feedAt + PARTICULATES[k]], dy, this.#at + SETTLED);
    }
  }
}

const OXIDISED = [C.S_NO, C.S_NO2];

function amounts(amount: (q: number) => number): Amounts {
  return Object.fromEntries(BOOKED.map((booked, q) => [booked, amount(q)])) as Record<Booked, number>;
}
