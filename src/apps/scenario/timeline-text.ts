/** A run of a scenario in words: what happened when, and which instruments showed it. */

import { TICK_MS } from '../../core/time.ts';
import type { RunReport } from './run.ts';
import { formatDuration } from './time.ts';

type ReportedEvent = RunReport['events'][number];

/** Sensors listed for an event, and names listed for its cause. */
const MOST_SENSORS = 5;
const MOST_NAMES = 3;
const SECONDS_PER_READING = TICK_MS / 1_000;

export const TIMELINE_HEAD = ['after', 'event', 'what', 'of'] as const;
export const AFFECTED_HEAD = ['event', 'sensor', 'first shown', 'anomalous for'] as const;

/** Rows in order of time. @param startTime of the run, ms since the epoch */
export function timelineRows({ events }: RunReport, startTime: number): (string | number)[][] {
  return events
    .flatMap((event) => happenings(event, startTime))
    .sort((a, b) => a.at - b.at)
    .map(({ at, event, what }) => [formatDuration(at), event.id, what, nameOf(event)]);
}

/** The sensors that each event has affected most; first shown: so long after its start. */
export function affectedRows({ events }: RunReport): (string | number)[][] {
  return events.flatMap((event) =>
    event.sensors
      .filter(({ readings }) => readings > 0)
      .slice(0, MOST_SENSORS)
      .map(({ id, first, readings }) => [
        event.id,
        id,
        formatDuration((Date.parse(first) - Date.parse(event.start)) / 1_000),
        formatDuration(readings * SECONDS_PER_READING),
      ]),
  );
}

function happenings(event: ReportedEvent, startTime: number): { at: number; event: ReportedEvent; what: string }[] {
  const at = (instant: string) => (Date.parse(instant) - startTime) / 1_000;
  const found = [{ at: at(event.start), event, what: 'begins' }];
  const first = event.sensors.toSorted((a, b) => a.first.localeCompare(b.first)).at(0);
  if (first !== undefined) found.push({ at: at(first.first), event, what: `first shows at ${first.id}` });
  if (event.state === 'recovering' || event.state === 'over') found.push({ at: at(event.end), event, what: 'ends' });
  if (event.recovered !== null && event.recovered > event.end) {
    found.push({ at: at(event.recovered), event, what: 'has left no trace' });
  }
  return found;
}

function nameOf({ kind, subtype, cause, technique }: ReportedEvent): string {
  const { names } = cause;
  const listed = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  const attack = technique === null ? '' : ` (${technique.id})`;
  return `${kind} ${subtype}${attack}: ${listed}${more}`;
}
