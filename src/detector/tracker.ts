/** Gathers flagged readings into events: which belong together, when an event begins, changes and ends. */

import { type AnomalyKind, kindCode } from '../core/anomaly-kinds.ts';
import type { Frame } from '../core/frame.ts';
import type { ChannelInfo } from './channels.ts';
import type { Detection, DetectionChange, EvidenceItem, Moment } from './events.ts';
import { classify } from './kinds.ts';
import type { Model } from './model.ts';
import { explain } from './sentences.ts';
import type { DetectorSettings } from './settings.ts';

/** What the tracker reads of the detector. */
export interface Judged {
  readonly model: Model;
  readonly settings: DetectorSettings;
  readonly channels: readonly ChannelInfo[];
  readonly flags: Uint8Array;
  readonly kinds: Uint8Array;
  readonly evidence: Float64Array;
  readonly which: Uint8Array;
  readonly statistics: readonly string[];
  readonly limit: number;
}

/** Channels flagged within so many ticks of an event's begin belong to it. (estimate) */
const TOGETHER_TICKS = 6;
/** An event ends when none of its channels was flagged for so many ticks. (estimate) */
const QUIET_TICKS = 12;

interface OpenEvent {
  readonly id: number;
  readonly begin: Moment;
  last: Moment;
  quiet: number;
  age: number;
  /** Greatest evidence of each channel so far. */
  readonly peaks: Float64Array;
  /** Statistic of that evidence. */
  readonly peakStatistics: Uint8Array;
  /** Channels in the order in which they were flagged. */
  readonly members: number[];
  detection: Detection;
}

export class EventTracker {
  changes: DetectionChange[] = [];
  readonly #judged: Judged;
  readonly #related: Uint8Array;
  readonly #owner: Int32Array;
  #open: OpenEvent[] = [];
  #nextId = 1;

  constructor(judged: Judged) {
    this.#judged = judged;
    const n = judged.channels.length;
    this.#owner = new Int32Array(n);
    this.#related = new Uint8Array(n * n);
    for (const [i, { inputs }] of judged.model.relations.entries()) {
      for (const input of inputs) {
        const j = input % n;
        this.#related[i * n + j] = this.#related[j * n + i] = 1;
      }
    }
  }

  /** Whether it must see the next frame even if nothing is flagged. */
  get busy(): boolean {
    return this.#open.length > 0 || this.changes.length > 0;
  }

  step(frame: Frame): void {
    const { flags, evidence, which, kinds } = this.#judged;
    const now = { seq: frame.seq, time: frame.time };
    this.changes = [];
    const changed = new Set<OpenEvent>();
    for (let i = 0; i < flags.length; i++) {
      if (flags[i] === 0) {
        kinds[i] = 0;
        continue;
      }
      const event = this.#eventOf(i, now, changed);
      event.quiet = -1;
      event.last = now;
      if (evidence[i] > event.peaks[i]) {
        event.peaks[i] = evidence[i];
        event.peakStatistics[i] = which[i];
      }
    }
    for (const event of this.#open) this.#age(event, changed.has(event));
    this.#open = this.#open.filter((event) => event.detection.end === undefined);
    for (const event of this.#open) {
      const code = event.detection.kind === 'unknown' ? 0 : kindCode(event.detection.kind);
      for (const i of event.members) if (flags[i] === 1) kinds[i] = code;
    }
  }

  #eventOf(channel: number, now: Moment, changed: Set<OpenEvent>): OpenEvent {
    const owned = this.#open.find(({ id, members }) => this.#owner[channel] === id && members.includes(channel));
    if (owned !== undefined) return owned;
    const n = this.#judged.flags.length;
    const joins = this.#open.find(
      ({ age, members }) => age <= TOGETHER_TICKS || members.some((m) => this.#related[m * n + channel] === 1),
    );
    const event = joins ?? this.#begin(now);
    event.members.push(channel);
    this.#owner[channel] = event.id;
    changed.add(event);
    return event;
  }

  #begin(now: Moment): OpenEvent {
    const n = this.#judged.flags.length;
    const event: OpenEvent = {
      id: this.#nextId++,
      begin: now,
      last: now,
      quiet: -1,
      age: -1,
      peaks: new Float64Array(n),
      peakStatistics: new Uint8Array(n),
      members: [],
      detection: {} as Detection,
    };
    this.#open.push(event);
    return event;
  }

  #age(event: OpenEvent, grown: boolean): void {
    event.age++;
    event.quiet++;
    const ended = event.quiet > QUIET_TICKS;
    // Described anew when it grows, ends, and at each doubling of its age, for what it is becomes clearer.
    if (!(grown || ended || (event.age > 8 && (event.age & (event.age - 1)) === 0))) return;
    const begun = event.detection.id === undefined;
    event.detection = this.#describe(event, ended);
    this.changes.push({ change: ended ? 'ended' : begun ? 'begun' : 'updated', detection: event.detection });
  }

  #describe(event: OpenEvent, ended: boolean): Detection {
    const { channels, statistics, limit, settings } = this.#judged;
    const order = [...event.members].sort((a, b) => event.peaks[b] - event.peaks[a]);
    const evidence: EvidenceItem[] = order.map((i) => ({
      statistic: statistics[event.peakStatistics[i]],
      channel: channels[i].id,
      value: event.peaks[i],
      limit,
    }));
    const total = Math.sqrt(Math.sqrt(order.reduce((sum, i) => sum + event.peaks[i] ** 4, 0)));
    const items = order.map((i, k) => ({
      channel: channels[i].id,
      statistic: evidence[k].statistic,
      value: event.peaks[i] ** 4 / total ** 3,
    }));
    const { kind, confidence } = classify(evidence);
    const accepted: AnomalyKind | 'unknown' = confidence >= settings.confidence_threshold ? kind : 'unknown';
    return {
      id: event.id,
      kind: accepted,
      confidence,
      begin: event.begin,
      ...(ended ? { end: event.last } : {}),
      sensors: order.map((i) => channels[i].id),
      evidence,
      attribution: { baseline: 0, total, items },
      explanation: explain(evidence),
    };
  }
}
