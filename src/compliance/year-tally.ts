/** A calendar year's samples: how many were taken, failed, broke the ceiling, and their means. */

import { DAY_MS } from '../core/time.ts';
import { allowedFailures, isSamplingDay } from './allowed-failures.ts';
import { judgeSample, removalPercent, VERDICT } from './judge.ts';
import type { LimitSet } from './limits.ts';
import { WATER } from './parameters.ts';

/** `daily`: every day's composite is a sample. `minimum`: only as many days as the text asks for, evenly spread. */
export type Sampling = 'daily' | 'minimum';

/** Sums a judged item (a parameter, then a condition) keeps over the year. */
const SUMS = {
  samples: 0,
  failures: 1,
  breaks: 2,
  concentration: 3,
  concentrations: 4,
  loadIn: 5,
  loadOut: 6,
} as const;
const SUMS_LENGTH = Object.keys(SUMS).length;

export class YearTally {
  readonly #limits: LimitSet;
  readonly #sampling: Sampling;
  readonly #referenceFlow: number;
  readonly #sums: Float64Array;
  #year = Number.NaN;
  #firstDay = 0;
  #daysInYear = 365;
  #unusualDays = 0;

  /** @param referenceFlow m³/d; days whose influent exceeds it are outside normal operation and not judged */
  constructor(limits: LimitSet, sampling: Sampling, referenceFlow: number) {
    this.#limits = limits;
    this.#sampling = sampling;
    this.#referenceFlow = referenceFlow;
    this.#sums = new Float64Array((limits.parameters.length + limits.conditions.length) * SUMS_LENGTH);
  }

  /** The calendar year (UTC), NaN before the first `begin`. */
  get year(): number {
    return this.#year;
  }

  /** Days left out because their influent exceeded the reference flow. */
  get unusualDays(): number {
    return this.#unusualDays;
  }

  /** Starts a year from nothing. */
  begin(year: number): void {
    this.#year = year;
    this.#firstDay = Date.UTC(year, 0, 1) / DAY_MS;
    this.#daysInYear = Date.UTC(year + 1, 0, 1) / DAY_MS - this.#firstDay;
    this.#unusualDays = 0;
    this.#sums.fill(0);
  }

  /**
   * Judges a day of this year.
   * @param day days since the epoch
   * @param influent, effluent the day's composites in the order of `WATER`
   */
  add(day: number, influent: Float64Array, effluent: Float64Array): void {
    if (influent[WATER.Q] > this.#referenceFlow) {
      this.#unusualDays++;
      return;
    }
    const { parameters, conditions, ceilingBinds } = this.#limits;
    const sums = this.#sums;
    for (let i = 0; i < parameters.length; i++) {
      const limit = parameters[i];
      if (!this.#isSampled(day, limit.samplesPerYear)) continue;
      const c = WATER[limit.parameter];
      const removal = removalPercent(influent[WATER.Q], influent[c], effluent[WATER.Q], effluent[c]);
      const verdict = judgeSample(limit, ceilingBinds, effluent[c], removal);
      if (verdict === VERDICT.none) continue;
      const at = i * SUMS_LENGTH;
      sums[at + SUMS.samples]++;
      if (limit.basis === 'daily') {
        if (verdict & VERDICT.fails) sums[at + SUMS.failures]++;
        if (verdict & VERDICT.breaks) sums[at + SUMS.breaks]++;
      }
      sums[at + SUMS.concentration] += effluent[c];
      sums[at + SUMS.concentrations]++;
      if (!Number.isNaN(removal)) {
        sums[at + SUMS.loadIn] += influent[WATER.Q] * influent[c];
        sums[at + SUMS.loadOut] += effluent[WATER.Q] * effluent[c];
      }
    }
    for (let i = 0; i < conditions.length; i++) {
      const { condition, min, max } = conditions[i];
      const value = effluent[WATER[condition]];
      if (Number.isNaN(value)) continue;
      const at = (parameters.length + i) * SUMS_LENGTH;
      sums[at + SUMS.samples]++;
      if (value < min || value > max) sums[at + SUMS.failures]++;
      sums[at + SUMS.concentration] += value;
      sums[at + SUMS.concentrations]++;
    }
  }

  samples(item: number): number {
    return this.#sums[item * SUMS_LENGTH + SUMS.samples];
  }

  failures(item: number): number {
    return this.#sums[item * SUMS_LENGTH + SUMS.failures];
  }

  breaks(item: number): number {
    return this.#sums[item * SUMS_LENGTH + SUMS.breaks];
  }

  /** Samples that the whole year's plan holds for parameter `item`. */
  planned(item: number): number {
    return this.#sampling === 'daily' ? this.#daysInYear : this.#limits.parameters[item].samplesPerYear;
  }

  /**
   * Failures that the year may hold: while it runs, of the planned series; once `closed`, of the samples really
   * taken. Conditions and annual means have none to spare.
   */
  allowed(item: number, closed: boolean): number {
    const limit = this.#limits.parameters[item];
    if (limit === undefined || limit.basis !== 'daily') return 0;
    return allowedFailures(closed ? this.samples(item) : this.planned(item));
  }

  /** Arithmetic mean of the year's samples and of one more where `also` is a number; NaN without any. */
  mean(item: number, also: number): number {
    const at = item * SUMS_LENGTH;
    const extra = Number.isNaN(also) ? 0 : 1;
    return (this.#sums[at + SUMS.concentration] + (extra ? also : 0)) / (this.#sums[at + SUMS.concentrations] + extra);
  }

  /** Removal of the loads of the year's samples and of one more day's, %; NaN without any. */
  removal(item: number, alsoIn: number, alsoOut: number): number {
    const at = item * SUMS_LENGTH;
    const extra = alsoIn > 0 && !Number.isNaN(alsoOut);
    const came = this.#sums[at + SUMS.loadIn] + (extra ? alsoIn : 0);
    const left = this.#sums[at + SUMS.loadOut] + (extra ? alsoOut : 0);
    return came > 0 ? 100 * (1 - left / came) : Number.NaN;
  }

  save(): number[] {
    return [this.#year, this.#unusualDays, ...this.#sums];
  }

  /** The length of what `save` gives. */
  get savedLength(): number {
    return 2 + this.#sums.length;
  }

  restore(saved: readonly number[]): void {
    if (!Number.isNaN(saved[0])) this.begin(saved[0]);
    this.#unusualDays = saved[1];
    for (let i = 0; i < this.#sums.length; i++) this.#sums[i] = saved[2 + i];
  }

  #isSampled(day: number, samplesPerYear: number): boolean {
    return this.#sampling === 'daily' || isSamplingDay(day - this.#firstDay, this.#daysInYear, samplesPerYear);
  }
}
