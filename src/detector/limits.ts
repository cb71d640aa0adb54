/** The alarm limit: from the false-alarm budget, and from how much the normal data can say. */

import { DAY_MS } from '../core/time.ts';
import type { Model } from './model.ts';
import type { DetectorSettings } from './settings.ts';
import { valueAt } from './tail.ts';

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

/** Evidence at which one reading is judged anomalous: every channel has an equal part of what the budget allows. */
export function readingEvidence(model: Model, settings: DetectorSettings): number {
  return -Math.log(frameChance(model, settings) / model.channels.length);
}

/** Combined evidence whose exceedance at one frame has the chance that the budget allows. */
export function alarmEvidence(model: Model, settings: DetectorSettings): number {
  const limit = valueAt(model.overall, -Math.log(frameChance(model, settings)));
  return limit * (BASE + MARGIN * model.means.length);
}

/** Chance of an alarm at one frame that the budget allows. */
function frameChance({ learned }: Model, { false_alarms_per_day }: DetectorSettings): number {
  const budget = (false_alarms_per_day * learned.tickMs) / DAY_MS;
  return Math.min(MOST, Math.max(budget, LEAST_ROWS_PART / learned.rows));
}
