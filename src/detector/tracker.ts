/** Gathers flagged readings into events: which belong together, when an event begins, changes and ends. */

import { type AnomalyKind, kindCode } from '../core/anomaly-kinds.ts';
import type { Frame } from '../core/frame.ts';
import { cluesOf } from './clue-values.ts';
import type { Detection, DetectionChange, EvidenceItem, Moment } from './events.ts';
import type { Judged } from './judged.ts';
import { classify } from './kinds.ts';
import { OpenEvent } from './open-event.ts';
import { explain } from './sentences.ts';

/** Channels flagged within so many frames of an event's begin belong to it. (estimate) */
const TOGETHER_FRAMES = 6;
/**
 * Later ones join it where they are related to a channel that joined it within so many frames and is still flagged. What
 * begins later is another event, however related: without this bound events of days swallowed each other.
 * (measured: macro-F1 of kinds 0.40 without, 0.54 with 2,160 frames, 0.57 with 360)
 */
const JOIN_FRAMES = 360;
/** An event ends when none of its channels was flagged for so many frames. (estimate) */
const QUIET_FRAMES = 180;
/** An event is described anew at each doubling of its age from this many frames on. */
const FIRST_REVIEW = 8;

export class EventTracker {
  /** What the last frame began, changed or ended. */
  readonly changes: DetectionChange[] = [];
  readonly #judged: Judged;
  /** Event that each flagged channel belongs to. */
  readonly #owners: (OpenEvent | undefined)[];
  #open: { readonly event: OpenEvent; detection: Detection | undefined }[] = [];
  #nextId = 1;

  constructor(judged: Judged) {
    this.#judged = judged;
    this.#owners = judged.channels.map(() => undefined);
  }

  /** Whether the next frame must be looked at even if nothing is flagged in it. */
  get isBusy(): boolean {
    return this.#open.length > 0 || this.changes.length > 0;
  }

  step(frame: Frame): void {
    const { flags, kinds } = this.#judged;
    this.changes.length = 0;
    for (let i = 0; i < flags.length; i++) {
      kinds[i] = 0;
      if (flags[i] === 1) this.#take(i, frame);
    }
    let hasEnded = false;
    for (const entry of this.#open) {
      this.#review(entry);
      if (entry.detection?.end !== undefined) hasEnded = true;
      const kind = entry.detection?.kind ?? 'unknown';
      if (kind === 'unknown') continue;
      const code = kindCode(kind);
      for (const i of entry.event.members) if (flags[i] === 1 && this.#owners[i] === entry.event) kinds[i] = code;
    }
    if (hasEnded) this.#close();
  }

  #take(channel: number, { seq, time, values }: Frame): void {
    const now = { seq, time };
    const event = this.#owners[channel] ?? this.#join(channel, now);
    event.quiet = 0;
    event.last = now;
    event.note(channel, values[channel]);
  }

  /** The open event that a newly flagged channel belongs to, or a new one. */
  #join(channel: number, now: Moment): OpenEvent {
    const { related } = this.#judged;
    const isNear = ({ event }: { readonly event: OpenEvent }) =>
      event.age <= TOGETHER_FRAMES ||
      event.members.some((member) => isFresh(event, member) && related(member, channel));
    let entry = this.#open.find(isNear);
    if (entry === undefined) {
      entry = { event: new OpenEvent(this.#judged, this.#nextId++, now, channel), detection: undefined };
      this.#open.push(entry);
    }
    const { event } = entry;
    if (!event.members.includes(channel)) event.add(channel, event.age <= TOGETHER_FRAMES);
    this.#owners[channel] = event;
    return event;
  }

  #review(entry: { readonly event: OpenEvent; detection: Detection | undefined }): void {
    const { event } = entry;
    const hasEnded = event.quiet > QUIET_FRAMES;
    const isDue = event.age >= FIRST_REVIEW && (event.age & (event.age - 1)) === 0;
    for (const i of event.members) {
      if (this.#owners[i] === event && !event.isRecent(i, QUIET_FRAMES)) this.#owners[i] = undefined;
    }
    event.age++;
    event.quiet++;
    if (!(event.hasGrown || hasEnded || isDue)) return;
    event.hasGrown = false;
    const change = hasEnded ? 'ended' : entry.detection === undefined ? 'begun' : 'updated';
    entry.detection = this.#describe(event, hasEnded, entry.detection?.clues);
    this.changes.push({ change, detection: entry.detection });
  }

  #close(): void {
    for (const { event, detection } of this.#open) {
      if (detection?.end === undefined) continue;
      for (const i of event.members) if (this.#owners[i] === event) this.#owners[i] = undefined;
    }
    this.#open = this.#open.filter(({ detection }) => detection?.end === undefined);
  }

  #describe(event: OpenEvent, hasEnded: boolean, previous: readonly number[] | undefined): Detection {
    const { channels, statistics, flagLimit, settings } = this.#judged;
    const { peaks } = event;
    const order = event.inOrder();
    const evidence: EvidenceItem[] = order.map((i) => ({
      statistic: statistics[event.statistics[i]],
      channel: channels[i].id,
      ...(channels[i].unit !== undefined && { unit: channels[i].unit }),
      value: peaks[i],
      limit: flagLimit,
      reading: event.readings[i],
      expected: event.expected[i],
    }));
    const total = Math.sqrt(Math.sqrt(order.reduce((sum, i) => sum + peaks[i] ** 4, 0)));
    const items = evidence.map(({ channel, statistic, value }) => ({
      channel,
      statistic,
      value: value ** 4 / total ** 3,
    }));
    const clues = cluesOf(event, this.#judged, previous);
    const { kind: likeliest, confidence } = classify(clues);
    const kind: AnomalyKind | 'unknown' = confidence >= settings.confidence_threshold ? likeliest : 'unknown';
    return {
      id: event.id,
      kind,
      confidence,
      begin: event.begin,
      ...(hasEnded && { end: event.last }),
      sensors: order.map((i) => channels[i].id),
      evidence,
      attribution: { baseline: 0, total, items },
      clues,
      explanation: explain(evidence, kind),
    };
  }
}

/** Whether a member joined its event lately and was flagged lately. */
function isFresh(event: OpenEvent, member: number): boolean {
  return event.age - event.firstAge[member] <= JOIN_FRAMES && event.isRecent(member, QUIET_FRAMES);
}
