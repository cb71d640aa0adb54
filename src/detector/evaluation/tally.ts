/** All that is counted of one detector over one run, frame by frame: bounded by the frames, not by the readings. */

import { DAY_MS, TICK_MS } from '../../core/time.ts';
import { type Confusion, createConfusion } from './confusion.ts';
import { DetectionLog, type LoggedDetection, TOLERANCE_MS } from './detection-log.ts';
import { EventLedger, type EventOutcome } from './event-ledger.ts';
import { ScoreHistogram } from './score-histogram.ts';
import type { FrameLabels, TruthEvent } from './truth.ts';
import type { Verdict } from './verdict.ts';
import { vusPr } from './vus-pr.ts';

/** Widest buffer of VUS-PR, frames: ten minutes, half on either side. */
export const VUS_WIDTH = 120;
/** Alarms less than this apart are one episode, ms. */
const EPISODE_GAP_MS = 60_000;

/** Plain data: it can be sent to another thread. */
export interface RunTally {
  /** Simulated days, and those of them in which nothing was labelled or in force within the tolerance. */
  readonly days: number;
  readonly quietDays: number;
  readonly readings: { readonly confusion: Confusion; readonly scores: Scores };
  /** A frame is anomalous when any of its readings is; it is flagged when there is an alarm. */
  readonly frames: { readonly confusion: Confusion; readonly scores: Scores; readonly vusPr: number };
  /** Stretches of alarm, and those of them in quiet time. */
  readonly episodes: number;
  readonly quietEpisodes: number;
  readonly detections: readonly LoggedDetection[];
  readonly events: readonly EventOutcome[];
}

type Scores = Pick<ScoreHistogram, 'normal' | 'anomalous'>;

export class Tally {
  readonly #readings = { confusion: createConfusion(), scores: new ScoreHistogram() };
  readonly #frames = { confusion: createConfusion(), scores: new ScoreHistogram() };
  readonly #detections: LoggedDetection[] = [];
  readonly #log: DetectionLog;
  readonly #ledger = new EventLedger();
  /** Overall score and label of each frame. */
  readonly #scores: Float32Array;
  readonly #labels: Uint8Array;
  #count = 0;
  #quietFrames = 0;
  #lastTruth = Number.NEGATIVE_INFINITY;
  #lastAlarm = Number.NEGATIVE_INFINITY;
  #episodes = 0;
  #quietEpisodes = 0;
  /** Whether the present episode has so far been in quiet time. */
  #isQuietEpisode = false;

  /** @param frames how many will come at most */
  constructor(channelIds: readonly string[], frames: number) {
    this.#log = new DetectionLog(channelIds, (detection) => this.#detections.push(detection));
    this.#scores = new Float32Array(frames);
    this.#labels = new Uint8Array(frames);
  }

  addEvent(event: TruthEvent): void {
    this.#ledger.add(event);
  }

  /** @param time of the frame, ms since the Unix epoch */
  push(time: number, labels: FrameLabels, verdict: Verdict): void {
    const isInForce = this.#ledger.isInForce(time);
    const isAnomalous = this.#countReadings(labels.events, verdict);
    const { alarm, overallScore } = verdict;
    count(this.#frames.confusion, alarm, isAnomalous);
    this.#frames.scores.add(overallScore, isAnomalous);
    this.#scores[this.#count] = overallScore;
    this.#labels[this.#count++] = isAnomalous ? 1 : 0;
    this.#log.push(time, labels, isInForce, verdict.changes);
    this.#ledger.push(time, labels, verdict.flags, alarm, this.#log);
    this.#countEpisodes(time, alarm, isAnomalous || isInForce);
  }

  /** Overall score of each frame so far. */
  get frameScores(): Float32Array {
    return this.#scores.subarray(0, this.#count);
  }

  finish(): RunTally {
    if (this.#isQuietEpisode) this.#quietEpisodes++;
    this.#log.finish();
    return {
      days: (this.#count * TICK_MS) / DAY_MS,
      quietDays: (this.#quietFrames * TICK_MS) / DAY_MS,
      readings: this.#readings,
      frames: { ...this.#frames, vusPr: vusPr(this.frameScores, this.#labels.subarray(0, this.#count), VUS_WIDTH) },
      episodes: this.#episodes,
      quietEpisodes: this.#quietEpisodes,
      detections: this.#detections,
      events: this.#ledger.outcomes(),
    };
  }

  /** Returns whether any reading is anomalous. */
  #countReadings(events: Uint32Array, { flags, channelScores }: Verdict): boolean {
    const { confusion, scores } = this.#readings;
    let isAny = false;
    for (let i = 0; i < events.length; i++) {
      const isAnomalous = events[i] !== 0;
      if (isAnomalous) isAny = true;
      count(confusion, flags[i] === 1, isAnomalous);
      scores.add(channelScores[i], isAnomalous);
    }
    return isAny;
  }

  #countEpisodes(time: number, alarm: boolean, isTruth: boolean): void {
    if (isTruth) this.#lastTruth = time;
    const isQuiet = time - this.#lastTruth > TOLERANCE_MS;
    if (isQuiet) this.#quietFrames++;
    // What comes within the tolerance after an episode makes it no false one.
    if (this.#isQuietEpisode && !isQuiet) this.#isQuietEpisode = false;
    if (this.#isQuietEpisode && time - this.#lastAlarm > TOLERANCE_MS) {
      this.#quietEpisodes++;
      this.#isQuietEpisode = false;
    }
    if (!alarm) return;
    if (time - this.#lastAlarm > EPISODE_GAP_MS) {
      this.#episodes++;
      if (this.#isQuietEpisode) this.#quietEpisodes++;
      this.#isQuietEpisode = isQuiet;
    }
    this.#lastAlarm = time;
  }
}

function count(confusion: Confusion, isFlagged: boolean, isAnomalous: boolean): void {
  if (isFlagged) {
    if (isAnomalous) confusion.tp++;
    else confusion.fp++;
  } else if (isAnomalous) confusion.fn++;
  else confusion.tn++;
}
