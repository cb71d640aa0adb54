/** What all subtypes that falsify readings, and do nothing else, have in common. */

import type { AnomalyKind } from '../../core/anomaly-kinds.ts';
import { TICK_MS } from '../../core/time.ts';
import { hours } from '../plant/malfunction.ts';
import type { Amount, EffectContext, ReadingPart, Subtype } from '../subtype.ts';

/** A row without what is the same for all. */
export interface FalseReading
  extends Omit<Subtype, 'kind' | 'acts' | 'places' | 'typicalReadings' | 'recoveryDays' | 'create'> {
  readonly falsifies: (context: EffectContext) => ReadingPart;
}

export function falseReading(kind: AnomalyKind, { falsifies, ...row }: FalseReading): Subtype {
  return {
    kind,
    acts: 'sensor',
    ...row,
    recoveryDays: 0,
    create: (context) => ({ readings: falsifies(context) }),
  };
}

/** Sensors of one event at most: more than any plant has. */
const MOST_SENSORS = 10_000;

/** How many sensors a random event takes; a request may take any number from `min` on. */
export function taking(from: number, to: number, min = 1): NonNullable<Subtype['sensors']> {
  return { min, max: MOST_SENSORS, random: [from, to] };
}

/** Random events take all that belong together. */
export function takingAll(min: number): NonNullable<Subtype['sensors']> {
  return taking(MOST_SENSORS, MOST_SENSORS, min);
}

const ONE_TICK_H = TICK_MS / 3_600_000;
const LONGEST_H = 90 * 24;

/** From a tick to three months. */
export function lasting(usualH: number, random: readonly [fromH: number, toH: number], source: string): Amount {
  return hours(ONE_TICK_H, LONGEST_H, usualH, random, source);
}

/** Percent of the span, up or down. */
export function shareOfSpan(usual: number, random: readonly [from: number, to: number], source: string): Amount {
  return { unit: '%', min: -100, max: 100, default: usual, random, eitherSign: true, source };
}
