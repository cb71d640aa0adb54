/** The alarm limit: from the false-alarm budget, and from how much the normal data can say. */

import { DAY_MS } from '../core/time.ts';
import type { Model } from './model.ts';
import type { DetectorSettings } from './settings.ts';
import { TAIL_EVIDENCE } from './tail.ts';

/** The chance of an alarm at one frame is never set below this part of 1 / rows learned. (estimate) */
const LEAST_ROWS_PART = 0.1;
/** Nor above this, however slowly frames come. (estimate) */
const MOST = 1 / 500;

/**
 * The days to come are stranger than the days learned, the more so the slower the statistics that are watched: by
 * how much the limit is raised, at first and for each time constant. (measured on data sets made for the purpose)
 */
const BASE = 0.75;
const MARGIN = 0.12;

/** Combined evidence whose exceedance at one frame has the chance that the budget allows. */
export function alarmEvidence({ learned, overall, means }: Model, { false_alarms_per_day }: DetectorSettings): number {
  const budget = (false_alarms_per_day * learned.tickMs) / DAY_MS;
  const chance = Math.min(MOST, Math.max(budget, LEAST_ROWS_PART / learned.rows));
  const beyond = -Math.log(chance) - TAIL_EVIDENCE;
  const { u, beta, xi } = overall;
  const limit = u + (beta * Math.expm1(xi * beyond)) / xi;
  return limit * (BASE + MARGIN * means.length);
}
