/**
 * Pre-treatment: screens, the inlet well where the liquors join, lift pumps, and the aerated grit chamber.
 *
 * The well is a mixed volume whose level sets the pumped flow; more water than the running pumps can lift raises it
 * until it spills over the storm weir into `overflow`. The grit chamber takes a flow-dependent share of X_MIN, all
 * other components pass it; screenings carry none of the model's components.
 */

import { C, STATION_COMPONENTS } from '../components.ts';
import { pHOf } from '../measure/carbonate.ts';
import { WATER_KINDS } from '../measure/points.ts';
import { tapIndex } from '../taps.ts';
import { createStream, Q, type Stream, type Unit } from '../unit.ts';
import { liftingPower } from './energy.ts';
import { type Ranges, requireRanges, withDefaults } from './parameters.ts';
import { PumpGroup } from './pumps.ts';
import { type ScreenParameters, Screens } from './screens.ts';

export interface PretreatmentParameters extends ScreenParameters {
  /** Surface of the inlet well, m². */
  wellArea: number;
  /** Levels: pumps stop, pumps at full flow, storm weir, m. */
  stopLevel: number;
  fullLevel: number;
  spillLevel: number;
  /** Capacity of one of the three lift pumps, m³/d; head, m; efficiency of pump and motor. */
  pumpCapacity: number;
  liftHead: number;
  efficiency: number;
  /** Share of X_MIN that the grit chamber keeps at no flow, and how much less at its reference flow [m³/d]. */
  gritRemoval: number;
  gritLoss: number;
  gritFlow: number;
  /** Sulphide formation in the sewer, m/h; wetted wall per water times time in pressure mains at the reference flow, h/m. */
  sulphideRate: number;
  sulphideContact: number;
  /** Share of the equilibrium concentration that ventilation leaves in the air. */
  airShare: number;
  /** Grit blower and rakes, kW. */
  blowerPower: number;
  rakePower: number;
}

/**
 * Flows for a design of 20,648 m³/d dry and 60,000 m³/d wet weather (BSM2); grit 30–60 %; sulphide 4e-4 m/h times BOD5
 * (Pomeroy & Parkhurst 1977: 3e-4 to 5e-4); the rest estimates of the usual order.
 */
export const PRETREATMENT: Readonly<PretreatmentParameters> = {
  cleanHeadLoss: 0.05,
  screenFlow: 10_500,
  blinding: 0.02,
  rakeHeadLoss: 0.25,
  rakeInterval: 30,
  rakeTime: 2,
  wellArea: 60,
  stopLevel: 1,
  fullLevel: 3,
  spillLevel: 4,
  pumpCapacity: 20_500,
  liftHead: 6,
  efficiency: 0.65,
  gritRemoval: 0.55,
  gritLoss: 0.2,
  gritFlow: 20_648,
  sulphideRate: 4e-4,
  sulphideContact: 3,
  airShare: 0.1,
  blowerPower: 7.5,
  rakePower: 1.5,
};

const RANGES: Ranges<PretreatmentParameters> = {
  cleanHeadLoss: [0, 1],
  screenFlow: [10, 1e7],
  blinding: [0, 0.5],
  rakeHeadLoss: [0.02, 2],
  rakeInterval: [3, 1440],
  rakeTime: [1, 60],
  wellArea: [5, 1e5],
  stopLevel: [0.2, 10],
  fullLevel: [0.5, 20],
  spillLevel: [0.6, 30],
  pumpCapacity: [10, 1e7],
  liftHead: [0, 50],
  efficiency: [0.2, 1],
  gritRemoval: [0, 1],
  gritLoss: [0, 1],
  gritFlow: [10, 1e7],
  sulphideRate: [0, 0.01],
  sulphideContact: [0, 100],
  airShare: [0, 1],
  blowerPower: [0, 1000],
  rakePower: [0, 100],
};

export const LIFT_PUMPS = 3;
const VOLUME = STATION_COMPONENTS;
/** Limits of grit removal whatever the flow; without air the spiral flow stops and it works half as well (estimate). */
const LEAST_GRIT = 0.3;
const MOST_GRIT = 0.6;
const WITHOUT_AIR = 0.5;
/** A pump starts when the others are this loaded, and stops when they would not be (hysteresis). */
const START_AT = 0.95;
const STOP_AT = 0.85;
/** Time constant of the storm weir, d. */
const SPILL_TIME = 0.003;
/** H2S: molar mass of sulphur [g/mol], first pK, Henry's constant [mol/(L atm)]. */
const SULPHUR = 32;
const PK_H2S = 7;
const HENRY_H2S = 0.1;

