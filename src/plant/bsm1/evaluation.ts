/**
 * The benchmark's verdict on a run: effluent means, effluent quality index, operating cost index, violations
 * (Alex et al. 2008, section 5, with the weights of the 2008 revision). Sums are taken over samples
 * (the influent's rows, or every quarter of an hour where rows hold longer), each holding until the next, as the
 * benchmark's own evaluation does.
 */

import { C, I_XB, I_XP, TSS_PER_COD } from '../components.ts';
import { LAYERS } from '../settler.ts';
import { Q, type Stream } from '../unit.ts';
import type { Bsm1 } from './bsm1.ts';

const { S_I, S_S, X_I, X_S, X_BH, X_BA, X_P, S_NO, S_NH, S_ND, X_ND } = C;

/** What is averaged, flow-weighted, over the window; g/m³ but for S_ALK (mol/m³). */
export const MEANS = [
  'S_I',
  'S_S',
  'X_I',
  'X_S',
  'X_BH',
  'X_BA',
  'X_P',
  'S_O',
  'S_NO',
  'S_NH',
  'S_ND',
  'X_ND',
  'S_ALK',
  'TSS',
  'TKN',
  'TN',
  'COD',
  'BOD5',
] as const;
export type Mean = (typeof MEANS)[number];
const COMPONENT_MEANS = 13;
const [TSS, TKN, TN, COD, BOD5] = [13, 14, 15, 16, 17];

/** Effluent limits of the benchmark, g/m³. */
export const LIMITS = { TN: 18, COD: 100, S_NH: 4, TSS: 30, BOD5: 10 } as const;
type Limited = keyof typeof LIMITS;
const LIMITED = Object.keys(LIMITS) as Limited[];

/** Degradable share of decayed biomass and what five days degrade of raw and of treated sewage (BSM1). */
const F_P = 0.08;
const BOD_INFLUENT = 0.65;
const BOD_EFFLUENT = 0.25;
/** Least flow with which a row is weighted, m³/d. */
const DROP = 1e-9;

export interface Violation {
  readonly limit: number;
  /** Share of the window above the limit, per cent; and how often it was crossed upwards. */
  readonly percent: number;
  readonly events: number;
}

export interface Evaluation {
  readonly window_d: readonly [from: number, to: number];
  readonly means: Readonly<Record<Mean, number>>;
  /** Mean effluent flow, m³/d. */
  readonly Qe: number;
  /** Influent and effluent quality index, kg pollution units/d. */
  readonly IQI: number;
  readonly EQI: number;
  /** Operating cost index and its parts: aeration, pumping, mixing energy [kWh/d], sludge production [kg TSS/d]. */
  readonly OCI: number;
  readonly AE: number;
  readonly PE: number;
  readonly ME: number;
  readonly sludge_production: number;
  readonly violations: Readonly<Record<Limited, Violation>>;
  /** Means of what the controllers set. */
  readonly KLa5: number;
  readonly Q_intr: number;
}

export class Evaluator {
  readonly #from: number;
  readonly #quality = new Float64Array(MEANS.length);
  readonly #sums = new Float64Array(MEANS.length);
  readonly #above = LIMITED.map((name) => ({ name, at: MEANS.indexOf(name), days: 0, events: 0, now: false }));
  #days = 0;
  #volume = 0;
  #weight = 0;
  #eqi = 0;
  #iqi = 0;
  #aeration = 0;
  #pumping = 0;
  #mixing = 0;
  #wasted = 0;
  #solidsAtStart = 0;
  #KLa5 = 0;
  #recycle = 0;

  /** @param from start of the window, days */
  constructor(from: number) {
    this.#from = from;
  }

