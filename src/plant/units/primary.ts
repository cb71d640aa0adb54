/**
 * Primary clarifier: Otterpohl & Freund (1992) as in BSM2 (Gernaey et al. 2014, ch. 4.2.4) for all components, with
 * the settled sludge kept in a hopper until a pump draws it.
 *
 * The water is one mixed tank; what leaves it is poorer in particulates by the removal efficiency η(retention time).
 * BSM2 sends the settled solids at once into the underflow. Here they go through a hopper whose sludge thickens as it
 * piles up, so that a stopped pump shows as a rising blanket and, late, as solids over the weir. In the steady state
 * both give the same streams.
 */

import { C, STATION_COMPONENTS } from '../components.ts';
import { tapIndex } from '../taps.ts';
import { Q, type Stream, type Unit } from '../unit.ts';
import { CONTENTS, PARTICULATES } from './contents.ts';
import { PUMPING_KWH_PER_M3, pumpingPower, weirHead } from './energy.ts';
import { type Ranges, withDefaults } from './parameters.ts';
import { PumpGroup } from './pumps.ts';

export interface PrimaryParameters {
  /** Volume of the tank, m³. */
  volume: number;
  /** Correction of the efficiency, and the particulate share of the COD that it was fitted for. */
  f_corr: number;
  f_X: number;
  /**
   * How many times as fast mineral solids settle as organic ones, for which the efficiency η is: 1 − (1 − η)^n of them is
   * removed, as of first-order losses in the same time.
   */
  mineralSettling: number;
  /** Time constant of the flow that sets the retention time, d. */
  t_m: number;
  /** Underflow per inflow. */
  f_PS: number;
  /** Depth of water, m. */
  depth: number;
  /** Length of the overflow weirs, m. */
  weirLength: number;
  /** Most that the hopper's sludge thickens to, g/m³, and the mass at which it is half of it, kg. */
  maxSludge: number;
  halfMass: number;
  /** Mean concentration of the blanket, g/m³, and the area that it covers, m²: they give its height. */
  blanketSludge: number;
  blanketArea: number;
  /** Blanket heights between which settling fades out because the flow sweeps the blanket, m. */
  sweepFrom: number;
  sweepTo: number;
  /** Scrapers and drives, kW. */
  scraperPower: number;
}

/** First five but mineralSettling from BSM2, which has no mineral solids: twice the density excess and more (estimate). Depth and weirs usual for 900 m³; the hopper's figures are estimates (3 % sludge, 0.6 m). */
export const PRIMARY: Readonly<PrimaryParameters> = {
  volume: 900,
  f_corr: 0.65,
  f_X: 0.85,
  mineralSettling: 3.5,
  t_m: 0.125,
  f_PS: 0.007,
  depth: 3,
  weirLength: 60,
  maxSludge: 60_000,
  halfMass: 2000,
  blanketSludge: 30_000,
  blanketArea: 90,
  sweepFrom: 1.5,
  sweepTo: 2.5,
  scraperPower: 1.5,
};

const RANGES: Ranges<PrimaryParameters> = {
  volume: [50, 1e6],
  f_corr: [0, 1.2],
  f_X: [0.3, 1],
  mineralSettling: [1, 10],
  t_m: [0.005, 2],
  f_PS: [0, 0.1],
  depth: [1, 10],
  weirLength: [1, 10_000],
  maxSludge: [10_000, 150_000],
  halfMass: [10, 1e6],
  blanketSludge: [5000, 100_000],
  blanketArea: [1, 1e5],
  sweepFrom: [0.1, 9],
  sweepTo: [0.2, 10],
  scraperPower: [0, 100],
};

const PARTICULATE_COUNT = PARTICULATES.length;
const HOPPER = STATION_COMPONENTS;
const FLOW = HOPPER + PARTICULATE_COUNT;
const STATES = FLOW + 1;
/** Not even the most settleable sewage leaves less than this share of its organic solids (estimate). */
const LEAST_LEFT = 0.2;
const hopperSolids = Float64Array.from(PARTICULATES, (c) => CONTENTS.tss[c]);

const LEVEL = tapIndex('primary.level');
const BLANKET = tapIndex('primary.blanket');
const H2S = tapIndex('primary.h2s');
const PUMP_1 = tapIndex('primary_sludge_pump1.running');
const PUMP_2 = tapIndex('primary_sludge_pump2.running');
const POWER = tapIndex('primary.power');

export class PrimaryClarifier implements Unit {
  readonly states = STATES;
  readonly parameters: PrimaryParameters;
  /** Two sludge pumps, duty and standby; none available stops the underflow. Lever: `pumps.available`. */
  readonly pumps = new PumpGroup(2, 7);
  /** Lever: the pump's flow as a share of what it should be, 0 (clogged) to 1. */
  pumpHealth = 1;
  /** Lever: settling as a share of what it should be, 0 to 1 (short circuit, broken scraper). */
  settlingHealth = 1;
  /** How settleable the solids of the day are: a factor on the removal, 1 for BSM2. Saved by what makes it. */
  settleability = 1;

  readonly #in: Stream;
  readonly #effluent: Stream;
  readonly #sludge: Stream;
  #pumping = 1;

  constructor(inlet: Stream, effluent: Stream, sludge: Stream, overrides: Partial<PrimaryParameters> = {}) {
    this.#in = inlet;
    this.#effluent = effluent;
    this.#sludge = sludge;
    this.parameters = withDefaults('primary', PRIMARY, overrides, RANGES);
    this.pumps.update(0, 1);
  }

