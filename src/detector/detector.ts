/** Judges frames by a model: a score a frame and a reading, flags, and events with their explanation. */

import { ConfigError } from '../core/errors.ts';
import type { Frame } from '../core/frame.ts';
import { AreaForests } from './area-forests.ts';
import type { ChannelInfo } from './channels.ts';
import type { DetectionChange } from './events.ts';
import { statisticNames } from './evidence.ts';
import { Isolation, relatedChannels } from './isolation.ts';
import { combine, Judge } from './judge.ts';
import { alarmEvidence, readingEvidence } from './limits.ts';
import type { Model } from './model.ts';
import { Own } from './own.ts';
import { type DetectorSettings, detectorSettings } from './settings.ts';
import { valueAt } from './tail.ts';
import { EventTracker } from './tracker.ts';
import { Validity } from './validity.ts';
import { View } from './view.ts';

/** After so many missing ticks the past says nothing about the present. */
const GAP_TICKS = 12;
/** An alarm lasts so many frames more: a short dip in the evidence does not make two of one. (estimate) */
const ALARM_TICKS = 5;
/** A reading is trusted again when its evidence is below this part of what was held against it. */
const HOLD = 0.75;
/**
 * Evidence of relations has to be so many times what the data learned would ask for: the days to come are stranger.
 * (measured on clean runs of other weather)
 */
const RELATION_MARGIN = 2;
/** Machines take turns, and a week may not show how: evidence of contacts counts less. (estimate) */
const CONTACT_WEIGHT = 0.5;