  /** One sample that stands for `days`; the plant's streams must show its beginning. */
  add(bsm1: Bsm1, days: number): void {
    const { plant } = bsm1;
    if (this.#days === 0) this.#solidsAtStart = solidsHeld(bsm1);
    const { effluent, feed, underflow, volumes, KLa, Q_intr, Q_r, wasted } = plant;
    const q = this.#quality;
    fillQuality(effluent, BOD_EFFLUENT, q);
    const flow = effluent[Q] * days;
    // An outlet that stands still counts as a drop, so that its mean exists.
    const weight = Math.max(flow, DROP * days);
    for (let i = 0; i < q.length; i++) this.#sums[i] += q[i] * weight;
    this.#weight += weight;
    this.#volume += flow;
    this.#eqi += (pollution(q) * flow) / 1000;
    for (const state of this.#above) {
      const above = q[state.at] > LIMITS[state.name];
      if (above) state.days += days;
      if (above && !state.now) state.events++;
      state.now = above;
    }
    fillQuality(feed, BOD_INFLUENT, q);
    this.#iqi += (pollution(q) * feed[Q] * days) / 1000;

    for (let r = 0; r < volumes.length; r++) {
      // 8 g/m³ saturation, 1.8 kg O2 per kWh; a reactor with KLa below 20 /d is mixed with 5 W/m³.
      this.#aeration += (8 * volumes[r] * KLa[r] * days) / 1800;
      if (KLa[r] < 20) this.#mixing += 24 * 0.005 * volumes[r] * days;
    }
    this.#pumping += (0.004 * Q_intr + 0.008 * Q_r + 0.05 * wasted) * days;
    this.#wasted += (plant.settler.solids(underflow, 0) * wasted * days) / 1000;
    this.#KLa5 += KLa[4] * days;
    this.#recycle += Q_intr * days;
    this.#days += days;
  }

  /** The verdict, once the plant stands at the end of the last row. */
  result(bsm1: Bsm1): Evaluation {
    const days = this.#days;
    const sludge = (this.#wasted + solidsHeld(bsm1) - this.#solidsAtStart) / days;
    const AE = this.#aeration / days;
    const PE = this.#pumping / days;
    const ME = this.#mixing / days;
    return {
      window_d: [this.#from, this.#from + days],
      means: Object.fromEntries(MEANS.map((name, i) => [name, this.#sums[i] / this.#weight])) as Record<Mean, number>,
      Qe: this.#volume / days,
      IQI: this.#iqi / days,
      EQI: this.#eqi / days,
      OCI: AE + PE + ME + 5 * sludge,
      AE,
      PE,
      ME,
      sludge_production: sludge,
      violations: Object.fromEntries(
        this.#above.map(({ name, days: above, events }) => [
          name,
          { limit: LIMITS[name], percent: (100 * above) / days, events },
        ]),
      ) as Record<Limited, Violation>,
      KLa5: this.#KLa5 / days,
      Q_intr: this.#recycle / days,
    };
  }
}

/** Solids in reactors and settler, kg. */
function solidsHeld({ plant, y }: Bsm1): number {
  let grams = 0;
  for (let r = 0; r < plant.volumes.length; r++)
    grams += plant.settler.solids(y, plant.reactorAt(r)) * plant.volumes[r];
  for (let j = 0; j < LAYERS; j++) grams += y[plant.settlerAt + j] * plant.settler.layerVolume;
  return grams / 1000;
}

/** Fills `q` in the order of `MEANS`. */
function fillQuality(s: Stream, bodFactor: number, q: Float64Array): void {
  for (let c = 0; c < COMPONENT_MEANS; c++) q[c] = s[c];
  const particulate = s[X_I] + s[X_S] + s[X_BH] + s[X_BA] + s[X_P];
  const biomass = s[X_BH] + s[X_BA];
  q[TSS] = TSS_PER_COD * particulate;
  q[TKN] = s[S_NH] + s[S_ND] + s[X_ND] + I_XB * biomass + I_XP * (s[X_P] + s[X_I]);
  q[TN] = q[TKN] + s[S_NO];
  q[COD] = s[S_S] + s[S_I] + particulate;
  q[BOD5] = bodFactor * (s[S_S] + s[X_S] + (1 - F_P) * biomass);
}

/** Pollution units of a water, g/m³: 2 TSS + COD + 30 TKN + 10 NO + 2 BOD5. */
function pollution(q: Float64Array): number {
  return 2 * q[TSS] + q[COD] + 30 * q[TKN] + 10 * q[S_NO] + 2 * q[BOD5];
}
