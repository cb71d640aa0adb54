/**
 * The truth's events, and what a detector made of each.
 *
 * An event is *found* at the first frame in which a reading that is labelled as its own is flagged, or one of the
 * channels that are its cause, while the cause is in force and the reading is not labelled as another event's. It is
 * *noticed* at the first alarm, whatever its reason, in a frame that has a label of it or in which its cause is in force.
 * One hit never counts for more than itself: there is no point adjustment (Kim et al. 2022, AAAI, shows what that does).
 */

import type { AnomalyKind } from '../../core/anomaly-kinds.ts';
import type { DetectionLog, LoggedDetection } from './detection-log.ts';
import type { FrameLabels, TruthEvent } from './truth.ts';

export interface EventOutcome {
  readonly id: number;
  readonly kind: AnomalyKind;
  readonly subtype: string;
  readonly magnitude?: number;
  /** ms since the Unix epoch. */
  readonly start: number;
  readonly end: number;
  /** How many channels are its cause; 0 where the cause lies in the plant. */
  readonly causes: number;
  /** Labelled readings, and those of them that were flagged. */
  readonly readings: number;
  readonly flagged: number;
  /** Seconds from its start to its first label; NaN without any. */
  readonly labelledAfterS: number;
  /** Seconds from its start until it was found, and noticed; NaN where it was not. */
  readonly foundAfterS: number;
  readonly noticedAfterS: number;
  /** How many detections it is spread over. */
  readonly detections: number;
  /** What the detection that holds most of its flagged readings called it, if there is one. */
  readonly called?: AnomalyKind | 'unknown';
  readonly confidence?: number;
  /** Place from 1 that the detection gives to the first of its causes; undefined if it names none. */
  readonly rank?: number;
}

interface Entry {
  readonly event: TruthEvent;
  first: number;
  found: number;
  noticed: number;
  readings: number;
  flagged: number;
  /** Flagged readings of its own by detection. */
  readonly shares: Map<LoggedDetection, number>;
}

export class EventLedger {
  /** By event id. */
  readonly #entries: (Entry | undefined)[] = [];
  /** Events whose cause has not ended. */
  #inForce: Entry[] = [];

  /** Makes an event known, before its first frame. */
  add(event: TruthEvent): void {
    const nothing = { first: Number.NaN, found: Number.NaN, noticed: Number.NaN, readings: 0, flagged: 0 };
    const entry = { event, ...nothing, shares: new Map() };
    this.#entries[event.id] = entry;
    this.#inForce.push(entry);
  }

  /** Whether the cause of any event is at work. */
  isInForce(time: number): boolean {
    for (let k = 0; k < this.#inForce.length; k++) {
      const { start, end } = this.#inForce[k].event;
      if (time >= start && time < end) return true;
    }
    return false;
  }

  /** Takes a frame, after `log` has. */
  push(time: number, { events }: FrameLabels, flags: Uint8Array, alarm: boolean, log: DetectionLog): void {
    for (let i = 0; i < events.length; i++) {
      if (events[i] === 0) continue;
      const entry = this.#entries[events[i]];
      if (entry === undefined) continue;
      entry.readings++;
      if (Number.isNaN(entry.first)) entry.first = time;
      if (alarm && Number.isNaN(entry.noticed)) entry.noticed = time;
      if (flags[i] === 0) continue;
      entry.flagged++;
      hit(entry, i, time, log);
    }
    if (this.#inForce.length > 0) this.#pushCauses(time, events, flags, alarm, log);
  }

  /** Events in order; those that had not begun are left out. */
  outcomes(): EventOutcome[] {
    return this.#entries.flatMap((entry) => (entry === undefined ? [] : [outcome(entry)]));
  }

  #pushCauses(time: number, events: Uint32Array, flags: Uint8Array, alarm: boolean, log: DetectionLog): void {
    let hasEnded = false;
    for (let k = 0; k < this.#inForce.length; k++) {
      const entry = this.#inForce[k];
      const { start, end, causes } = entry.event;
      if (time >= end) hasEnded = true;
      if (time < start || time >= end) continue;
      if (alarm && Number.isNaN(entry.noticed)) entry.noticed = time;
      for (let c = 0; c < causes.length; c++) {
        if (flags[causes[c]] === 1 && events[causes[c]] === 0) hit(entry, causes[c], time, log);
      }
    }
    if (hasEnded) this.#inForce = this.#inForce.filter(({ event }) => event.end > time);
  }
}

function hit(entry: Entry, channel: number, time: number, log: DetectionLog): void {
  if (Number.isNaN(entry.found)) entry.found = time;
  const detection = log.naming(channel);
  if (detection !== undefined) entry.shares.set(detection, (entry.shares.get(detection) ?? 0) + 1);
}

function outcome({ event, first, found, noticed, readings, flagged, shares }: Entry): EventOutcome {
  const { id, kind, subtype, magnitude, start, end, causes } = event;
  const after = (time: number) => (time - start) / 1_000;
  let main: LoggedDetection | undefined;
  for (const [detection, share] of shares) {
    if (main === undefined || share > (shares.get(main) as number)) main = detection;
  }
  const place = main?.sensors.findIndex((column) => causes.includes(column)) ?? -1;
  return {
    id,
    kind,
    subtype,
    magnitude,
    start,
    end,
    causes: causes.length,
    readings,
    flagged,
    labelledAfterS: after(first),
    foundAfterS: after(found),
    noticedAfterS: after(noticed),
    detections: shares.size,
    called: main?.kind,
    confidence: main?.confidence,
    rank: place < 0 ? undefined : place + 1,
  };
}
