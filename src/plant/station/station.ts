/**
 * The whole station, inlet to outlet and sludge line, as one coupled state vector. It advances a simulated minute
 * at a time and writes the truth of every tap at each whole minute.
 */

import { MINUTE_D, MINUTES_PER_DAY } from '../../core/time.ts';
import type { ActivatedSludgeParameters } from '../activated-sludge.ts';
import { STATION_COMPONENTS } from '../components.ts';
import { INFLUENT, INFLUENT_LENGTH, type InfluentSource } from '../influent/source.ts';
import { Rkc2, type System, stagesFor } from '../solver/rkc.ts';
import { TAP_NAMES } from '../taps.ts';
import { Q, type Unit } from '../unit.ts';
import { Aeration } from './aeration.ts';
import { assemble, type Streams, type Units } from './assembly.ts';
import type { Doses } from './dosing.ts';
import { Ledger } from './ledger.ts';
import { STATION_SLUDGE } from './parameters.ts';
import { SludgePumping } from './secondary.ts';
import { Setpoints } from './setpoints.ts';
import { Settleability, type SettleabilitySpread } from './settleability.ts';
import { writeTruth } from './truth.ts';

export interface StationOptions {
  readonly sludge?: Readonly<ActivatedSludgeParameters>;
  readonly doses?: Readonly<Doses>;
  /** Size of the plant, 1 for 80,000 pe. */
  readonly scale?: number;
  /** Decides how settling varies from day to day; without a seed it does not. */
  readonly seed?: number | string;
  /** How much it varies where it differs from `SETTLEABILITY`. */
  readonly settleability?: Partial<SettleabilitySpread>;
  /** Solver steps a minute; more is more exact and slower. */
  readonly stepsPerMinute?: number;
  /** Keeps books of what crosses the station's boundary; off by default, for it takes time. */
  readonly ledger?: boolean;
}

export class Station implements System {
  readonly states: number;
  /** All units' states, one slice after the other in the order of `Units`. */
  readonly y: Float64Array;
  /** Size of the plant, 1 for 80,000 pe. */
  readonly scale: number;
  readonly units: Units;
  readonly streams: Streams;
  readonly aeration: Aeration;
  readonly pumping: SludgePumping;
  readonly setpoints: Setpoints;
  readonly ledger: Ledger | undefined;
  /** Truth of every tap (order of `TAP_NAMES`) at the last whole minute. */
  readonly truth = new Float64Array(TAP_NAMES.length);
  /** Influent of the minute that runs, layout `INFLUENT`. */
  readonly influent = new Float64Array(INFLUENT_LENGTH);

  readonly #source: InfluentSource;
  readonly #settleability: Settleability | undefined;
  readonly #order: readonly Unit[];
  readonly #at: readonly number[];
  readonly #unitStates: number;
  readonly #liquorAt: number;
  readonly #sludgeAt: number;
  readonly #solver: Rkc2;
  readonly #stepsPerMinute: number;
  #minutes = 0;

  /** @param source asked for the influent at t = 0, 1 min, … in days since the start */
  constructor(source: InfluentSource, options: StationOptions = {}) {
    this.scale = options.scale ?? 1;
    const { units, streams } = assemble(options.sludge ?? STATION_SLUDGE, options.doses, this.scale);
    this.units = units;
    this.streams = streams;
    this.aeration = new Aeration(units.sludge, this.scale);
    this.pumping = new SludgePumping(units.sludge, this.scale);
    this.setpoints = new Setpoints(this);
    const { seed, settleability } = options;
    this.#settleability =
      seed === undefined ? undefined : new Settleability(units.sludge.settler, units.primary, seed, settleability);
    this.#source = source;
    this.#stepsPerMinute = options.stepsPerMinute ?? 1;
    this.#order = Object.values(units);
    const at: number[] = [];
    let states = 0;
    for (const unit of this.#order) {
      at.push(states);
      states += unit.states;
    }
    this.#at = at;
    this.#unitStates = states;
    this.ledger = options.ledger ? new Ledger(this, states) : undefined;
    this.states = states + (this.ledger?.states ?? 0);
    this.#sludgeAt = this.at(units.sludge);
    this.#liquorAt = this.at(units.liquor);
    this.y = new Float64Array(this.states);
    this.#solver = new Rkc2(this);
    this.#initialise();
    this.ledger?.restart();
  }

