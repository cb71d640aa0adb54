/**
 * The activated sludge process: five reactors in series with internal recycle, the settler, and the control loops,
 * as one slice of the state vector. With no extension on it is BSM1 (Alex et al. 2008), bit for bit.
 */

import { createRates, rates } from './biology/kinetics.ts';
import { BSM1_ONLY, componentsFor, type Extensions, gujerMatrix } from './biology/matrix.ts';
import {
  atTemperature,
  BIOLOGY,
  type BiologyParameters,
  oxygenSaturation,
  P,
  toArray,
  YIELDS,
} from './biology/parameters.ts';
import { compile, LANES, type Reactions, react } from './biology/stoichiometry.ts';
import { C, COD_NITRATE, COD_NITRITE } from './components.ts';
import { ControlLoop, type LoopParameters } from './control.ts';
import { Settler, type SettlerParameters } from './settler.ts';
import { createStream, Q, type Stream, type Unit } from './unit.ts';

export const REACTORS = LANES;
const { S_S, X_BH, X_BA, S_O, X_NOB, S_CO2, T } = C;

export interface ActivatedSludgeParameters {
  readonly extensions: Extensions;
  /** Volume of each reactor, m³. */
  readonly volumes: readonly number[];
  /** Oxygen transfer of each reactor without control, 1/d at 15 °C. */
  readonly KLa: readonly number[];
  /** Internal recycle, return sludge, waste sludge, m³/d. */
  readonly Q_intr: number;
  readonly Q_r: number;
  readonly Q_w: number;
  /** Loops that set KLa of a reactor by its oxygen. */
  readonly oxygenLoops: readonly { readonly reactor: number; readonly loop: Readonly<LoopParameters> }[];
  /** The loop that sets the internal recycle by the nitrate of a reactor. */
  readonly nitrateLoop?: { readonly reactor: number; readonly loop: Readonly<LoopParameters> };
  readonly biology?: Readonly<BiologyParameters>;
  readonly settler?: Readonly<SettlerParameters>;
}

/** BSM1 in open loop. */
export const BSM1: Readonly<ActivatedSludgeParameters> = {
  extensions: BSM1_ONLY,
  volumes: [1000, 1000, 1333, 1333, 1333],
  KLa: [0, 0, 240, 240, 84],
  Q_intr: 55_338,
  Q_r: 18_446,
  Q_w: 385,
  oxygenLoops: [],
};

/** Ratio of the transfer rates of CO2 and O2 (square root of their diffusivities). */
const CO2_TRANSFER = 0.89;
/** Dissolved CO2 in equilibrium with the off-gas of the tank, mol/m³ (0.5–0.7 in aerated tanks, literature). */
const CO2_SATURATION = 0.5;

export class ActivatedSludge implements Unit {
  readonly states: number;
  /** Components carried by the reactors: 13 or all. */
  readonly components: number;
  readonly feed: Stream;
  readonly effluent: Stream;
  /** Return and waste sludge together: `Q_r` of it goes back, the rest is wasted (`wasted`). */
  readonly underflow = createStream();
  readonly settler: Settler;
  readonly volumes: Float64Array;
  /** Levers and working values, updated by every `derive`: KLa of each reactor (1/d, 15 °C) and the flows (m³/d). */
  readonly KLa: Float64Array;
  Q_r: number;
  Q_w: number;
  /** The most that the recirculation pumps can deliver, m³/d. */
  recirculationLimit = Number.POSITIVE_INFINITY;
  /** Share of its KLa that each reactor's aeration can deliver; mixers and blowers fail through this. */
  readonly aerationFactor = new Float64Array(REACTORS).fill(1);
  /**
   * Share of its sludge that each reactor keeps in suspension, 0 to 1; mixers fail through this. Sludge on the floor neither
   * breathes nor grows: every process of ASM1 is in proportion to the sludge that takes part, so all its rates are.
   */
  readonly suspended = new Float64Array(REACTORS).fill(1);
  readonly oxygenLoops: readonly { readonly reactor: number; readonly loop: ControlLoop }[];
  readonly nitrateLoop: { readonly reactor: number; readonly loop: ControlLoop } | undefined;
  /** Kinetic parameters at 15 °C (order of `P`), and at the temperature of each reactor. */
  readonly kinetics15: Float64Array;
  readonly kinetics: readonly Float64Array[];
  readonly extensions: Extensions;

