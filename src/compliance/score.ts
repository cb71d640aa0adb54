/**
 * The compliance score, 0 to 100. Each limited parameter has a mark between 0 and 1, the product of
 *
 *   now   how far the last 24 h are beyond the limit: 1 while they conform, then a straight line down to 0 at the
 *         ceiling (at twice the limit where the text names none); for annual means, the mean of the year so far;
 *   year  what the year's samples have cost: 1 without a failure, 0.9 or more while the failures are tolerated,
 *         0.5 or less once the year is lost.
 *
 * The score is 100 × the weighted mean of the marks, so it is 100 exactly when all parameters conform and none has
 * failed, moves as soon as one exceeds its limit, and never rises when a concentration does. Slopes and weights are
 * ours (estimate), chosen so that with five parameters one of them at 1.25 × its limit gives 95, at 1.5 × gives 90:
 * the thresholds of the warning and the critical alert. Derivation in docs/compliance.md.
 */

import type { ConditionLimit, ParameterLimit } from './limits.ts';

export const PARAMETER_WEIGHT = 1;
/** pH and temperature are easily met and seldom what a plant is judged by (estimate). */
export const CONDITION_WEIGHT = 0.5;
/** How far outside its band a condition has no mark left: pH units, °C (estimate). */
const CONDITION_SPAN = { pH: 1, T: 5 } as const;

/** Lost at most while all failures are tolerated. */
const TOLERATED_COST = 0.1;
/** The most that a lost year leaves. */
const LOST_YEAR = 0.5;

/** The `now` factor of a severity (see `severity`), 1 to 0. */
export function nowFactor(limit: ParameterLimit, degree: number): number {
  const { ceiling, concentration } = limit;
  const end = ceiling === null || concentration === null ? 2 : ceiling / concentration;
  return clamp((end - degree) / (end - 1));
}

/** The `now` factor of a condition. */
export function conditionFactor(limit: ConditionLimit, value: number): number {
  const outside = Math.max(limit.min - value, value - limit.max);
  return clamp(1 - outside / CONDITION_SPAN[limit.condition]);
}

/**
 * The `year` factor.
 * @param failures failing samples so far
 * @param breaks samples above the ceiling so far; one loses the year
 * @param allowed failures that the year may hold
 */
export function yearFactor(failures: number, breaks: number, allowed: number): number {
  const full = allowed + 1;
  if (failures <= allowed && breaks === 0) return 1 - (TOLERATED_COST * failures) / full;
  return (LOST_YEAR * full) / Math.max(full, failures + breaks);
}

function clamp(share: number): number {
  return share > 1 ? 1 : share < 0 ? 0 : share;
}
