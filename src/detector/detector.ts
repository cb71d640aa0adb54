/** Judges frames by a model: a score a frame and a reading, flags, and events with their explanation. */

import { ConfigError } from '../core/errors.ts';
import type { Frame } from '../core/frame.ts';
import type { ChannelInfo } from './channels.ts';
import type { DetectionChange } from './events.ts';
import { Evidence, statisticNames } from './evidence.ts';
import { Features } from './features.ts';
import { combine, Judge } from './judge.ts';
import { alarmEvidence } from './limits.ts';
import type { Model } from './model.ts';
import { Residuals } from './residuals.ts';
import { type DetectorSettings, detectorSettings } from './settings.ts';
import { EventTracker } from './tracker.ts';
import { Validity } from './validity.ts';

/** After so many missing ticks the past says nothing about the present. */
const GAP_TICKS = 12;
/** A flag, and the alarm, end when the evidence is below this part of what began them. */
const HOLD = 0.5;

export class Detector {
  readonly model: Model;
  readonly settings: DetectorSettings;
  readonly channels: readonly ChannelInfo[];
  /** Anomaly score of each reading of the last frame, 0 … 1; 0.5 is the limit that the budget sets. */
  readonly channelScores: Float64Array;
  /** 1 where the reading is judged anomalous. */
  readonly flags: Uint8Array;
  /** Code of the anomaly's kind (1 … 5, see `ANOMALY_KINDS`) where flagged; 0 unknown or not flagged. */
  readonly kinds: Uint8Array;
  /** Evidence of each reading of the last frame, ≥ 0: about −ln of its chance in normal operation. */
  readonly evidence: Float64Array;
  /** Which statistic gave it: index into `statistics`. */
  readonly which: Uint8Array;
  /** Names of the statistics. */
  readonly statistics: readonly string[];
  /** Evidence of one reading, and of the whole frame, from which there is an alarm. */
  readonly limit: number;
  #score = 0;
  #alarm = false;
  #combined = 0;
  #lastTime = Number.NaN;
  readonly #features: Features;
  readonly #residuals: Residuals;
  readonly #statistics: Evidence;
  readonly #judge: Judge;
  readonly #validity: Validity;
  readonly #estimates: Float64Array;
  readonly #tracker: EventTracker;
  readonly #on: number;

  /** @throws ConfigError for settings out of range */
  constructor(model: Model, settings: Partial<DetectorSettings> = {}) {
    this.model = model;
    this.settings = detectorSettings(settings);
    this.channels = model.channels;
    const n = model.channels.length;
    this.channelScores = new Float64Array(n);
    this.flags = new Uint8Array(n);
    this.kinds = new Uint8Array(n);
    this.evidence = new Float64Array(n);
    this.which = new Uint8Array(n);
    this.#features = new Features(model.profiles, model.lags);
    this.#residuals = new Residuals(model.relations, model.spreads);
    const limits = Float64Array.from({ length: model.means.length * n }, (_, at) => model.tails[n + at].u);
    this.#statistics = new Evidence(
      model.means,
      Float64Array.from(model.autoregression),
      Float64Array.from(model.jumpSpreads),
      limits,
    );
    const names = statisticNames(model.means);
    this.#validity = new Validity(model.profiles, model.usable, model.learned.rows, names.length);
    this.statistics = [...names, ...this.#validity.names];
    this.#judge = new Judge(n, model.tails);
    this.#estimates = new Float64Array(n);
    this.limit = alarmEvidence(model, this.settings);
    const threshold = this.settings.anomaly_threshold;
    this.#on = (this.limit * threshold) / (1 - threshold);
    this.#tracker = new EventTracker(this);
  }

  /** Overall score of the last frame, 0 … 1, rising with the evidence and never reaching 1. */
  get overallScore(): number {
    return this.#score;
  }

  /** Whether the last frame is part of an alarm. */
  get alarm(): boolean {
    return this.#alarm;
  }

  /** What the last frame began, changed or ended. */
  get changes(): readonly DetectionChange[] {
    return this.#tracker.changes;
  }

  /**
   * Judges the next frame.
   * @throws ConfigError for another number of readings than the model has channels
   */
  score(frame: Frame): void {
    const { evidence, which, flags, channelScores, limit } = this;
    const n = evidence.length;
    if (frame.values.length !== n) {
      const got = `${frame.values.length} readings`;
      throw new ConfigError({ where: `frame ${frame.seq}`, got, expected: `${n} readings` });
    }
    const gap = frame.time - this.#lastTime;
    if (gap > GAP_TICKS * this.model.learned.tickMs) {
      this.#features.reset();
      this.#statistics.reset();
    }
    this.#lastTime = frame.time;
    this.#features.step(frame.values, this.#estimates, flags);
    this.#residuals.step(this.#features);
    this.#estimates.set(this.#residuals.predictions);
    this.#statistics.step(frame.values, this.#residuals.values);
    this.#judge.judge(this.#statistics.values, evidence, which);
    this.#validity.judge(frame.values, this.#statistics, evidence, which);
    const on = this.#on;
    const off = on * HOLD;
    let flagged = false;
    for (let i = 0; i < n; i++) {
      const e = evidence[i];
      channelScores[i] = e / (e + limit);
      flags[i] = e >= on || (flags[i] === 1 && e >= off) ? 1 : 0;
      if (flags[i] === 1) flagged = true;
    }
    const combined = combine(evidence);
    this.#combined = combined;
    this.#score = combined / (combined + limit);
    this.#alarm = combined >= on || (this.#alarm && combined >= off);
    if (flagged || this.#tracker.busy) this.#tracker.step(frame);
  }

  /**
   * Attributes the overall evidence of the last frame to the channels, exactly: `baseline` + Σ `out` = `total`.
   * The evidence is a norm of the channels' evidence, homogeneous of order one, so that Euler's theorem gives the
   * Aumann–Shapley values in closed form.
   */
  attribute(out: Float64Array): { baseline: number; total: number } {
    const total = this.#combined;
    const scale = total > 0 ? 1 / total ** 3 : 0;
    for (let i = 0; i < out.length; i++) out[i] = this.evidence[i] ** 4 * scale;
    return { baseline: 0, total };
  }
}