  /** Tank filled with the inlet as it is now; hopper half thick with its solids. */
  initialise(y: Float64Array, at: number): void {
    const { volume, halfMass } = this.parameters;
    const inlet = this.#in;
    for (let i = 0; i < STATION_COMPONENTS; i++) y[at + i] = inlet[i];
    let solids = 0;
    for (let k = 0; k < PARTICULATE_COUNT; k++) solids += inlet[PARTICULATES[k]] * hopperSolids[k];
    const scale = solids > 1e-9 ? (halfMass * 1000) / (volume * solids) : 0;
    for (let k = 0; k < PARTICULATE_COUNT; k++) y[at + HOPPER + k] = inlet[PARTICULATES[k]] * scale;
    y[at + FLOW] = inlet[Q];
  }

  /** States: tank [per m³ of tank], hopper [same, per m³ of tank], smoothed flow [m³/d]. */
  derive(y: Float64Array, at: number, dy: Float64Array): void {
    const inlet = this.#in;
    const effluent = this.#effluent;
    const sludge = this.#sludge;
    const { volume, mineralSettling, t_m, f_PS, maxSludge, halfMass } = this.parameters;
    const flow = inlet[Q];
    const smoothed = y[at + FLOW];
    dy[at + FLOW] = (flow - smoothed) / t_m;

    const underflow = flow * f_PS * this.#pumping;
    const dilution = flow / volume;
    const perUnderflow = underflow > 0 ? volume / underflow : 0;
    for (let i = 0; i < STATION_COMPONENTS; i++) {
      const c = y[at + i];
      dy[at + i] = dilution * (inlet[i] - c);
      effluent[i] = c;
      sludge[i] = c;
    }

    const solids = this.#hopperSolids(y, at);
    const removal = this.#efficiency(smoothed, this.#blanket(solids));
    // The underflow takes a share of the hopper a day, richer the more sludge lies in it.
    const drawn = (underflow * maxSludge) / (solids * volume + 1000 * halfMass);
    const mineralLeft = (1 - removal) ** mineralSettling;
    for (let k = 0; k < PARTICULATE_COUNT; k++) {
      const i = PARTICULATES[k];
      const c = y[at + i];
      const left = i === C.X_MIN ? mineralLeft : 1 - removal;
      const settled = (1 - left) * dilution * c;
      const leaving = drawn * y[at + HOPPER + k];
      dy[at + HOPPER + k] = settled - leaving;
      effluent[i] = left * c;
      sludge[i] = left * c + leaving * perUnderflow;
    }
    effluent[Q] = flow - underflow;
    sludge[Q] = underflow;
  }

  /** Pump duty. */
  minute(minute: number): void {
    this.#pumping = this.pumps.update(minute, 1) > 0 ? this.pumpHealth : 0;
  }

  /** Height of the sludge blanket, m. */
  blanket(y: Float64Array, at: number): number {
    return this.#blanket(this.#hopperSolids(y, at));
  }

  writeSignals(y: Float64Array, at: number, truth: Float64Array): void {
    const { depth, weirLength, scraperPower } = this.parameters;
    const blanket = this.blanket(y, at);
    const { running } = this.pumps;
    truth[LEVEL] = depth + weirHead(this.#effluent[Q], weirLength);
    truth[BLANKET] = Math.min(blanket, depth);
    // Sulphide from the blanket: about 1 ppm over half a metre of fresh sludge, ten over two metres (estimate).
    truth[H2S] = (0.4 + 2.4 * blanket * blanket) * 1.07 ** (this.#effluent[C.T] - 15);
    truth[PUMP_1] = running[0];
    truth[PUMP_2] = running[1];
    truth[POWER] = scraperPower + pumpingPower(this.#sludge[Q], PUMPING_KWH_PER_M3.primarySludge);
  }

  save(): number[] {
    return [this.pumpHealth, this.settlingHealth, this.#pumping, ...this.pumps.save()];
  }

  restore(saved: readonly number[]): void {
    [this.pumpHealth, this.settlingHealth, this.#pumping] = saved;
    this.pumps.restore(saved.slice(3));
  }

  /** Removed share of the particulates: BSM2's formula in the retention time, less what a high blanket gives back. */
  #efficiency(smoothedFlow: number, blanket: number): number {
    const { volume, f_corr, f_X, sweepFrom, sweepTo } = this.parameters;
    const minutes = (1440 * volume) / (smoothedFlow > 1 ? smoothedFlow : 1);
    const percent = ((f_corr * (2.88 * f_X - 0.118)) / f_X) * (1.45 + 6.15 * Math.log(minutes));
    const most = 1 - LEAST_LEFT;
    const share = percent * 0.01 * this.settleability;
    let removal = (share < 0 ? 0 : share > most ? most : share) * this.settlingHealth;
    if (blanket > sweepFrom) {
      const x = blanket < sweepTo ? (blanket - sweepFrom) / (sweepTo - sweepFrom) : 1;
      removal *= 1 - x * x * (3 - 2 * x);
    }
    return removal;
  }

  #hopperSolids(y: Float64Array, at: number): number {
    let solids = 0;
    for (let k = 0; k < PARTICULATE_COUNT; k++) solids += y[at + HOPPER + k] * hopperSolids[k];
    return solids;
  }

  #blanket(solids: number): number {
    const { volume, blanketSludge, blanketArea } = this.parameters;
    return (solids * volume) / (blanketSludge * blanketArea);
  }
}