const LEVEL = tapIndex('inlet_well.level');
const PUMP = ([1, 2, 3] as const).map((pump) => tapIndex(`inlet_pump${pump}.running`));
const SCREEN = ([1, 2] as const).map((screen) => tapIndex(`screen${screen}.head_loss`));
const GRIT_BLOWER = tapIndex('grit_blower.running');
const H2S = tapIndex('pretreatment.h2s');
const POWER = tapIndex('pretreatment.power');

export class Pretreatment implements Unit {
  readonly states = STATION_COMPONENTS + 1;
  readonly parameters: PretreatmentParameters;
  /** Three lift pumps, the leader changing daily. Lever: `pumps.available`. */
  readonly pumps = new PumpGroup(LIFT_PUMPS);
  /** Lever: `screens.rakeHealth`. */
  readonly screens: Screens;
  /** Lever: flow of the running pumps as a share of what it should be, 0 to 1 (clogged impellers). */
  pumpHealth = 1;
  /** Lever: 1 the grit blower runs, 0 it stands. */
  gritBlower = 1;
  /** What spills over the storm weir without any treatment. */
  readonly overflow = createStream();

  readonly #in: Stream;
  readonly #liquor: Stream;
  readonly #out: Stream;
  #running: number;

  constructor(influent: Stream, liquor: Stream, screened: Stream, overrides: Partial<PretreatmentParameters> = {}) {
    this.#in = influent;
    this.#liquor = liquor;
    this.#out = screened;
    this.parameters = withDefaults('pretreatment', PRETREATMENT, overrides, RANGES);
    const { stopLevel, fullLevel, spillLevel } = this.parameters;
    requireRanges(
      'pretreatment',
      { fullLevel, spillLevel },
      { fullLevel: [stopLevel + 0.1, spillLevel], spillLevel: [fullLevel, 30] },
    );
    this.screens = new Screens(this.parameters);
    this.#running = this.pumps.update(0, 1);
  }

  /** The well at the level that pumps the present inflow, filled with the influent. */
  initialise(y: Float64Array, at: number): void {
    const { wellArea, stopLevel, fullLevel, pumpCapacity } = this.parameters;
    const flow = this.#in[Q] + this.#liquor[Q];
    const share = Math.min(1, flow / (LIFT_PUMPS * pumpCapacity));
    const volume = wellArea * (stopLevel + share * (fullLevel - stopLevel));
    for (let i = 0; i < STATION_COMPONENTS; i++) y[at + i] = this.#in[i] * volume;
    y[at + VOLUME] = volume;
    this.#running = this.pumps.update(0, Math.max(1, Math.ceil(flow / pumpCapacity)));
  }

  /**
   * States: amounts in the well (concentration × volume), then its volume [m³]: amounts add up exactly, whatever the
   * volume does meanwhile.
   */
  derive(y: Float64Array, at: number, dy: Float64Array): void {
    const inlet = this.#in;
    const liquor = this.#liquor;
    const out = this.#out;
    const overflow = this.overflow;
    const { wellArea, spillLevel, pumpCapacity } = this.parameters;
    const volume = y[at + VOLUME];
    const demand = this.#demand(volume);
    const able = this.#running * pumpCapacity * this.pumpHealth;
    const pumped = demand < able ? demand : able;
    const excess = volume - wellArea * spillLevel;
    const spilled = excess > 0 ? excess / SPILL_TIME : 0;

    const perVolume = 1 / volume;
    const fromSewer = inlet[Q];
    const fromLiquor = liquor[Q];
    const leaving = pumped + spilled;
    for (let i = 0; i < STATION_COMPONENTS; i++) {
      const c = y[at + i] * perVolume;
      dy[at + i] = fromSewer * inlet[i] + fromLiquor * liquor[i] - leaving * c;
      out[i] = c;
    }
    // Rare: the components of an overflow without flow are left as they were.
    if (spilled > 0) overflow.set(out);
    dy[at + VOLUME] = fromSewer + fromLiquor - leaving;
    out[C.X_MIN] *= 1 - this.#gritRemoval(pumped);
    out[Q] = pumped;
    overflow[Q] = spilled;
  }