/** From this part of the limit on, evidence slows a channel's baseline, lest what is wrong becomes normal. (estimate) */
const DOUBTFUL = 0.75;

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
  /** Whether one of two channels predicts the other, by index. */
  readonly related: (a: number, b: number) => boolean;
  #score = 0;
  #combined = 0;
  /** Frames since the evidence was last beyond the limit. */
  #sinceAlarm = Number.POSITIVE_INFINITY;
  #lastTime: number;
  readonly #validity: Validity;
  readonly #raw: View;
  readonly #isolation: Isolation;
  readonly #forests: AreaForests;
  readonly #nothing: Uint8Array;
  /** 1 for each channel whose baseline follows slowly. */
  readonly #doubted: Uint8Array;
  readonly #tracker: EventTracker;
  readonly #own: Own;
  /** Evidence of each channel in that of the frame, and its weight. */
  readonly #inFrame: Float64Array;
  readonly #weights: Float64Array;
  readonly #on: number;

  /** @throws ConfigError for settings out of range */
  constructor(model: Model, settings: Partial<DetectorSettings> = {}) {
    this.model = model;
    this.settings = detectorSettings(settings);
    this.channels = model.channels;
    const n = model.channels.length;
    this.channelScores = new Float64Array(n);
    this.kinds = new Uint8Array(n);
    this.evidence = new Float64Array(n);
    this.which = new Uint8Array(n);
    const names = statisticNames(model.means);
    this.#validity = new Validity(model.profiles, model.usable, model.learned.rows, names.length);
    this.statistics = [...names, ...this.#validity.names];
    this.#lastTime = Number.NaN;
    this.limit = alarmEvidence(model, this.settings);
    const own = readingEvidence(model, this.settings);
    const judge = new Judge(n, model.tails);
    const slow = new Judge(
      n,
      model.tails,
      Float64Array.from(model.channelTails, (tail, i) =>
        model.profiles[i].discrete ? 0 : own / Math.max(own, RELATION_MARGIN * valueAt(tail, own)),
      ),
    );
    const createView = () => new View(model, judge, slow, this.#validity, this.limit / own);
    this.#own = new Own(model.own, own);
    this.#inFrame = new Float64Array(n);
    this.#weights = Float64Array.from(model.profiles, ({ discrete }) => (discrete ? CONTACT_WEIGHT : 1));
    this.#raw = createView();
    this.#isolation = new Isolation(model, createView);
    this.#forests = new AreaForests(model.areas);
    this.flags = this.#isolation.aside;
    this.#nothing = new Uint8Array(n);
    this.#doubted = new Uint8Array(n);
    const threshold = this.settings.anomaly_threshold;
    this.#on = this.limit * Math.sqrt(threshold / (1 - threshold));
    const related = relatedChannels(model).map((list) => new Set(list));
    this.related = (a, b) => related[a].has(b);
    this.#tracker = new EventTracker(this);
  }

  /** Overall score of the last frame, 0 … 1, rising with the evidence and never reaching 1. */
  get overallScore(): number {
    return this.#score;
  }

  /** Whether the last frame is part of an alarm. */
  get alarm(): boolean {
    return this.#sinceAlarm <= ALARM_TICKS;
  }

  /** Evidence of the plant's T² in the last frame. */
  get plantEvidence(): number {
    return this.#raw.groupEvidence;
  }

  /** Evidence of one reading from which it is flagged. */
  get flagLimit(): number {
    return this.#on;
  }

  /** What the other channels say that a channel should read now, in its unit. */
  expected(channel: number): number {
    const { center, scale } = this.model.profiles[channel];
    const seen = this.#isolation.count > 0 ? this.#isolation.view : this.#raw;
    return center + scale * seen.residuals.predictions[channel];
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
    const { evidence, which, channelScores, limit } = this;
    const n = evidence.length;
    if (frame.values.length !== n) {
      const got = `${frame.values.length} readings`;
      throw new ConfigError({ where: `frame ${frame.seq}`, got, expected: `${n} readings` });
    }
    const raw = this.#raw;
    const isolation = this.#isolation;
    const step = frame.time - this.#lastTime;
    if (!(step >= 0 && step <= GAP_TICKS * this.model.learned.tickMs)) {
      raw.reset();
      isolation.reset();
      this.#own.reset();
    }
    this.#lastTime = frame.time;
    this.#validity.step(frame.values);
    const own = this.#own;
    own.step(frame.values, isolation.count > 0 ? isolation.view.statistics : raw.statistics);
    isolation.prepare(raw);
    raw.step(frame, this.#nothing);
    const on = this.#on;
    const off = on * HOLD;
    isolation.step(frame, raw, on, off, own.judged);
    const doubted = this.#doubted;
    for (let i = 0; i < n; i++) doubted[i] = isolation.aside[i] === 1 || raw.evidence[i] >= DOUBTFUL * on ? 1 : 0;
    raw.residuals.adapt(doubted);
    const seen = isolation.count > 0 ? isolation.view : raw;
    evidence.set(seen.suspicion);
    which.set(seen.which);
    const inFrame = this.#inFrame;
    const weights = this.#weights;
    for (let i = 0; i < n; i++) {
      const said = own.ratios[i] * limit;
      if (said > evidence[i]) {
        evidence[i] = said;
        which[i] = own.which[i] === 0 ? 0 : this.model.means.length + 1;
      }
      channelScores[i] = scoreOf(evidence[i], limit);
      const together = raw.evidence[i] * weights[i];
      inFrame[i] = isolation.aside[i] === 1 && evidence[i] > together ? evidence[i] : together;
    }
    raw.judgeGroup();
    this.#forests.step(raw.evidence);
    this.#combined = combine(inFrame, raw.groupEvidence, this.#forests.evidence);
    this.#score = scoreOf(this.#combined, limit);
    this.#sinceAlarm = this.#combined >= on ? 0 : this.#sinceAlarm + 1;
    if (isolation.count > 0 || this.#tracker.isBusy) this.#tracker.step(frame);
  }

  /**
   * Attributes the overall evidence of the last frame to the channels, exactly: `baseline` + Σ `out` = `total`.
   * It is a norm, homogeneous of order one in the evidence of channels, plant and forests, so that Euler's theorem
   * gives their Aumann–Shapley values in closed form; the plant's part goes to channels by the terms of its T², each
   * forest's by exact Shapley values. Where readings are set aside, the channels' parts are as the others see them.
   * @param out filled, by channel
   */
  attribute(out: Float64Array): { baseline: number; total: number } {
    const total = this.#combined;
    const group = this.#raw.groupEvidence;
    const forests = this.#forests;
    const norm = combine(this.#inFrame, group, forests.evidence);
    out.fill(0);
    if (!(norm > 0)) return { baseline: total, total };
    const scale = total / norm ** 4;
    if (this.#raw.group.value > 0) {
      this.#raw.group.contributions(out);
      const part = (scale * group ** 4) / this.#raw.group.value;
      for (let i = 0; i < out.length; i++) out[i] *= part;
    }
    for (let i = 0; i < out.length; i++) out[i] += scale * this.#inFrame[i] ** 4;
    forests.attribute(
      forests.evidence.map((evidence) => scale * evidence ** 4),
      total,
      out,
    );
    return { baseline: 0, total };
  }
}

/** Evidence as a score: one half at the limit, never quite 1, so that ranks are kept. */
function scoreOf(evidence: number, limit: number): number {
  const ratio = evidence / limit;
  return (ratio * ratio) / (1 + ratio * ratio);
}