  /** Days since the start. */
  get t(): number {
    return this.#minutes / MINUTES_PER_DAY;
  }

  /** Where a unit's slice of the state starts. */
  at(unit: Unit): number {
    return this.#at[this.#order.indexOf(unit)];
  }

  derive(y: Float64Array, dy: Float64Array): void {
    const units = this.units;
    const at = this.#at;
    // The liquor tank's outlet depends on its state alone and feeds the first unit: that closes the loop.
    units.liquor.fillOutlet(y, this.#liquorAt);
    // In the order of `Units`, written out: calls of one class each, where a loop over all classes takes half as long again.
    units.pretreatment.derive(y, at[0], dy);
    units.primary.derive(y, at[1], dy);
    units.dosing.derive();
    units.sludge.derive(y, at[3], dy);
    units.waste.derive();
    units.filters.derive(y, at[5], dy);
    units.disinfection.derive(y, at[6], dy);
    units.thickener.derive();
    units.digester.derive(y, at[8], dy);
    units.dewatering.derive();
    units.liquor.derive(y, at[10], dy);
    this.ledger?.derive(y, dy);
  }

  /** Advances one minute and writes the truth at its end. */
  advance(): void {
    const h = MINUTE_D / this.#stepsPerMinute;
    for (let i = 0; i < this.#stepsPerMinute; i++) {
      if (i > 0) this.#solver.begin(this.y);
      const stages = stagesFor(this.units.sludge.spectralRadius(this.y, this.#sludgeAt), h);
      this.#solver.step(this.y, h, stages);
    }
    this.#minutes++;
    this.#begin();
  }

  /**
   * Call it when levers have been moved far: the coming minute's first derivative dates from the end of the last one, and a
   * jump between it and those that follow makes the solver overshoot. Changes nothing where nothing has been moved.
   */
  refresh(): void {
    this.#solver.begin(this.y);
  }

  /**
   * Everything needed to go on exactly from here with an influent source at the same place; no ledger. To the last bit
   * only where no lever or set-point has been moved since the last minute.
   */
  save(): StationState {
    return {
      minutes: this.#minutes,
      y: this.y.slice(0, this.#unitStates),
      units: [
        ...this.#order.map((unit) => unit.save?.() ?? []),
        this.aeration.save(),
        this.pumping.save(),
        this.#settleability?.save() ?? [],
      ],
      setpoints: this.setpoints.save(),
    };
  }

  restore(saved: StationState): void {
    this.#minutes = saved.minutes;
    this.y.set(saved.y);
    this.#order.forEach((unit, i) => {
      unit.restore?.(saved.units[i]);
    });
    this.aeration.restore(saved.units[this.#order.length]);
    this.pumping.restore(saved.units[this.#order.length + 1]);
    this.#settleability?.restore(saved.units[this.#order.length + 2]);
    this.setpoints.restore(saved.setpoints);
    this.#readInfluent();
    this.#derive();
    this.ledger?.restart();
  }

  /** Each unit starts from what the units before it give. */
  #initialise(): void {
    this.#readInfluent();
    const dy = new Float64Array(this.states);
    const order = this.#order;
    for (let pass = 0; pass < 2; pass++) {
      order.forEach((unit, i) => {
        if (pass === 0) unit.initialise(this.y, this.#at[i]);
        unit.derive(this.y, this.#at[i], dy);
      });
    }
    this.#begin();
  }

  #begin(): void {
    this.#readInfluent();
    const minute = this.#minutes;
    const order = this.#order;
    const at = this.#at;
    for (let i = 0; i < order.length; i++) order[i].minute?.(minute, this.y, at[i]);
    this.#settleability?.minute(minute);
    this.pumping.minute(minute);
    this.aeration.minute(minute, this.influent);
    this.#derive();
  }

  /** The first derivative of the next minute; it fills the streams, of which the truth is written. */
  #derive(): void {
    this.#solver.begin(this.y);
    writeTruth(this, this.truth);
  }

  #readInfluent(): void {
    const { influent } = this;
    this.#source.at(this.t, influent);
    const raw = this.streams.influent;
    for (let c = 0; c < STATION_COMPONENTS; c++) raw[c] = influent[c];
    raw[Q] = influent[INFLUENT.Q];
  }
}

export interface StationState {
  readonly minutes: number;
  readonly y: Float64Array;
  readonly units: readonly (readonly number[])[];
  readonly setpoints: readonly number[];
}
