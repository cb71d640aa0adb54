/** What became of the events, by kind and by subtype. */

import type { AnomalyKind } from '../../core/anomaly-kinds.ts';
import { DAY_MS } from '../../core/time.ts';
import { type Called, type EventOutcome, median, type RunTally } from '../../detector/evaluation/index.ts';
import { type Share, share } from './figures.ts';
import type { SeedResult } from './seed-run.ts';

export interface EventRow {
  readonly kind: AnomalyKind;
  /** Absent for a kind as a whole. */
  readonly subtype?: string;
  /** Found on a sensor of theirs; and any alarm meanwhile. */
  readonly recall: Share;
  readonly noticed: Share;
  /** Median seconds from the start of the cause, and from the first label, of the events found. */
  readonly delayS: number;
  readonly delayFromLabelS: number;
  /** Share of their labelled readings that were flagged. */
  readonly readings: number;
  /** Detections that an event is spread over, on average. */
  readonly detections: number;
  /** Share of the found events that were given the right kind. */
  readonly rightKind: number;
}

/** @param events at least one, of one kind */
export function eventRow(events: readonly EventOutcome[], subtype?: string): EventRow {
  const found = events.filter(isFound);
  const flagged = events.reduce((count, event) => count + event.flagged, 0);
  return {
    kind: events[0].kind,
    subtype,
    recall: share(found.length, events.length),
    noticed: share(events.filter(isNoticed).length, events.length),
    delayS: median(found.map(({ foundAfterS }) => foundAfterS)),
    delayFromLabelS: median(found.map(({ foundAfterS, labelledAfterS }) => Math.max(0, foundAfterS - labelledAfterS))),
    readings: flagged / events.reduce((count, event) => count + event.readings, 0),
    detections: found.reduce((count, event) => count + event.detections, 0) / found.length,
    rightKind: found.filter((event) => event.called === event.kind).length / found.length,
  };
}

export function isFound({ foundAfterS }: EventOutcome): boolean {
  return !Number.isNaN(foundAfterS);
}

export function isNoticed({ noticedAfterS }: EventOutcome): boolean {
  return !Number.isNaN(noticedAfterS);
}

/** The kind that an event was given. */
export function calledKind(event: EventOutcome): { readonly kind: AnomalyKind; readonly called: Called } {
  return { kind: event.kind, called: isFound(event) ? (event.called ?? 'unknown') : 'missed' };
}

/** Events that a detector could have found, all of whose time was watched. */
export function judgedEvents({ startTime }: SeedResult, { events, days }: RunTally): EventOutcome[] {
  return events.filter((event) => !isInvisible(event) && !isUnfinished(event, startTime, days));
}

/** It labelled no reading. */
export function isInvisible({ readings }: EventOutcome): boolean {
  return readings === 0;
}

/** Its cause was still at work when the run ended. */
export function isUnfinished({ end }: EventOutcome, startTime: number, days: number): boolean {
  return end > startTime + days * DAY_MS;
}
