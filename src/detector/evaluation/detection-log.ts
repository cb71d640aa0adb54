/**
 * A detector's detections beside the truth. A detection is
 * - `right` when a sensor that it names has a labelled reading while it lasts, or within the tolerance before or after;
 * - `beside` when anything is labelled or in force within that time, though nothing of what it names;
 * - `false` otherwise: a false alarm.
 */

import type { AnomalyKind } from '../../core/anomaly-kinds.ts';
import type { FrameLabels } from './truth.ts';
import type { DetectionNews } from './verdict.ts';

/** What an effect leaves behind below the margins of labels is not a false alarm: so long after, and before, ms. */
export const TOLERANCE_MS = 10 * 60_000;

export type Match = 'right' | 'beside' | 'false';

export interface LoggedDetection {
  readonly id: number;
  readonly begin: number;
  /** Undefined while it lasts. */
  end: number | undefined;
  kind: AnomalyKind | 'unknown';
  confidence: number;
  /** Channels that it names, the most responsible first. */
  sensors: readonly number[];
  match: Match;
}

export class DetectionLog {
  /** Detections to which what is labelled now may still belong. */
  #open: LoggedDetection[] = [];
  readonly #columns: ReadonlyMap<string, number>;
  /** Latest detection that names a channel; undefined for channels that none has named. */
  readonly #latest: (LoggedDetection | undefined)[];
  /** When a channel was last labelled, and anything at all, ms. */
  readonly #labelled: Float64Array;
  #anyLabelled = Number.NEGATIVE_INFINITY;
  readonly #settled: (detection: LoggedDetection) => void;

  /** @param settled called once for each detection, when it has ended and its match can no longer change */
  constructor(channelIds: readonly string[], settled: (detection: LoggedDetection) => void) {
    this.#settled = settled;
    this.#columns = new Map(channelIds.map((id, column) => [id, column]));
    this.#latest = channelIds.map(() => undefined);
    this.#labelled = new Float64Array(channelIds.length).fill(Number.NEGATIVE_INFINITY);
  }

  /** The detection under way that names a channel. */
  naming(channel: number): LoggedDetection | undefined {
    const latest = this.#latest[channel];
    return latest?.end === undefined ? latest : undefined;
  }

  /**
   * Takes a frame.
   * @param isInForce whether any event's cause is at work
   */
  push(time: number, { events }: FrameLabels, isInForce: boolean, changes: readonly DetectionNews[]): void {
    const labelled = this.#labelled;
    let isAny = isInForce;
    for (let i = 0; i < labelled.length; i++) {
      if (events[i] === 0) continue;
      labelled[i] = time;
      isAny = true;
    }
    if (isAny) this.#anyLabelled = time;
    for (const news of changes) this.#note(time, news);
    if (this.#open.length > 0) this.#match(time);
  }

  /** There are no more frames: what lasts is settled as it stands. */
  finish(): void {
    this.#settle(() => false);
  }

  #settle(isOpen: (detection: LoggedDetection) => boolean): void {
    const settled = this.#open.filter((detection) => !isOpen(detection));
    this.#open = this.#open.filter(isOpen);
    for (const detection of settled) this.#settled(detection);
  }

  #note(time: number, { change, detection }: DetectionNews): void {
    let logged = this.#open.findLast(({ id, end }) => id === detection.id && end === undefined);
    if (logged === undefined) {
      const { id, kind, confidence } = detection;
      logged = { id, begin: time, end: undefined, kind, confidence, sensors: [], match: 'false' };
      this.#open.push(logged);
    }
    logged.kind = detection.kind;
    logged.confidence = detection.confidence;
    logged.sensors = detection.sensors.map((id) => this.#columns.get(id) as number);
    for (const column of logged.sensors) this.#latest[column] = logged;
    if (change === 'ended') logged.end = time;
  }

  #match(time: number): void {
    let isOver = false;
    for (const detection of this.#open) {
      const since = detection.begin - TOLERANCE_MS;
      if (this.#anyLabelled >= since && detection.match === 'false') detection.match = 'beside';
      if (detection.match === 'beside' && detection.sensors.some((column) => this.#labelled[column] >= since)) {
        detection.match = 'right';
      }
      if (detection.end !== undefined && time >= detection.end + TOLERANCE_MS) isOver = true;
    }
    if (isOver) this.#settle(({ end }) => end === undefined || time < end + TOLERANCE_MS);
  }
}
