/** The alarm limit: from the false-alarm budget, and from how much the normal data can say. */

import { DAY_MS } from '../core/time.ts';
import type { Model } from './model.ts';
import type { DetectorSettings } from './settings.ts';
import { valueAt } from './tail.ts';

/** The chance of an alarm is never set above this, however slowly frames come. (estimate) */
const MOST = 1 / 500;
/** A false alarm of the frame lasts for about so many ticks: a day with one has so many frames of alarm. (estimate) */
const ALARM_TICKS = 20;

/**
 * Evidence at which one reading is judged anomalous: every channel has an equal part of what the budget allows.
 * @param ticks between two looks at it
 */
export function readingEvidence(model: Model, settings: DetectorSettings, ticks: number): number {
  return -Math.log(chanceOfAlarm(model, settings, ticks) / model.channels.length);
}

/** Combined evidence that normal operation exceeds in as many frames as the budget allows. */
export function alarmEvidence(model: Model, settings: DetectorSettings): number {
  return valueAt(model.overall, -Math.log(chanceOfAlarm(model, settings, ALARM_TICKS)));
}

/**
 * Chance that the budget allows at one look, where there is one in so many ticks; never less than one in the rows learned,
 * for they do not tell what is rarer.
 */
function chanceOfAlarm({ learned }: Model, { false_alarms_per_day }: DetectorSettings, ticks: number): number {
  const budget = (ticks * false_alarms_per_day * learned.tickMs) / DAY_MS;
  return Math.min(MOST, Math.max(budget, 1 / learned.rows));
}
