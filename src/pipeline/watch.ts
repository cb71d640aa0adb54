/**
 * Frames → detector → detections, for one origin of frames: checks each, keeps them in order, scores, explains what
 * is anomalous and takes the time that this needed. Truth, where a source offers it, goes to the evaluation alone.
 */

import { ANOMALY_KINDS } from '../core/anomaly-kinds.ts';
import type { Clock } from '../core/clock.ts';
import { copyFrame, type Frame } from '../core/frame.ts';
import type { OnlineEvaluation } from '../detector/evaluation/online.ts';
import { type DetectionChange, Detector, type DetectorSettings, type Model, type Moment } from '../detector/index.ts';
import { type Fit, FrameIntake, type Refusal } from './watch-intake.ts';

/** What is told of a watch; called within `take`, in order. */
export interface WatchListener {
  /** A frame has been scored; `latency` in s, from its reception to the end of scoring and explaining. */
  scored(frame: Frame, latency: number): void;
  refused(refusal: Refusal): void;
  changed(change: DetectionChange): void;
  /** The frames begin anew: what was open has ended with the last frame before. */
  restarted(last: Moment): void;
}

export interface WatchOptions {
  readonly model: Model;
  readonly settings: Partial<DetectorSettings>;
  readonly clock: Clock;
  readonly listener: WatchListener;
}

/** So many frames in a row, in order among themselves but all before the last one: the clock has been set back. */
const SET_BACK_FRAMES = 12;

export class Watch {
  readonly #options: WatchOptions;
  readonly #intake: FrameIntake;
  readonly #attributions: Float64Array;
  readonly #truthKinds: Uint8Array;
  readonly #truthEvents: Uint32Array;
  #detector: Detector;
  #attribution: { baseline: number; total: number } | undefined;
  /** Undefined where the source offers no truth. */
  #evaluation: OnlineEvaluation | undefined;
  #last: Moment = { seq: -1, time: Number.NEGATIVE_INFINITY };
  #early = 0;
  #earlyTime = Number.NEGATIVE_INFINITY;

  constructor(options: WatchOptions) {
    this.#options = options;
    const { channels } = options.model;
    this.#intake = new FrameIntake(channels.map(({ id }) => id));
    this.#attributions = new Float64Array(channels.length);
    this.#truthKinds = new Uint8Array(channels.length);
    this.#truthEvents = new Uint32Array(channels.length);
    this.#detector = new Detector(options.model, options.settings);
  }

  /** What it says of the last frame taken. */
  get detector(): Detector {
    return this.#detector;
  }

  /** The last frame taken; the same object each time. */
  get frame(): Frame {
    return this.#intake.frame;
  }

  /** Sums of `attributions`, where the last frame had anything anomalous. */
  get attribution(): { readonly baseline: number; readonly total: number } | undefined {
    return this.#attribution;
  }

  /** What each channel contributes to the last frame's evidence, where `attribution` is there. */
  get attributions(): Float64Array {
    return this.#attributions;
  }

  /**
   * Says how the frames to come hold their channels.
   * @param evaluation takes the labels that they carry; none where they do not
   */
  arrange(sourceChannels: readonly string[], evaluation?: OnlineEvaluation): Fit {
    this.#evaluation = evaluation;
    return this.#intake.arrange(sourceChannels);
  }

  /**
   * Scores a record's frame, or says why not.
   * @param record see `FrameIntake`; besides, `labels` with `[place, kind code, event id]` of anomalous readings
   * @param received the clock's time when the frame had come, ms
   */
  take(record: unknown, received: number): Refusal | undefined {
    const refusal = this.#intake.read(record, this.#last.seq + 1) ?? this.#outOfOrder();
    if (refusal !== undefined) {
      this.#options.listener.refused(refusal);
      return refusal;
    }
    this.#judge(received);
    if (this.#evaluation !== undefined) this.#evaluate(this.#evaluation, record);
    return undefined;
  }

  /** Scores a frame that has been read already, with the model's channels in their order, or says why not. */
  takeFrame(frame: Frame, received: number): Refusal | undefined {
    copyFrame(frame, this.#intake.frame);
    const refusal = this.#outOfOrder();
    if (refusal === undefined) this.#judge(received);
    else this.#options.listener.refused(refusal);
    return refusal;
  }

  #judge(received: number): void {
    const { clock, listener } = this.#options;
    const { frame } = this.#intake;
    const detector = this.#detector;
    detector.score(frame);
    const isAnomalous = detector.alarm || detector.flags.includes(1);
    this.#attribution = isAnomalous ? detector.attribute(this.#attributions) : undefined;
    listener.scored(frame, (clock.now() - received) / 1_000);
    for (const change of detector.changes) listener.changed(change);
    this.#last = { seq: frame.seq, time: frame.time };
    this.#early = 0;
  }

  /** The frames to come belong to another time, or another run of the source. */
  restart(): void {
    const { model, settings, listener } = this.#options;
    if (this.#last.seq < 0) return;
    listener.restarted(this.#last);
    this.#detector = new Detector(model, settings);
    this.#attribution = undefined;
    this.#evaluation?.restart();
    this.#last = { seq: -1, time: Number.NEGATIVE_INFINITY };
    this.#early = 0;
  }

  /** A frame that is no later than the one before has no place, unless the source's clock was set back for good. */
  #outOfOrder(): Refusal | undefined {
    const { time } = this.#intake.frame;
    if (time > this.#last.time) return undefined;
    this.#early = time > this.#earlyTime ? this.#early + 1 : 1;
    this.#earlyTime = time;
    if (this.#early < SET_BACK_FRAMES) {
      const expected = `later than the frame before, ${new Date(this.#last.time).toISOString()}`;
      return { reason: 'time_backwards', where: 'time', got: new Date(time).toISOString(), expected };
    }
    this.restart();
    return undefined;
  }

  #evaluate(evaluation: OnlineEvaluation, record: unknown): void {
    const [kinds, events] = [this.#truthKinds, this.#truthEvents];
    kinds.fill(0);
    events.fill(0);
    for (const label of labelsOf(record)) {
      const channel = this.#intake.channelAt(label[0]);
      if (channel < 0) continue;
      kinds[channel] = label[1];
      events[channel] = label[2];
    }
    evaluation.push(this.#intake.frame.time, { kinds, events }, this.#detector);
  }
}

type Label = readonly [place: number, kind: number, event: number];

/** The labels of a record; those that are none are passed over, for nothing depends on them but figures. */
function labelsOf(record: unknown): Label[] {
  const { labels } = record as { labels?: unknown };
  return Array.isArray(labels) ? labels.filter(isLabel) : [];
}

function isLabel(label: unknown): label is Label {
  return (
    Array.isArray(label) &&
    label.length === 3 &&
    label.every((code) => Number.isInteger(code) && code >= 0) &&
    label[1] <= ANOMALY_KINDS.length
  );
}
