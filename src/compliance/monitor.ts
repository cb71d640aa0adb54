/** Compliance of a running plant: fed once a simulated minute, asked for score, efficiency and report at any time. */

import { ConfigError } from '../core/errors.ts';
import { DAY_MS } from '../core/time.ts';
import { Assessment } from './assessment.ts';
import { DailyComposite } from './composite.ts';
import { type DayComposite, DayHistory } from './history.ts';
import type { LimitSet } from './limits.ts';
import { type ComplianceOptions, prepare } from './options.ts';
import { EFFLUENT_CHANNELS, INFLUENT_CHANNELS, PARAMETERS } from './parameters.ts';
import type { ComplianceReport } from './report.ts';
import type { YearTally } from './year-tally.ts';

/** Composites that are kept: a year and a day. */
const HISTORY_DAYS = 366;
const STATE_VERSION = 1;

export interface MonitorReport extends ComplianceReport {
  /** Minutes that came late or twice and were not counted. */
  readonly rejectedMinutes: number;
  /** The final report of the year before; null in the first year. */
  readonly lastYear: ComplianceReport | null;
}

/** Everything needed to go on exactly from here, ready for JSON; NaN is null. */
export interface ComplianceState {
  readonly version: number;
  readonly regulation: string;
  readonly populationEquivalent: number;
  readonly sensitiveArea: boolean;
  readonly time: number | null;
  readonly rejectedMinutes: number;
  readonly influent: readonly (number | null)[];
  readonly effluent: readonly (number | null)[];
  readonly tally: readonly (number | null)[];
  readonly history: readonly (number | null)[];
  readonly lastYear: ComplianceReport | null;
}

export class ComplianceMonitor {
  readonly limits: LimitSet;
  readonly #tally: YearTally;
  readonly #assessment: Assessment;
  readonly #history = new DayHistory(HISTORY_DAYS);
  readonly #influent = new DailyComposite(INFLUENT_CHANNELS);
  readonly #effluent = new DailyComposite(EFFLUENT_CHANNELS);
  readonly #influent24h = new Float64Array(INFLUENT_CHANNELS + 1).fill(Number.NaN);
  readonly #effluent24h = new Float64Array(EFFLUENT_CHANNELS + 1).fill(Number.NaN);
  readonly #influentDay = new Float64Array(INFLUENT_CHANNELS + 1);
  readonly #effluentDay = new Float64Array(EFFLUENT_CHANNELS + 1);
  readonly #efficiency = new Float64Array(PARAMETERS.length);
  #time = Number.NEGATIVE_INFINITY;
  #rejected = 0;
  #lastYear: ComplianceReport | null = null;

  /** Throws ConfigError for settings that cannot be. */
  constructor(options: ComplianceOptions) {
    const { limits, tally } = prepare(options);
    this.limits = limits;
    this.#tally = tally;
    this.#assessment = new Assessment(limits, tally, this.#influent24h, this.#effluent24h);
  }

