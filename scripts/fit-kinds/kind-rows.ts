/** What kinds are learned from: each moment at which a detection was described, beside what it was truly about. */

import type { AnomalyKind } from '../../src/core/anomaly-kinds.ts';
import {
  DetectionLog,
  type FrameLabels,
  type LoggedDetection,
  type TruthEvent,
} from '../../src/detector/evaluation/index.ts';
import type { DetectionChange } from '../../src/detector/index.ts';

export interface KindRow {
  readonly seed: number;
  readonly detection: number;
  readonly clues: readonly number[];
  /** What it was truly about: of no event where none of its flagged readings belongs to one. */
  readonly event: number;
  readonly kind: AnomalyKind | 'none';
  readonly subtype: string;
  /** Whether the detection was not described again. */
  readonly isLast: boolean;
  /** Whether this detection holds most of the event's flagged readings: what it says at last is what counts. */
  readonly isMain: boolean;
}

/** Events by kind that could have been found, found or not. */
export interface KindRun {
  readonly seed: number;
  readonly rows: readonly KindRow[];
  readonly events: readonly { readonly id: number; readonly kind: AnomalyKind; readonly subtype: string }[];
}

interface Verdict {
  readonly flags: Uint8Array;
  readonly changes: readonly DetectionChange[];
}

export class KindRows {
  readonly #log: DetectionLog;
  readonly #descriptions: { readonly detection: number; readonly clues: readonly number[] }[] = [];
  readonly #events = new Map<number, TruthEvent>();
  readonly #labelled = new Set<number>();
  /** Flagged readings of each event, by detection. */
  readonly #shares = new Map<number, Map<LoggedDetection, number>>();

  constructor(channelIds: readonly string[]) {
    this.#log = new DetectionLog(channelIds, () => {});
  }

  addEvent(event: TruthEvent): void {
    this.#events.set(event.id, event);
  }

  push(time: number, labels: FrameLabels, { flags, changes }: Verdict): void {
    this.#log.push(time, labels, false, changes);
    for (const { detection } of changes) {
      this.#descriptions.push({
        detection: detection.id,
        clues: detection.clues.map((clue) => Number(clue.toFixed(4))),
      });
    }
    const { events } = labels;
    for (let i = 0; i < events.length; i++) {
      if (events[i] === 0) continue;
      this.#labelled.add(events[i]);
      if (flags[i] === 1) this.#hit(events[i], i);
    }
    for (const { id, start, end, causes } of this.#events.values()) {
      if (time < start || time >= end) continue;
      for (const cause of causes) if (flags[cause] === 1 && events[cause] === 0) this.#hit(id, cause);
    }
  }

  /** @param end of the run, ms: events that last longer are not judged */
  finish(seed: number, end: number): KindRun {
    const owners = new Map<number, { event: number; share: number }>();
    const mains = new Map<number, number>();
    for (const [event, shares] of this.#shares) {
      let most = 0;
      for (const [{ id }, share] of shares) {
        if (share > (owners.get(id)?.share ?? 0)) owners.set(id, { event, share });
        if (share <= most) continue;
        most = share;
        mains.set(event, id);
      }
    }
    const last = new Map(this.#descriptions.map(({ detection }, k) => [detection, k]));
    const judged = [...this.#events.values()].filter((event) => this.#labelled.has(event.id) && event.end <= end);
    const rows = this.#descriptions.map(({ detection, clues }, k): KindRow => {
      const event = owners.get(detection)?.event ?? 0;
      const { kind, subtype } = this.#events.get(event) ?? { kind: 'none', subtype: '' };
      const isMain = mains.get(event) === detection;
      return { seed, detection, clues, event, kind, subtype, isLast: last.get(detection) === k, isMain };
    });
    // A detection may be the main one of two events: the other one is judged by it too.
    const extra = judged.flatMap(({ id, kind, subtype }) => {
      const main = mains.get(id);
      const k = main === undefined || owners.get(main)?.event === id ? undefined : last.get(main);
      return k === undefined ? [] : [{ ...rows[k], event: id, kind, subtype, isMain: true }];
    });
    return { seed, rows: [...rows, ...extra], events: judged.map(({ id, kind, subtype }) => ({ id, kind, subtype })) };
  }

  #hit(event: number, channel: number): void {
    const detection = this.#log.naming(channel);
    if (detection === undefined) return;
    const shares = this.#shares.get(event) ?? new Map<LoggedDetection, number>();
    this.#shares.set(event, shares.set(detection, (shares.get(detection) ?? 0) + 1));
  }
}