  readonly #reactions: Reactions;
  readonly #rho = createRates();
  readonly #saturation = new Float64Array(REACTORS).fill(8);
  readonly #transfer = new Float64Array(REACTORS).fill(1);
  /** The temperature of each reactor (none yet: −∞) and the parameters that `kinetics` were last worked out for. */
  readonly #appliedAt = new Float64Array(REACTORS).fill(Number.NEGATIVE_INFINITY);
  readonly #applied15: Float64Array;
  /** The internal recycle changes with every derivative: in a field it would be boxed each time. */
  readonly #recycle = new Float64Array(1);
  readonly #settlerAt: number;
  readonly #loopsAt: number;

  constructor(feed: Stream, effluent: Stream, parameters: Readonly<ActivatedSludgeParameters> = BSM1) {
    this.feed = feed;
    this.effluent = effluent;
    this.extensions = parameters.extensions;
    this.components = componentsFor(parameters.extensions);
    this.#reactions = compile(gujerMatrix(YIELDS, parameters.extensions), this.components);
    this.settler = new Settler(this.components, parameters.settler);
    this.volumes = Float64Array.from(parameters.volumes);
    this.KLa = Float64Array.from(parameters.KLa);
    this.Q_intr = parameters.Q_intr;
    this.Q_r = parameters.Q_r;
    this.Q_w = parameters.Q_w;
    this.kinetics15 = toArray(parameters.biology ?? BIOLOGY);
    this.kinetics = Array.from({ length: REACTORS }, () => this.kinetics15.slice());
    this.#applied15 = this.kinetics15.slice();
    this.oxygenLoops = parameters.oxygenLoops.map(({ reactor, loop }) => ({ reactor, loop: new ControlLoop(loop) }));
    const nitrate = parameters.nitrateLoop;
    this.nitrateLoop = nitrate && { reactor: nitrate.reactor, loop: new ControlLoop(nitrate.loop) };
    this.#settlerAt = REACTORS * this.components;
    this.#loopsAt = this.#settlerAt + this.settler.states;
    let states = this.#loopsAt;
    for (const { loop } of this.oxygenLoops) states += loop.states;
    if (this.nitrateLoop) states += this.nitrateLoop.loop.states;
    this.states = states;
  }

  /** Waste sludge of the last `derive`, m³/d: `Q_w`, or the inflow where that is less. */
  get wasted(): number {
    return this.underflow[Q] - this.Q_r;
  }

