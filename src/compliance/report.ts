/** The compliance report: plain data, ready for JSON; null where nothing is known. */

import type { ParameterLimit } from './limits.ts';
import type { Condition, Parameter } from './parameters.ts';
import type { Source } from './sources.ts';

/**
 * `compliant`; `exceeding`: the last 24 h are beyond the limit, the year is not lost; `non-compliant`: more failures
 * than allowed, a sample above the ceiling, or an annual mean beyond its limit so far; `no data`: nothing to judge.
 */
export type Status = 'compliant' | 'exceeding' | 'non-compliant' | 'no data';

export interface YearReport {
  readonly samples: number;
  /** Samples in the whole year's plan. */
  readonly planned: number;
  readonly failures: number;
  readonly allowed: number;
  /** Samples above the ceiling. */
  readonly breaks: number;
  readonly mean: number | null;
}

export interface ParameterReport {
  readonly parameter: Parameter;
  readonly unit: 'mg/L';
  readonly limit: number | null;
  readonly minimumRemoval: number;
  readonly ceiling: number | null;
  readonly basis: ParameterLimit['basis'];
  readonly optional: boolean;
  readonly source: Source;
  readonly last24h: {
    readonly concentration: number | null;
    /** % of the influent load. */
    readonly removal: number | null;
    /** Share of the limit that is left, %; negative beyond it. */
    readonly margin: number | null;
  };
  readonly year: YearReport & { readonly removal: number | null };
  readonly status: Status;
  /** 0 to 1. */
  readonly mark: number | null;
}

export interface ConditionReport {
  readonly condition: Condition;
  readonly min: number;
  readonly max: number;
  readonly source: Source;
  readonly last24h: number | null;
  readonly year: YearReport;
  readonly status: Status;
  readonly mark: number | null;
}

export interface ComplianceReport {
  readonly regulation: string;
  readonly title: string;
  readonly populationEquivalent: number;
  readonly sensitiveArea: boolean;
  /** Calendar year, UTC; null before the first whole day. */
  readonly year: number | null;
  /** 0 to 100; null before there is anything to judge. */
  readonly score: number | null;
  /** No parameter that decides conformity is non-compliant; null without data. */
  readonly compliant: boolean | null;
  /** Days not judged because their influent exceeded the reference flow. */
  readonly unusualDays: number;
  readonly parameters: readonly ParameterReport[];
  readonly conditions: readonly ConditionReport[];
}
