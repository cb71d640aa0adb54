/** The alarm limit: from the false-alarm budget, and from how much the normal data can say. */

import { DAY_MS } from '../core/time.ts';
import type { Model } from './model.ts';
import type { DetectorSettings } from './settings.ts';
import { TAIL_EVIDENCE } from './tail.ts';

/** The chance of an alarm at one frame is never set below this part of 1 / rows learned. (estimate) */
const LEAST_ROWS_PART = 0.1;
/** Nor above this, however slowly frames come. (estimate) */
const MOST = 1 / 500;

/** Combined evidence whose exceedance at one frame has the chance that the budget allows. */
export function alarmEvidence({ learned, overall }: Model, { false_alarms_per_day }: DetectorSettings): number {
  const budget = (false_alarms_per_day * learned.tickMs) / DAY_MS;
  const chance = Math.min(MOST, Math.max(budget, LEAST_ROWS_PART / learned.rows));
  const beyond = -Math.log(chance) - TAIL_EVIDENCE;
  const { u, beta, xi } = overall;
  return u + (beta * Math.expm1(xi * beyond)) / xi;
}
