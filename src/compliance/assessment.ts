/** The standing of a plant at a moment: score and report, from the year's tally and the last 24 hours. */

import { breaksCeiling, removalPercent, severity } from './judge.ts';
import type { LimitSet } from './limits.ts';
import { type Parameter, WATER } from './parameters.ts';
import type { ComplianceReport, ConditionReport, ParameterReport, Status, YearReport } from './report.ts';
import { CONDITION_WEIGHT, conditionFactor, nowFactor, PARAMETER_WEIGHT, yearFactor } from './score.ts';
import type { YearTally } from './year-tally.ts';

/** Where a plant stands; the two waters are means over the last 24 h in the order of `WATER`, NaN for unknown. */
export class Assessment {
  readonly #limits: LimitSet;
  readonly #tally: YearTally;
  readonly #influent: Float64Array;
  readonly #effluent: Float64Array;

  constructor(limits: LimitSet, tally: YearTally, influent: Float64Array, effluent: Float64Array) {
    this.#limits = limits;
    this.#tally = tally;
    this.#influent = influent;
    this.#effluent = effluent;
  }

  /** 0 to 100; NaN before there is anything to judge. Allocates nothing. */
  score(closed: boolean): number {
    const { parameters, conditions } = this.#limits;
    let sum = 0;
    let weights = 0;
    for (let i = 0; i < parameters.length + conditions.length; i++) {
      const mark = this.#mark(i, closed);
      if (Number.isNaN(mark)) continue;
      const weight = i < parameters.length ? PARAMETER_WEIGHT : CONDITION_WEIGHT;
      sum += weight * mark;
      weights += weight;
    }
    return (100 * sum) / weights;
  }

  /** @param closed the year is over: failures are allowed by the samples really taken, not by the plan */
  report(closed: boolean): ComplianceReport {
    const { regulation, title, populationEquivalent, sensitiveArea, parameters, conditions } = this.#limits;
    const tally = this.#tally;
    const parameterReports = parameters.map((limit, i): ParameterReport => {
      const concentration = this.#effluent[WATER[limit.parameter]];
      return {
        parameter: limit.parameter,
        unit: 'mg/L',
        limit: limit.concentration,
        minimumRemoval: limit.removal,
        ceiling: limit.ceiling,
        basis: limit.basis,
        optional: limit.optional,
        source: limit.source,
        last24h: {
          concentration: orNull(concentration),
          removal: orNull(this.removal(limit.parameter)),
          margin: limit.concentration === null ? null : orNull(100 * (1 - concentration / limit.concentration)),
        },
        year: { ...this.#year(i, closed), removal: orNull(tally.removal(i, Number.NaN, Number.NaN)) },
        status: this.#status(i, closed),
        mark: orNull(this.#mark(i, closed)),
      };
    });
    const conditionReports = conditions.map(({ condition, min, max, source }, i): ConditionReport => {
      const item = parameters.length + i;
      return {
        condition,
        min,
        max,
        source,
        last24h: orNull(this.#effluent[WATER[condition]]),
        year: this.#year(item, closed),
        status: this.#status(item, closed),
        mark: orNull(this.#mark(item, closed)),
      };
    });
    const deciding = [...parameterReports.filter(({ optional }) => !optional), ...conditionReports];
    const judged = deciding.filter(({ status }) => status !== 'no data');
    return {
      regulation,
      title,
      populationEquivalent,
      sensitiveArea,
      year: orNull(tally.year),
      score: orNull(this.score(closed)),
      compliant: judged.length === 0 ? null : judged.every(({ status }) => status !== 'non-compliant'),
      unusualDays: tally.unusualDays,
      parameters: parameterReports,
      conditions: conditionReports,
    };
  }

  /** Removal of a parameter over the last 24 h, % of the influent load; NaN where unknown. */
  removal(parameter: Parameter): number {
    const c = WATER[parameter];
    return removalPercent(this.#influent[WATER.Q], this.#influent[c], this.#effluent[WATER.Q], this.#effluent[c]);
  }

  /** How far parameter `item` is beyond its limit now; for annual means, the last 24 h count as one more sample. */
  #severity(item: number): number {
    const limit = this.#limits.parameters[item];
    const c = WATER[limit.parameter];
    const influent = this.#influent;
    const effluent = this.#effluent;
    if (limit.basis === 'daily') return severity(limit, effluent[c], this.removal(limit.parameter));
    const came = influent[WATER.Q] * influent[c];
    const left = effluent[WATER.Q] * effluent[c];
    return severity(limit, this.#tally.mean(item, effluent[c]), this.#tally.removal(item, came, left));
  }

  /** The mark of an item, 0 to 1; NaN where nothing is known of it. */
  #mark(item: number, closed: boolean): number {
    const tally = this.#tally;
    const now = this.#now(item);
    const samples = tally.samples(item);
    if (samples === 0) return now;
    const year = yearFactor(tally.failures(item), tally.breaks(item), tally.allowed(item, closed));
    return Number.isNaN(now) ? year : now * year;
  }

  #now(item: number): number {
    const { parameters, conditions, ceilingBinds } = this.#limits;
    const limit = parameters[item];
    if (limit === undefined) {
      const condition = conditions[item - parameters.length];
      return conditionFactor(condition, this.#effluent[WATER[condition.condition]]);
    }
    if (breaksCeiling(limit, ceilingBinds, this.#effluent[WATER[limit.parameter]], false)) return 0;
    return nowFactor(limit, this.#severity(item));
  }

  #status(item: number, closed: boolean): Status {
    const tally = this.#tally;
    const limit = this.#limits.parameters[item];
    const now = this.#now(item);
    if (tally.samples(item) === 0 && Number.isNaN(now)) return 'no data';
    if (tally.failures(item) > tally.allowed(item, closed) || tally.breaks(item) > 0) return 'non-compliant';
    if (limit?.basis === 'annual mean') {
      const mean = severity(limit, tally.mean(item, Number.NaN), tally.removal(item, Number.NaN, Number.NaN));
      if (mean > 1) return 'non-compliant';
    }
    return now < 1 ? 'exceeding' : 'compliant';
  }

  #year(item: number, closed: boolean): YearReport {
    const tally = this.#tally;
    return {
      samples: tally.samples(item),
      planned: tally.planned(item),
      failures: tally.failures(item),
      allowed: tally.allowed(item, closed),
      breaks: tally.breaks(item),
      mean: orNull(tally.mean(item, Number.NaN)),
    };
  }
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
