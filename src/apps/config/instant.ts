/** Moments in configuration and on the command line: dates and times with their zone. */

import { MINUTE_MS } from '../../core/time.ts';

const INSTANT = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:00)?(Z|[+-]\d\d:\d\d))?$/;
const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(2200, 0, 1);

/** The start of a run that is in step with no clock and names none: fixed, for the same command gives the same bytes. */
export const USUAL_START = Date.UTC(2026, 0, 1);

/** ms since the epoch of `2026-01-31` (midnight UTC) or `2026-01-31T06:00Z`, on a whole minute; undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  const date = INSTANT.exec(text)?.[1];
  if (date === undefined) return undefined;
  const time = Date.parse(text);
  // `Date.parse` takes 31 February for 3 March.
  const isReal = new Date(Date.parse(date)).toISOString().startsWith(date);
  return isReal && time >= FIRST && time <= LAST && time % MINUTE_MS === 0 ? time : undefined;
}

/** The whole minute that is nearest to now, ms since the epoch. */
export function thisMinute(): number {
  return Math.round(Date.now() / MINUTE_MS) * MINUTE_MS;
}

/**
 * The simulated time of the first reading, ms since the epoch.
 * @param start as configured: `now`, a moment, or undefined for `otherwise`
 */
export function startTime(start: string | undefined, otherwise: number): number {
  if (start === undefined) return otherwise;
  return start === 'now' ? thisMinute() : (parseInstant(start) ?? Number.NaN);
}