  /** Starts and stops pumps by the level, with hysteresis; blinds and rakes the screens. */
  minute(minute: number, y: Float64Array, at: number): void {
    const perPump = this.parameters.pumpCapacity * this.pumpHealth;
    const demand = this.#demand(y[at + VOLUME]);
    let needed = this.#running > 1 ? this.#running : 1;
    while (needed < LIFT_PUMPS && demand > START_AT * needed * perPump) needed++;
    while (needed > 1 && demand < STOP_AT * (needed - 1) * perPump) needed--;
    this.#running = this.pumps.update(minute, demand > 0 ? needed : 0);
    this.screens.minute(minute, this.#in[Q]);
  }

  /** Mineral solids that the grit chamber keeps, g/d. */
  gritFlow(y: Float64Array, at: number): number {
    const flow = this.#out[Q];
    return ((flow * y[at + C.X_MIN]) / y[at + VOLUME]) * this.#gritRemoval(flow);
  }

  writeSignals(y: Float64Array, at: number, truth: Float64Array): void {
    const { wellArea, liftHead, efficiency, blowerPower, rakePower } = this.parameters;
    const { running } = this.pumps;
    const flow = this.#in[Q];
    truth[LEVEL] = y[at + VOLUME] / wellArea;
    for (let pump = 0; pump < LIFT_PUMPS; pump++) truth[PUMP[pump]] = running[pump];
    for (let screen = 0; screen < SCREEN.length; screen++) truth[SCREEN[screen]] = this.screens.headLoss(screen, flow);
    truth[GRIT_BLOWER] = this.gritBlower > 0 ? 1 : 0;
    truth[H2S] = this.#sulphideInAir();
    const lift = liftingPower(this.#out[Q], liftHead, efficiency);
    truth[POWER] = lift + blowerPower * truth[GRIT_BLOWER] + rakePower * this.screens.raking;
  }

  save(): number[] {
    return [this.pumpHealth, this.gritBlower, this.#running, ...this.pumps.save(), ...this.screens.save()];
  }

  restore(saved: readonly number[]): void {
    [this.pumpHealth, this.gritBlower, this.#running] = saved;
    this.pumps.restore(saved.slice(3, 3 + this.pumps.saved));
    this.screens.restore(saved.slice(3 + this.pumps.saved));
  }

  /** Flow that the level asks for, m³/d: in proportion between the stop and the full level. */
  #demand(volume: number): number {
    const { wellArea, stopLevel, fullLevel, pumpCapacity } = this.parameters;
    const share = (volume / wellArea - stopLevel) / (fullLevel - stopLevel);
    return LIFT_PUMPS * pumpCapacity * (share < 0 ? 0 : share > 1 ? 1 : share);
  }

  #gritRemoval(flow: number): number {
    const { gritRemoval, gritLoss, gritFlow } = this.parameters;
    const share = gritRemoval - (gritLoss * flow) / gritFlow;
    const bounded = share < LEAST_GRIT ? LEAST_GRIT : share > MOST_GRIT ? MOST_GRIT : share;
    return this.gritBlower > 0 ? bounded : bounded * WITHOUT_AIR;
  }

  /**
   * ppm: sulphide formed in the sewer (Pomeroy: rate times BOD5, 1.07 a kelvin), the part of it that is H2S at the
   * sewage's pH, and its equilibrium with the air, thinned by ventilation.
   */
  #sulphideInAir(): number {
    const { sulphideRate, sulphideContact, gritFlow, airShare } = this.parameters;
    const inlet = this.#in;
    const flow = inlet[Q];
    if (flow <= 0) return 0;
    const degradable = inlet[C.S_S] + inlet[C.X_S] + 0.92 * (inlet[C.X_BH] + inlet[C.X_BA] + inlet[C.X_NOB]);
    const bod = WATER_KINDS.raw.bodFactor * degradable;
    // Slower water stays longer, but not without end.
    const slowness = Math.min(4, gritFlow / flow);
    const sulphide = sulphideRate * bod * 1.07 ** (inlet[C.T] - 20) * sulphideContact * slowness;
    const pH = pHOf(inlet[C.S_ALK], inlet[C.S_CO2], inlet[C.T]);
    const dissolved = sulphide / SULPHUR / 1000 / (1 + 10 ** (pH - PK_H2S));
    return ((1e6 * dissolved) / HENRY_H2S) * airShare;
  }
}
