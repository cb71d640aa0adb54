/** What the engine has found: the last detections under numbers of its own, and each change of them as a record. */

import type { DetectionChange, Moment } from '../../detector/index.ts';
import type { RecordSource } from '../../io/stream/reader.ts';
import { type EncodedRecord, encode } from '../../io/stream/records.ts';
import { describeDetection, type LoggedDetection, type Origin } from './describe.ts';

/** A detection with its evidence is about 1 kB. */
const DETECTIONS_KEPT = 1_000;
const CHANGES_KEPT = 4_000;

interface LoggedChange {
  readonly change: DetectionChange['change'];
  readonly detection: LoggedDetection;
}

export class DetectionLog implements RecordSource {
  /** By number, in order. */
  readonly #detections = new Map<number, LoggedDetection>();
  /** Number of each open detection by the origin's own number. */
  readonly #open: Readonly<Record<Origin, Map<number, number>>> = {
    stream: new Map(),
    file: new Map(),
    post: new Map(),
  };
  readonly #changes: LoggedChange[] = [];
  #nextDetection = 1;
  #nextChange = 0;

  /** Detections that have not ended. */
  get open(): number {
    return Object.values(this.#open).reduce((sum, { size }) => sum + size, 0);
  }

  /** Takes a change that an origin's detector tells of; gives the detection under its number here. */
  take(origin: Origin, { change, detection }: DetectionChange): LoggedDetection {
    const open = this.#open[origin];
    const id = open.get(detection.id) ?? this.#nextDetection++;
    const logged = { origin, ...detection, id };
    this.#detections.set(id, logged);
    if (change === 'ended') open.delete(detection.id);
    else open.set(detection.id, id);
    this.#note({ change, detection: logged });
    this.#forget();
    return logged;
  }

  /** An origin's frames begin anew: what was open there has ended with the last frame before. */
  endAll(origin: Origin, last: Moment): void {
    for (const id of this.#open[origin].values()) {
      const detection = this.#detections.get(id);
      if (detection === undefined) continue;
      const ended = { ...detection, end: last };
      this.#detections.set(id, ended);
      this.#note({ change: 'ended', detection: ended });
    }
    this.#open[origin].clear();
  }

  get(id: number): LoggedDetection | undefined {
    return this.#detections.get(id);
  }

  /** Newest first. */
  list(): LoggedDetection[] {
    return [...this.#detections.values()].sort((a, b) => b.id - a.id);
  }

  get oldest(): number {
    return this.#nextChange - this.#changes.length;
  }

  get next(): number {
    return this.#nextChange;
  }

  hello(): EncodedRecord {
    return encode(JSON.stringify({ type: 'hello', oldest: this.oldest, next: this.next, open: this.open }));
  }

  record(seq: number): EncodedRecord | undefined {
    const logged = this.#changes[seq - this.oldest];
    if (logged === undefined) return undefined;
    const { change, detection } = logged;
    const record = { type: 'detection', seq, change, detection: describeDetection(detection) };
    return encode(JSON.stringify(record), seq);
  }

  #note(change: LoggedChange): void {
    this.#changes.push(change);
    this.#nextChange++;
    if (this.#changes.length > CHANGES_KEPT) this.#changes.splice(0, CHANGES_KEPT / 4);
  }

  /** Drops the oldest that has ended; those that last are kept. */
  #forget(): void {
    if (this.#detections.size <= DETECTIONS_KEPT) return;
    for (const [id, { end }] of this.#detections) {
      if (end === undefined) continue;
      this.#detections.delete(id);
      return;
    }
  }
}
