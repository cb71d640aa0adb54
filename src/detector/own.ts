/**
 * Judges each channel by its own past alone: a step that normal operation does not make, and a scatter that it does not have.
 * After a step the reading stays judged until it has stepped back: a bias, a wrong gain, a replay has an end like its begin.
 */

import type { Evidence } from './evidence.ts';
import { Forecast, spreadOrInfinity } from './forecast.ts';
import { type Tail, valueAt } from './tail.ts';

/** What is learned of each channel's own past. */
export interface OwnModel {
  /** Spread of the forecast's errors, reading's unit; 0 for a channel that is not looked at. */
  readonly spreads: readonly number[];
  /** 1 for a channel that is sampled and held. */
  readonly held: readonly number[];
  readonly errorTails: readonly Tail[];
  readonly scatterTails: readonly Tail[];
  /** Steps that do not matter, reading's unit; 0 where that is not known. */
  readonly bands: readonly number[];
  /** Learned range of each channel, reading's unit. */
  readonly ranges: readonly number[];
  /** Ticks that a step is believed without an end. */
  readonly longest: number;
}

/** Ticks after a step over which the new level is taken, and before which it may just be a spike: these, and two periods. */
const LEVEL_TICKS = 6;
const LEVEL_PERIODS = 2;
/** Scatter, of its limit, above which single errors say nothing of a step. (estimate) */
const CALM = 0.7;
/** A step back of this part of the offset ends it. (estimate) */
const BACK = 0.5;
/** A step is only held against a channel whose limit is less than this part of its range: others step in normal operation. */
const STEPLESS = 0.1;
/** Residuals, in spreads, that say whether a step leads away from what related channels predict or back to it. (estimate) */
const TELLING = 1;
const SURELY_TELLING = 2;
/** A residual that is less than this part of what it was before the step says that the step leads back. (estimate) */
const RETURNING = 0.6;
/** A step that related channels confirm is believed so many times longer. (estimate) */
const TOLD_TIMES = 3;
/** A step is over when its residual has been below this part of what it was for so many ticks. (estimate) */
const FADED = 0.3;
const FADED_TICKS = 360;

export class Own {
  /** How far each channel is towards its limit, 1 at it. */
  readonly ratios: Float64Array;
  /** 1 where the reading is judged wrong by its own past. */
  readonly judged: Uint8Array;
  /** 0 step, 1 scatter: which of the two said so. */
  readonly which: Uint8Array;
  readonly #forecast: Forecast;
  readonly #invError: Float64Array;
  readonly #invScatter: Float64Array;
  /** Where the channel would be without the step under examination, the step's size, and ticks until it is believed. */
  readonly #base: Float64Array;
  readonly #jump: Float64Array;
  readonly #pending: Int32Array;
  /** Offset of a step that has not ended, reading's unit; 0 for none. And how long it has lasted. */
  readonly #offset: Float64Array;
  readonly #age: Int32Array;
  /** How far over its limit the step under examination, or the one that has not ended, was when it came. */
  readonly #strength: Float64Array;
  /** Mean residual, in spreads, before the step under examination and after the one that has not ended. */
  readonly #before: Float64Array;
  readonly #residual: Float64Array;
  /** Ticks for which the residual has been much smaller than after the step. */
  readonly #faded: Int32Array;
  /** 1 for a channel that does not step in normal operation. */
  readonly #stepless: Uint8Array;
  /** Ticks that a step is believed without an end. */
  readonly #longest: number;
  readonly #levelTicks: number;

