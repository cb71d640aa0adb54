/** The limits of one plant: which rows of a regulation apply to its size and its receiving water. */

import { ConfigError, InvariantError } from '../core/errors.ts';
import { type Condition, PARAMETERS, type Parameter } from './parameters.ts';
import {
  kg,
  REGULATION_NAMES,
  REGULATIONS,
  type Regulation,
  type RegulationName,
  type SizeRange,
} from './regulations.ts';
import { SOURCES, type Source } from './sources.ts';

export interface LimitOptions {
  readonly regulation: RegulationName;
  /** Size of the plant, p.e. of 60 g BOD5/d; give this or `bod5LoadKgPerDay`. */
  readonly populationEquivalent?: number;
  /** Size of the plant, kg BOD5/d. */
  readonly bod5LoadKgPerDay?: number;
  /** Discharges to an area sensitive to eutrophication: nitrogen and phosphorus are limited too. */
  readonly sensitiveArea: boolean;
  /** In high mountains (the directives' relaxed lines); default false, without effect on the French text. */
  readonly highMountain?: boolean;
}

export interface ParameterLimit {
  readonly parameter: Parameter;
  /** mg/L; null where only removal is asked. */
  readonly concentration: number | null;
  /** % of the influent load. */
  readonly removal: number;
  /** mg/L that is never excused; null where the text names none. */
  readonly ceiling: number | null;
  /** Judged sample by sample, or on the year's mean. */
  readonly basis: 'daily' | 'annual mean';
  readonly optional: boolean;
  /** Least number of 24 h samples a year. */
  readonly samplesPerYear: number;
  readonly source: Source;
}

export interface ConditionLimit {
  readonly condition: Condition;
  readonly min: number;
  readonly max: number;
  readonly source: Source;
}

export interface LimitSet {
  readonly regulation: RegulationName;
  readonly title: string;
  readonly populationEquivalent: number;
  readonly sensitiveArea: boolean;
  readonly highMountain: boolean;
  readonly ceilingBinds: Regulation['ceilingBinds'];
  readonly parameters: readonly ParameterLimit[];
  readonly conditions: readonly ConditionLimit[];
}

/** Throws ConfigError for an unknown regulation, a size that is not a number, or a plant below the text's reach. */
export function limitsFor(options: LimitOptions): LimitSet {
  const regulation: Regulation | undefined = REGULATIONS[options.regulation];
  if (regulation === undefined) {
    throw new ConfigError({
      where: 'compliance.regulation',
      got: options.regulation,
      expected: `one of ${REGULATION_NAMES.join(', ')}`,
    });
  }
  const size = sizeOf(options, regulation);
  const mountain = options.highMountain ?? false;
  const samples = regulation.samples.find((row) => holds(row, size))?.samples;
  if (samples === undefined) throw new InvariantError(`${options.regulation}: no sampling row for ${size} p.e.`);
  const parameters = PARAMETERS.flatMap((parameter): ParameterLimit[] => {
    const row = regulation.limits.find(
      (candidate) =>
        candidate.parameter === parameter &&
        holds(candidate, size) &&
        (candidate.mountain ?? mountain) === mountain &&
        (!candidate.sensitive || options.sensitiveArea),
    );
    if (row === undefined) return [];
    return [
      {
        parameter,
        concentration: row.concentration ?? null,
        removal: row.removal,
        ceiling: row.ceiling ?? null,
        basis: parameter === 'TN' || parameter === 'TP' ? 'annual mean' : 'daily',
        optional: row.optional ?? false,
        samplesPerYear: typeof samples === 'number' ? samples : samples[parameter],
        source: SOURCES[row.source],
      },
    ];
  });
  return {
    regulation: options.regulation,
    title: regulation.title,
    populationEquivalent: size,
    sensitiveArea: options.sensitiveArea,
    highMountain: mountain,
    ceilingBinds: regulation.ceilingBinds,
    parameters,
    conditions: regulation.conditions.map(({ condition, min, max, source }) => ({
      condition,
      min,
      max,
      source: SOURCES[source],
    })),
  };
}

function sizeOf({ populationEquivalent, bod5LoadKgPerDay }: LimitOptions, { smallest }: Regulation): number {
  if ((populationEquivalent === undefined) === (bod5LoadKgPerDay === undefined)) {
    throw new ConfigError({
      where: 'compliance',
      got: { populationEquivalent, bod5LoadKgPerDay },
      expected: 'either populationEquivalent or bod5LoadKgPerDay',
    });
  }
  const size = populationEquivalent ?? kg(bod5LoadKgPerDay as number);
  if (!(size >= smallest && size < Number.POSITIVE_INFINITY)) {
    throw new ConfigError({
      where: populationEquivalent === undefined ? 'compliance.bod5LoadKgPerDay' : 'compliance.populationEquivalent',
      got: populationEquivalent ?? bod5LoadKgPerDay,
      expected: `at least ${smallest} p.e. (${(smallest * 60) / 1000} kg BOD5/d): the text has no numbers below`,
    });
  }
  return size;
}

function holds(range: SizeRange, size: number): boolean {
  const { from = 0, above = -1, upTo = Number.POSITIVE_INFINITY, below = Number.POSITIVE_INFINITY } = range;
  return size >= from && size > above && size <= upTo && size < below;
}