  /**
   * Takes in the minute that begins at `timeMs` (ms since the epoch, simulated, rising); a late or repeated minute
   * is counted and left out. A new UTC day closes the one before. Allocates nothing but once a year.
   * @param influent, effluent in the order of `WATER`; NaN is missing; pH and temperature only for the effluent
   */
  minute(timeMs: number, influent: Float64Array, effluent: Float64Array): void {
    if (!(timeMs > this.#time)) {
      this.#rejected++;
      return;
    }
    const day = Math.floor(timeMs / DAY_MS);
    const lastDay = Math.floor(this.#time / DAY_MS);
    if (day !== lastDay && lastDay > Number.NEGATIVE_INFINITY) this.#close(lastDay);
    this.#time = timeMs;
    this.#influent.add(timeMs, influent);
    this.#effluent.add(timeMs, effluent);
  }

  /** 0 to 100, see score.ts; NaN before the first minute. */
  get score(): number {
    this.#look();
    return this.#assessment.score(false);
  }

  /**
   * Removal over the last 24 h, % of the influent load, in the order of `PARAMETERS`; NaN where unknown. The same
   * array each time, filled anew.
   */
  get efficiency(): Float64Array {
    this.#look();
    for (let i = 0; i < PARAMETERS.length; i++) this.#efficiency[i] = this.#assessment.removal(PARAMETERS[i]);
    return this.#efficiency;
  }

  /** The composites of the last days that are over, oldest first. */
  get composites(): DayComposite[] {
    return this.#history.days();
  }

  report(): MonitorReport {
    this.#look();
    return { ...this.#assessment.report(false), rejectedMinutes: this.#rejected, lastYear: this.#lastYear };
  }

  save(): ComplianceState {
    return {
      version: STATE_VERSION,
      regulation: this.limits.regulation,
      populationEquivalent: this.limits.populationEquivalent,
      sensitiveArea: this.limits.sensitiveArea,
      time: Number.isFinite(this.#time) ? this.#time : null,
      rejectedMinutes: this.#rejected,
      influent: withNull(this.#influent.save()),
      effluent: withNull(this.#effluent.save()),
      tally: withNull(this.#tally.save()),
      history: withNull(this.#history.save()),
      lastYear: this.#lastYear,
    };
  }

  /** Throws ConfigError for a state of another version or another plant; then nothing has changed. */
  restore(state: ComplianceState): void {
    const expected = {
      version: STATE_VERSION,
      regulation: this.limits.regulation,
      populationEquivalent: this.limits.populationEquivalent,
      sensitiveArea: this.limits.sensitiveArea,
    };
    for (const key of Object.keys(expected) as (keyof typeof expected)[]) {
      if (state[key] !== expected[key]) {
        throw new ConfigError({ where: `compliance state: ${key}`, got: state[key], expected: String(expected[key]) });
      }
    }
    const parts = {
      influent: this.#influent.savedLength,
      effluent: this.#effluent.savedLength,
      tally: this.#tally.savedLength,
    };
    for (const key of Object.keys(parts) as (keyof typeof parts)[]) {
      if (state[key].length !== parts[key]) {
        throw new ConfigError({
          where: `compliance state: ${key}`,
          got: `${state[key].length} numbers`,
          expected: `${parts[key]} numbers`,
        });
      }
    }
    if (!this.#history.accepts(state.history.length)) {
      throw new ConfigError({
        where: 'compliance state: history',
        got: `${state.history.length} numbers`,
        expected: 'whole days',
      });
    }
    this.#time = state.time ?? Number.NEGATIVE_INFINITY;
    this.#rejected = state.rejectedMinutes;
    this.#influent.restore(withNaN(state.influent));
    this.#effluent.restore(withNaN(state.effluent));
    this.#tally.restore(withNaN(state.tally));
    this.#history.restore(withNaN(state.history));
    this.#lastYear = state.lastYear;
  }

  #close(day: number): void {
    this.#influent.day(day, this.#influentDay);
    this.#effluent.day(day, this.#effluentDay);
    this.#history.push(day, this.#influentDay, this.#effluentDay);
    const year = new Date(day * DAY_MS).getUTCFullYear();
    if (year !== this.#tally.year) {
      if (!Number.isNaN(this.#tally.year)) this.#lastYear = this.#finalReport();
      this.#tally.begin(year);
    }
    this.#tally.add(day, this.#influentDay, this.#effluentDay);
  }

  /** The year by its samples alone. */
  #finalReport(): ComplianceReport {
    this.#influent24h.fill(Number.NaN);
    this.#effluent24h.fill(Number.NaN);
    return this.#assessment.report(true);
  }

  /** Brings the means of the last 24 h up to date. */
  #look(): void {
    this.#influent.last24h(this.#influent24h);
    this.#effluent.last24h(this.#effluent24h);
  }
}

const withNull = (numbers: readonly number[]): (number | null)[] =>
  numbers.map((value) => (Number.isNaN(value) ? null : value));
const withNaN = (numbers: readonly (number | null)[]): number[] => numbers.map((value) => value ?? Number.NaN);