  /**
   * @param periodTicks ticks between two looks at residuals
   * @param evidence −ln of the chance at one reading that the budget allows
   */
  constructor(model: OwnModel, periodTicks: number, evidence: number) {
    const n = model.spreads.length;
    this.ratios = new Float64Array(n);
    this.judged = new Uint8Array(n);
    this.which = new Uint8Array(n);
    this.#forecast = new Forecast(model.spreads.map(spreadOrInfinity), model.held);
    const limits = model.errorTails.map((tail) => valueAt(tail, evidence));
    this.#invError = Float64Array.from(model.spreads, (spread, i) =>
      spread > 0 ? 1 / Math.max(limits[i], model.bands[i] / spread) : 0,
    );
    this.#invScatter = Float64Array.from(model.scatterTails, (tail) => 1 / valueAt(tail, evidence));
    this.#base = new Float64Array(n);
    this.#jump = new Float64Array(n);
    this.#pending = new Int32Array(n);
    this.#offset = new Float64Array(n);
    this.#age = new Int32Array(n);
    this.#strength = new Float64Array(n);
    this.#before = new Float64Array(n);
    this.#longest = model.longest;
    this.#levelTicks = Math.max(LEVEL_TICKS, LEVEL_PERIODS * periodTicks);
    this.#residual = new Float64Array(n);
    this.#faded = new Int32Array(n);
    this.#stepless = Uint8Array.from(model.spreads, (spread, i) =>
      spread > 0 && spread * limits[i] < STEPLESS * model.ranges[i] ? 1 : 0,
    );
  }

  /** Forgets the past, as after a gap in time. */
  reset(): void {
    this.#forecast.reset();
    this.#offset.fill(0);
    this.#pending.fill(0);
    this.judged.fill(0);
    this.ratios.fill(0);
  }

  /**
   * @param readings of a tick
   * @param residuals statistics of the last period
   */
  step(readings: Float64Array, residuals: Evidence): void {
    const n = readings.length;
    const { signed, recent, firstSlow } = residuals;
    // Where the mean residual over the time before a step begins, in spreads.
    const mean = firstSlow * n;
    const { ratios, judged, which } = this;
    const forecast = this.#forecast;
    forecast.step(readings);
    const { error, jump, scatter, level } = forecast;
    const offset = this.#offset;
    const pending = this.#pending;
    for (let i = 0; i < n; i++) {
      const step = error[i] * this.#invError[i];
      const noise = scatter[i] * this.#invScatter[i];
      let away = 0;
      if (pending[i] > 0) {
        const off = readings[i] - this.#base[i];
        if (off / this.#jump[i] > BACK) away = this.#strength[i];
        if (jump[i] !== 0 && --pending[i] === 0) this.#settle(i, off, level[i] - this.#base[i], recent[i]);
      } else if (step >= 1 && (noise < CALM || jump[i] * offset[i] < 0)) {
        // A step back counts in any noise: the step itself, if it was large, is still part of the scatter.
        pending[i] = this.#levelTicks;
        this.#base[i] = readings[i] - jump[i];
        this.#jump[i] = jump[i];
        this.#strength[i] = step;
        this.#before[i] = signed[mean + i];
      }
      if (offset[i] !== 0) {
        this.#faded[i] = Math.abs(signed[mean + i]) < FADED * Math.abs(this.#residual[i]) ? this.#faded[i] + 1 : 0;
        const isTelling = Math.abs(this.#residual[i]) > SURELY_TELLING;
        if (
          ++this.#age[i] > (isTelling ? TOLD_TIMES : 1) * this.#longest ||
          (isTelling && this.#faded[i] > FADED_TICKS)
        )
          offset[i] = 0;
        else away = Math.max(away, this.#strength[i]);
      }
      ratios[i] = Math.max(step, noise, away);
      which[i] = noise > step && noise > away ? 1 : 0;
      judged[i] = ratios[i] >= 1 ? 1 : 0;
    }
  }

  /**
   * The ticks after a step are over: begins an offset, changes it, or ends it.
   * @param off how far the reading is from where it was before the step, reading's unit
   * @param moved how far the level has moved since before the step, reading's unit
   * @param residual of the channel now, in spreads
   */
  #settle(i: number, off: number, moved: number, residual: number): void {
    const before = this.#offset[i];
    const stays = Math.min(off / this.#jump[i], moved / this.#jump[i]) > BACK;
    if (!stays || this.#stepless[i] === 0) return;
    const after = before + moved;
    const ends = before !== 0 && Math.abs(after) < BACK * Math.max(Math.abs(before), Math.abs(moved));
    // From away towards what related channels say: the end of something that came slowly.
    const away = Math.abs(this.#before[i]);
    const returns = before === 0 && away > TELLING && Math.abs(residual) < RETURNING * away;
    this.#offset[i] = ends || returns ? 0 : after;
    this.#residual[i] = residual;
    this.#faded[i] = 0;
    this.#age[i] = 0;
  }
}
