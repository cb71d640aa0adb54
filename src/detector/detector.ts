/** Judges frames by a model: a score a frame and a reading, flags, and events with their explanation. */

import { ConfigError } from '../core/errors.ts';
import type { Frame } from '../core/frame.ts';
import { AreaForests } from './area-forests.ts';
import type { ChannelInfo } from './channels.ts';
import type { DetectionChange } from './events.ts';
import { firstSlowMean, statisticNames } from './evidence.ts';
import type { Group } from './group.ts';
import { Isolation, relatedChannels } from './isolation.ts';
import { combine, Judge, normOf, WHEREABOUTS_WEIGHT } from './judge.ts';
import { alarmEvidence, readingEvidence } from './limits.ts';
import type { Model } from './model.ts';
import { Own } from './own.ts';
import { Past } from './past.ts';
import { PeriodMeans } from './period-means.ts';
import { PlantEvidence } from './plant-evidence.ts';
import { SecondOpinions } from './second-opinions.ts';
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
/** Machines take turns, and the data learned may not show how: evidence of contacts counts less. (estimate) */
const CONTACT_WEIGHT = 0.5;

/** A step so many times its limit has 1 + this × ln of that times the limit as evidence. (measured on made-up data) */
const COMPRESSION = 0.15;

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
  /** Readings of the last frame, those that are not finite missing. */
  readonly #readings: Float64Array;
  /** What others predict is looked at once in so many frames, by means over them. */
  readonly #period: PeriodMeans;
  /** 1 for each reading that was judged by itself at any time of the period. */
  readonly #wrong: Uint8Array;
  /** Names of the statistics. */
  readonly statistics: readonly string[];
  /** Evidence of one reading, and of the whole frame, from which there is an alarm. */
  readonly limit: number;
  /** Readings of the last day. */
  readonly past: Past;
  /** Whether one of two channels predicts the other, by index. */
  readonly related: (a: number, b: number) => boolean;
  #score = 0;
  #combined = 0;
  /** Frames since the evidence was last beyond the limit. */
  #sinceAlarm = Number.POSITIVE_INFINITY;
  #lastTime: number;
  readonly #validity: Validity;
  readonly #firstOfValidity: number;
  /** What its evidence is multiplied by to have the limit of all other evidence. */
  readonly #validityUnit: number;
  /** Its evidence from which a reading is wrong by itself. */
  readonly #invalid: number;
  readonly #raw: View;
  readonly #isolation: Isolation;
  readonly #opinions: SecondOpinions;
  readonly #plant: PlantEvidence;
  readonly #forests: AreaForests;
  readonly #nothing: Uint8Array;
  /** 1 for each channel whose baseline follows slowly. */
  readonly #doubted: Uint8Array;
  readonly #tracker: EventTracker;
  readonly #own: Own;
  /** Evidence of each channel in that of the frame, and its weight. */
  readonly #inFrame: Float64Array;
  /** Of what is attributed, the part that is being shared out. */
  readonly #parts: Float64Array;
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
    const names = statisticNames(model.means, model.periodTicks);
    this.#firstOfValidity = names.length;
    this.#validity = new Validity(model.profiles, model.learned.rows);
    this.statistics = [...names, ...this.#validity.names];
    this.#period = new PeriodMeans(n, model.periodTicks);
    this.#readings = new Float64Array(n);
    this.#wrong = new Uint8Array(n);
    this.flags = new Uint8Array(n);
    this.#lastTime = Number.NaN;
    this.limit = alarmEvidence(model, this.settings);
    const own = readingEvidence(model, this.settings, 1);
    const related = readingEvidence(model, this.settings, model.periodTicks);
    const judge = new Judge(n, model.tails);
    const slow = new Judge(n, model.tails, {
      from: firstSlowMean(model.means, model.periodTicks),
      factors: Float64Array.from(model.channelTails, (tail, i) =>
        model.profiles[i].discrete ? 0 : related / Math.max(related, valueAt(tail, related)),
      ),
    });
    const createView = () => new View(model, judge, slow, this.limit / related);
    this.#own = new Own(model.own, model.periodTicks, own);
    this.#validityUnit = this.limit / own;
    this.#inFrame = new Float64Array(n);
    this.#parts = new Float64Array(n);
    this.#weights = Float64Array.from(model.profiles, ({ discrete }, i) =>
      discrete && model.usable[i] === 1 ? CONTACT_WEIGHT : 1,
    );
    this.#raw = createView();
    this.#isolation = new Isolation(model, createView);
    this.#opinions = new SecondOpinions(model.secondOpinions, model.baselinePeriods);
    this.#plant = new PlantEvidence(model);
    this.#forests = new AreaForests(model.areas);
    this.#nothing = new Uint8Array(n);
    this.#doubted = new Uint8Array(n);
    const threshold = this.settings.anomaly_threshold;
    this.#on = this.limit * Math.sqrt(threshold / (1 - threshold));
    this.#invalid = this.#on / this.#validityUnit;
    const relatives = relatedChannels(model).map((list) => new Set(list));
    this.related = (a, b) => relatives[a].has(b);
    this.past = new Past(n);
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
    return this.#plant.changesEvidence;
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
   * Judges the next frame. Readings that are not finite count as missing.
   * @throws ConfigError for another number of readings than the model has channels
   */
  score(frame: Frame): void {
    const n = this.evidence.length;
    if (frame.values.length !== n) {
      const got = `${frame.values.length} readings`;
      throw new ConfigError({ where: `frame ${frame.seq}`, got, expected: `${n} readings` });
    }
    const isolation = this.#isolation;
    const step = frame.time - this.#lastTime;
    if (!(step >= 0 && step <= GAP_TICKS * this.model.learned.tickMs)) this.#restart();
    this.#lastTime = frame.time;
    const readings = this.#readings;
    for (let i = 0; i < n; i++) readings[i] = Number.isFinite(frame.values[i]) ? frame.values[i] : Number.NaN;
    const own = this.#own;
    const validity = this.#validity;
    validity.step(readings);
    own.step(readings, isolation.count > 0 ? isolation.view.statistics : this.#raw.statistics);
    const invalid = this.#invalid;
    const wrong = this.#wrong;
    for (let i = 0; i < n; i++) if (own.judged[i] === 1 || validity.evidence[i] >= invalid) wrong[i] = 1;
    if (this.#period.push(readings)) this.#endPeriod();
    const anyFlag = this.#gather();
    const { changesEvidence, whereaboutsEvidence } = this.#plant;
    this.#combined = combine(this.#inFrame, changesEvidence, whereaboutsEvidence, this.#forests.evidence);
    this.#score = scoreOf(this.#combined, this.limit);
    this.#sinceAlarm = this.#combined >= this.#on ? 0 : this.#sinceAlarm + 1;
    this.past.push(readings);
    if (anyFlag || this.#tracker.isBusy) this.#tracker.step(frame);
  }

  #restart(): void {
    this.#raw.reset();
    this.#isolation.reset();
    this.#opinions.reset();
    this.#own.reset();
    this.#validity.reset();
    this.#period.reset();
    this.#wrong.fill(0);
  }

  /** Looks at what the channels say of each other, by their means over the period that has just ended. */
  #endPeriod(): void {
    const raw = this.#raw;
    const isolation = this.#isolation;
    const { values } = this.#period;
    const on = this.#on;
    isolation.prepare(raw);
    raw.step(values, this.#nothing);
    const opinions = this.#opinions;
    opinions.step(raw.features);
    isolation.step(values, raw, opinions, this.#wrong, on, on * HOLD);
    const doubted = this.#doubted;
    for (let i = 0; i < doubted.length; i++)
      doubted[i] = isolation.aside[i] === 1 || raw.evidence[i] >= DOUBTFUL * on ? 1 : 0;
    raw.residuals.adapt(doubted);
    opinions.adapt(doubted);
    this.#plant.step(raw.features);
    this.#forests.step(raw.evidence);
    this.#wrong.fill(0);
  }

  /** Takes together what is known of each reading: by relations, by its own past, by itself; true where any is flagged. */
  #gather(): boolean {
    const { evidence, which, channelScores, flags, limit } = this;
    const raw = this.#raw;
    const isolation = this.#isolation;
    const own = this.#own;
    const validity = this.#validity;
    const invalid = this.#invalid;
    const seen = isolation.count > 0 ? isolation.view : raw;
    const inFrame = this.#inFrame;
    const weights = this.#weights;
    let anyFlag = false;
    for (let i = 0; i < evidence.length; i++) {
      let most = seen.suspicion[i];
      let name = seen.which[i];
      const said = compressed(own.ratios[i]) * limit;
      if (said > most) {
        most = said;
        name = own.which[i] === 0 ? 0 : this.model.means.length + 1;
      }
      const by = validity.evidence[i] * this.#validityUnit;
      if (by > most) {
        most = by;
        name = this.#firstOfValidity + validity.which[i];
      }
      evidence[i] = most;
      which[i] = name;
      channelScores[i] = scoreOf(most, limit);
      const isFlagged = own.judged[i] === 1 || validity.evidence[i] >= invalid || isolation.judged[i] === 1;
      flags[i] = isFlagged ? 1 : 0;
      const together = Math.max(raw.evidence[i], validity.evidence[i]) * weights[i];
      inFrame[i] = isFlagged && most > together ? most : together;
      if (isFlagged) anyFlag = true;
    }
    return anyFlag;
  }

  /**
   * Attributes the overall evidence of the last frame to the channels, exactly: `baseline` + Σ `out` = `total`.
   * It is a sum of a norm and the evidence of one T². The norm is homogeneous of order one in the evidence of channels,
   * plant and forests, so that Euler's theorem gives their Aumann–Shapley values in closed form; what a T² says goes to
   * channels by its terms, what a forest says by exact Shapley values. Where readings are set aside, the channels' parts
   * are as the others see them.
   * @param out filled, by channel
   */
  attribute(out: Float64Array): { baseline: number; total: number } {
    const total = this.#combined;
    const { changes, changesEvidence, whereabouts, whereaboutsEvidence } = this.#plant;
    const forests = this.#forests;
    const norm = normOf(this.#inFrame, changesEvidence, forests.evidence);
    out.fill(0);
    if (!(total > 0)) return { baseline: total, total };
    const parts = this.#parts;
    const scale = norm > 0 ? 1 / norm ** 3 : 0;
    addParts(whereabouts, WHEREABOUTS_WEIGHT * whereaboutsEvidence, parts, out);
    addParts(changes, scale * changesEvidence ** 4, parts, out);
    for (let i = 0; i < out.length; i++) out[i] += scale * this.#inFrame[i] ** 4;
    forests.attribute(
      forests.evidence.map((evidence) => scale * evidence ** 4),
      total,
      out,
    );
    return { baseline: 0, total };
  }
}

/** Adds to `out` what each channel has of `part`, by the terms of a T². */
function addParts(group: Group, part: number, terms: Float64Array, out: Float64Array): void {
  if (!(group.value > 0)) return;
  group.contributions(terms);
  const scale = part / group.value;
  for (let i = 0; i < out.length; i++) out[i] += scale * terms[i];
}

/** How far beyond its limit a channel's own past is, on the scale of −ln of a chance that all other evidence has. */
function compressed(ratio: number): number {
  return ratio > 1 ? 1 + COMPRESSION * Math.log(ratio) : ratio;
}

/** Evidence as a score: one half at the limit, never quite 1, so that ranks are kept. */
function scoreOf(evidence: number, limit: number): number {
  const ratio = evidence / limit;
  return (ratio * ratio) / (1 + ratio * ratio);
}
