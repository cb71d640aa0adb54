/** Judging one 24 h sample of one parameter. */

import type { LimitSet, ParameterLimit } from './limits.ts';

/** What a sample is worth: bits, so that a sample can fail and break the ceiling. */
export const VERDICT = { conforms: 0, fails: 1, breaks: 2, none: -1 } as const;

/** Load that does not reach the outlet, % of the influent load; negative where more leaves than came, NaN without influent. */
export function removalPercent(influentFlow: number, influent: number, effluentFlow: number, effluent: number): number {
  const came = influentFlow * influent;
  return came > 0 ? 100 * (1 - (effluentFlow * effluent) / came) : Number.NaN;
}

/**
 * How far a sample is from the limit: 1 at the limit, below it conforms, 2 at twice the limit. Concentration or
 * removal suffices, so the better of the two counts: concentration/limit, or remaining share/allowed share.
 * NaN where neither is known.
 * @param concentration effluent, mg/L
 * @param removal % of the influent load
 */
export function severity(limit: ParameterLimit, concentration: number, removal: number): number {
  const byConcentration = limit.concentration === null ? Number.NaN : concentration / limit.concentration;
  const byRemoval = (100 - removal) / (100 - limit.removal);
  if (!(byRemoval >= 0)) return byConcentration;
  return byConcentration < byRemoval ? byConcentration : byRemoval;
}

/** Whether a concentration is above the ceiling where that binds: always, or for failing samples only. */
export function breaksCeiling(
  limit: ParameterLimit,
  binds: LimitSet['ceilingBinds'],
  concentration: number,
  fails: boolean,
): boolean {
  return limit.ceiling !== null && concentration > limit.ceiling && (fails || binds === 'every sample');
}

/** A sum of `VERDICT` bits, or `VERDICT.none` where the sample cannot be judged for want of data. */
export function judgeSample(
  limit: ParameterLimit,
  binds: LimitSet['ceilingBinds'],
  concentration: number,
  removal: number,
): number {
  const degree = severity(limit, concentration, removal);
  const fails = degree > 1;
  const breaks = breaksCeiling(limit, binds, concentration, fails);
  if (Number.isNaN(degree) && !breaks) return VERDICT.none;
  return (fails ? VERDICT.fails : 0) + (breaks ? VERDICT.breaks : 0);
}