  /**
   * Oxygen that a reactor takes up from the air while it holds `dissolved` g O2/m³, g/(m³ d); negative when stripped.
   * The hot loop says the same once more in line: calling this there costs a tenth of the speed.
   */
  oxygenUptake(reactor: number, dissolved: number): number {
    const transfer = this.KLa[reactor] * this.aerationFactor[reactor] * this.#transfer[reactor];
    return transfer * (this.#saturation[reactor] - dissolved);
  }

  /** Rates of all processes in a reactor, g/(m³ d), into its lane of `rho`; its states start at `y[at]` of the slice. */
  fillRates(y: Float64Array, at: number, reactor: number, rho: Float64Array): void {
    rates(y, at + this.reactorAt(reactor), this.kinetics[reactor], this.extensions, rho, reactor);
    const share = this.suspended[reactor];
    if (share === 1) return;
    for (let j = reactor; j < rho.length; j += LANES) rho[j] *= share;
  }

  /** Internal recycle, m³/d; set by the nitrate loop where there is one. */
  get Q_intr(): number {
    return this.#recycle[0];
  }

  set Q_intr(flow: number) {
    this.#recycle[0] = flow;
  }

  /** Where reactor 0 … 4 starts in the slice. */
  reactorAt(reactor: number): number {
    return reactor * this.components;
  }

  /** Where the settler's states start in the slice. */
  get settlerAt(): number {
    return this.#settlerAt;
  }

  /** Where the control loops' states start in the slice: its end where there are none. */
  get loopsAt(): number {
    return this.#loopsAt;
  }

  initialise(y: Float64Array, at: number): void {
    y.fill(0, at, at + this.states);
    const start: Partial<Record<keyof typeof C, number>> = {
      S_I: 30,
      S_S: 2,
      X_I: 1149,
      X_S: 70,
      X_BH: 2550,
      X_BA: 149,
      X_P: 450,
      S_O: 1,
      S_NO: 8,
      S_NH: 5,
      S_ND: 1,
      X_ND: 4.5,
      S_ALK: 4.7,
      S_NO2: 0.3,
      X_NOB: 50,
      S_PO4: 1,
      X_MeOH: 50,
      X_MeP: 100,
      X_MIN: 500,
      S_CO2: 0.6,
      S_ION: 600,
      S_ME: 5,
      X_ME: 500,
      T: 15,
    };
    for (const [name, value] of Object.entries(start)) {
      const c = C[name as keyof typeof C];
      if (c >= this.components) continue;
      for (let r = 0; r < REACTORS; r++) y[at + this.reactorAt(r) + c] = value;
    }
    const solids = this.settler.solids(y, at + this.reactorAt(REACTORS - 1));
    const { solubles } = this.settler;
    const layersAt = at + this.#settlerAt;
    // Profile of the benchmark's steady state, as shares of the feed's solids.
    [0.0038, 0.0055, 0.009, 0.021, 0.109, 0.109, 0.109, 0.109, 0.109, 1.96].forEach((share, j) => {
      y[layersAt + j] = share * solids;
    });
    solubles.forEach((c, i) => {
      y.fill(y[at + this.reactorAt(REACTORS - 1) + c], layersAt + 10 * (i + 1), layersAt + 10 * (i + 2));
    });
    this.initialiseLoops(y, at);
  }

  /** Sets the control loops at rest with what the reactors hold now. */
  initialiseLoops(y: Float64Array, at: number): void {
    let loopAt = at + this.#loopsAt;
    for (const { reactor, loop } of this.oxygenLoops) {
      loop.initialise(y, loopAt, y[at + this.reactorAt(reactor) + S_O]);
      loopAt += loop.states;
    }
    if (this.nitrateLoop) {
      this.nitrateLoop.loop.initialise(y, loopAt, y[at + this.reactorAt(this.nitrateLoop.reactor) + C.S_NO]);
    }
  }

  derive(y: Float64Array, at: number, dy: Float64Array): void {
    this.#control(y, at, dy);
    const { components, volumes, settler, feed, effluent, underflow, Q_intr, Q_r, Q_w } = this;
    const last = at + this.reactorAt(REACTORS - 1);
    const layers = at + this.#settlerAt;
    const inflow = feed[Q];
    const through = inflow + Q_r + Q_intr;
    // The settler stays full: no more is wasted than flows in.
    const wasted = Math.min(Q_w, inflow);
    effluent[Q] = inflow - wasted;
    underflow[Q] = Q_r + wasted;
    settler.outlets(y, layers, last, effluent, underflow);
    settler.derive(y, layers, last, effluent, underflow, dy);

    const perVolume = 1 / volumes[0];
    for (let c = 0; c < components; c++) {
      const inlet = inflow * feed[c] + Q_r * underflow[c] + Q_intr * y[last + c];
      dy[at + c] = (inlet - through * y[at + c]) * perVolume;
    }
    for (let r = 1; r < REACTORS; r++) {
      const dilution = through / volumes[r];
      const here = at + r * components;
      const before = here - components;
      for (let c = 0; c < components; c++) dy[here + c] = dilution * (y[before + c] - y[here + c]);
    }
    this.#convert(y, at, dy);
  }

  /** Follows the water's temperature, in steps of a hundredth of a degree, and `kinetics15` when somebody changes it. */
  minute(_minute: number, y: Float64Array, at: number): void {
    const { components, extensions, kinetics, kinetics15 } = this;
    const appliedAt = this.#appliedAt;
    const changed = !sameNumbers(kinetics15, this.#applied15);
    if (changed) this.#applied15.set(kinetics15);
    for (let r = 0; r < REACTORS; r++) {
      if (!extensions.temperature) {
        if (changed) kinetics[r].set(kinetics15);
        continue;
      }
      const celsius = y[at + r * components + T];
      if (!changed && Math.abs(celsius - appliedAt[r]) < TEMPERATURE_STEP) continue;
      appliedAt[r] = celsius;
      this.#applyTemperature(r);
    }
  }

  save(): number[] {
    const { Q_intr, Q_r, Q_w, KLa, aerationFactor, kinetics15, settler } = this;
    const setpoints = this.#loops().map((loop) => loop.parameters.setpoint);
    const flows = [Q_intr, Q_r, Q_w];
    return [...flows, ...setpoints, ...KLa, ...aerationFactor, ...kinetics15, ...this.#appliedAt, ...settler.save()];
  }

  restore(saved: readonly number[]): void {
    let at = 0;
    const take = (count: number): readonly number[] => {
      at += count;
      return saved.slice(at - count, at);
    };
    [this.Q_intr, this.Q_r, this.Q_w] = take(3);
    for (const loop of this.#loops()) [loop.parameters.setpoint] = take(1);
    this.KLa.set(take(REACTORS));
    this.aerationFactor.set(take(REACTORS));
    this.kinetics15.set(take(this.kinetics15.length));
    this.#appliedAt.set(take(REACTORS));
    this.#applied15.set(this.kinetics15);
    for (let r = 0; r < REACTORS; r++) {
      if (this.#appliedAt[r] > Number.NEGATIVE_INFINITY) this.#applyTemperature(r);
      else this.kinetics[r].set(this.kinetics15);
    }
    this.settler.restore(saved.slice(at));
  }

  /**
   * A bound on the largest decay rate of the system [1/d]: that of oxygen if it were at zero concentration, where
   * its uptake is steepest; in a flood, that of the water in the settler's feed layer. Every other mode is slower.
   */
  spectralRadius(y: Float64Array, at: number): number {
    const { Y_H, Y_A, Y_AOB, Y_NOB } = YIELDS;
    const { nitrite } = this.extensions;
    const through = this.feed[Q] + this.Q_r + this.Q_intr;
    let largest = this.settler.exchangeRate(this.feed[Q] + this.Q_r);
    for (let r = 0; r < REACTORS; r++) {
      const here = at + r * this.components;
      const k = this.kinetics[r];
      const sS = Math.max(0, y[here + S_S]);
      const sNH = Math.max(0, y[here + C.S_NH]);
      const demand = nitrite ? (COD_NITRITE - Y_AOB) / Y_AOB : (COD_NITRATE - Y_A) / Y_A;
      let rate = through / this.volumes[r] + this.KLa[r] * this.#transfer[r];
      rate += (((1 - Y_H) / Y_H) * k[P.mu_H] * (sS / (k[P.K_S] + sS)) * y[here + X_BH]) / k[P.K_OH];
      rate += (demand * k[P.mu_A] * (sNH / (k[P.K_NH] + sNH)) * y[here + X_BA]) / k[P.K_OA];
      if (nitrite) {
        const sNO2 = Math.max(0, y[here + C.S_NO2]);
        const demandNOB = (COD_NITRATE - COD_NITRITE - Y_NOB) / Y_NOB;
        rate += (demandNOB * k[P.mu_NOB] * (sNO2 / (k[P.K_NO2] + sNO2)) * y[here + X_NOB]) / k[P.K_O_NOB];
      }
      if (rate > largest) largest = rate;
    }
    return Math.max(largest, FASTEST_LAG);
  }

  #applyTemperature(reactor: number): void {
    const celsius = this.#appliedAt[reactor];
    atTemperature(this.kinetics15, celsius, this.kinetics[reactor]);
    this.#saturation[reactor] = oxygenSaturation(celsius);
    this.#transfer[reactor] = 1.024 ** (celsius - 15);
  }

  #loops(): ControlLoop[] {
    const loops = this.oxygenLoops.map(({ loop }) => loop);
    if (this.nitrateLoop !== undefined) loops.push(this.nitrateLoop.loop);
    return loops;
  }

  #control(y: Float64Array, at: number, dy: Float64Array): void {
    let loopAt = at + this.#loopsAt;
    for (let i = 0; i < this.oxygenLoops.length; i++) {
      const { reactor, loop } = this.oxygenLoops[i];
      loop.derive(y, loopAt, at + reactor * this.components + S_O, dy);
      this.KLa[reactor] = loop.delivered[0];
      loopAt += loop.states;
    }
    if (this.nitrateLoop !== undefined) {
      const { reactor, loop } = this.nitrateLoop;
      loop.derive(y, loopAt, at + reactor * this.components + C.S_NO, dy);
      this.Q_intr = Math.min(loop.delivered[0], this.recirculationLimit);
    }
  }

  /** Biological and chemical conversion, aeration. */
  #convert(y: Float64Array, at: number, dy: Float64Array): void {
    const { components, extensions, KLa, aerationFactor } = this;
    const rho = this.#rho;
    for (let r = 0; r < REACTORS; r++) this.fillRates(y, at, r, rho);
    react(this.#reactions, rho, dy, at);
    for (let r = 0; r < REACTORS; r++) {
      const here = at + r * components;
      const transfer = KLa[r] * aerationFactor[r] * this.#transfer[r];
      dy[here + S_O] += transfer * (this.#saturation[r] - y[here + S_O]);
      if (extensions.carbonate) dy[here + S_CO2] += CO2_TRANSFER * transfer * (CO2_SATURATION - y[here + S_CO2]);
    }
  }
}

/** The fastest mode of the control loops, 1/d: the lag of the oxygen probe, 1 / 15.4 s, is 5,880 with its loop closed. */
const FASTEST_LAG = 6_000;

/** A hundredth of a degree changes the fastest rate by 0.1 %. */
const TEMPERATURE_STEP = 0.01;

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
