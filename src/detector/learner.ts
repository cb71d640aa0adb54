/** Learns what is normal from frames in time order. */

import { ConfigError } from '../core/errors.ts';
import type { Frame } from '../core/frame.ts';
import { calibrate } from './calibrate.ts';
import { type ChannelInfo, checkChannels } from './channels.ts';
import { Features } from './features.ts';
import { FOLDS, foldOf } from './folds.ts';
import { fitChanges, fitLevels } from './group.ts';
import { type Model, sealModel } from './model.ts';
import { fitOwn } from './own-fit.ts';
import { PeriodSeries } from './period-series.ts';
import { type Profile, ProfileTally } from './profile.ts';
import { Recording } from './recording.ts';
import { addRows, BATCH_ROWS, createMoments, fitRelations, type Moments, mirror } from './relations.ts';
import { type LearnSettings, learnSettings } from './settings.ts';
import { measureSpreads, runStride } from './spreads.ts';

/** Fewer frames than this say too little. */
export const LEAST_ROWS = 60;
/** Periods that relations are fitted on at most. */
const FIT_ROWS = 8_000;
/** Time constants of predictors and of residual means, periods; those too long for the data are left out, but not the first mean. */
const LAGS = [12, 72, 360];
const MEANS = [6, 36, 216, 1_296];
/** Time constant of the baseline as a part of the learned periods. (estimate) */
const BASELINE_PART = 0.5;
/** A mean over so many periods needs so many times more of them. */
const ROWS_PER_LAG = 30;
const ROWS_PER_MEAN = 15;
/** A channel is used when it has readings in at least this part of the frames. */
const LEAST_READINGS = 0.2;

export class Learner {
  readonly #channels: readonly ChannelInfo[];
  readonly #settings: LearnSettings;
  readonly #recording: Recording;
  readonly #tally: ProfileTally;
  readonly #series: PeriodSeries;

  /** @throws ConfigError for channels without unique names and settings out of range */
  constructor(channels: readonly ChannelInfo[], settings: Partial<LearnSettings> = {}) {
    checkChannels(channels);
    this.#channels = channels;
    this.#settings = learnSettings(settings);
    this.#recording = new Recording(channels.length);
    this.#tally = new ProfileTally(channels.length);
    this.#series = new PeriodSeries(channels.length);
  }

  /**
   * Takes the next frame of normal operation. Readings that are not finite count as missing.
   * @throws ConfigError for another number of channels, or a frame that is not later than the one before
   */
  push(frame: Frame): void {
    const where = `frame ${frame.seq}`;
    if (frame.values.length !== this.#channels.length) {
      const got = `${frame.values.length} readings`;
      throw new ConfigError({ where, got, expected: `${this.#channels.length} readings` });
    }
    if (!(this.#recording.seen === 0 || frame.time > this.#recording.to)) {
      throw new ConfigError({ where: `${where}, time`, got: frame.time, expected: `later than ${this.#recording.to}` });
    }
    this.#recording.push(frame);
    this.#tally.push(frame.values);
    const { from, to, seen } = this.#recording;
    this.#series.push(frame.values, (to - from) / Math.max(1, seen - 1));
  }

  /** @throws ConfigError when there are too few frames, or no channel that varies */
  finish(): Model {
    const recording = this.#recording;
    if (recording.seen < LEAST_ROWS) {
      const got = `${recording.seen} frames`;
      throw new ConfigError({ where: 'normal data', got, expected: `at least ${LEAST_ROWS} frames` });
    }
    const profiles = this.#tally.finish(recording);
    const usable = Uint8Array.from(profiles, (p) => (isUsable(p, recording.seen) ? 1 : 0));
    if (!usable.includes(1)) {
      const expected = 'at least one channel with readings that vary';
      throw new ConfigError({ where: 'normal data', got: 'only constant or missing channels', expected });
    }
    const series = this.#series;
    const { rows } = series;
    const lags = LAGS.filter((lag) => lag * ROWS_PER_LAG <= rows);
    const means = MEANS.filter((mean, k) => k === 0 || mean * ROWS_PER_MEAN <= rows);
    const baselinePeriods = Math.round(BASELINE_PART * rows);
    const { folds, levelFolds, levels, starts } = foldMoments(series, profiles, lags, baselinePeriods);
    const fitted = fitRelations(folds, levels, usable, lags, rows);
    const changes = fitChanges(folds, lags, usable);
    const whereabouts = fitLevels(levelFolds, usable);
    const spreads = measureSpreads(series, profiles, starts, fitted.first, baselinePeriods);
    const content = {
      channels: this.#channels,
      learned: { from: recording.from, to: recording.to, rows: recording.seen, tickMs: tickOf(recording) },
      profiles,
      usable: [...usable],
      periodTicks: series.ticks,
      lags,
      relations: fitted.first.map(({ relation }) => relation),
      baselinePeriods,
      spreads: [...spreads.residual],
      doubts: [...spreads.doubt],
      autoregression: [...spreads.autoregression],
      jumpSpreads: [...spreads.jump],
      means,
      changes: changes.model,
      whereabouts: whereabouts.model,
      own: fitOwn(recording, profiles, this.#channels),
    };
    return sealModel({
      ...content,
      ...calibrate(series, content, { relations: fitted, changes, whereabouts }, this.#settings),
    });
  }
}

function isUsable(profile: Profile, rows: number): boolean {
  return profile.min < profile.max && profile.readings >= LEAST_READINGS * rows;
}

/**
 * Moments of the features less their slow means: what moves over days is left to the baseline, for two slow
 * things that happened to move together for a week need not do so the week after. And, of the same pass over the
 * rows, the features before each run that spreads are measured on.
 */
function foldMoments(
  series: PeriodSeries,
  profiles: readonly Profile[],
  lags: readonly number[],
  baselinePeriods: number,
): { folds: Moments[]; levelFolds: Moments[]; levels: Float64Array; starts: Features[] } {
  const features = new Features(profiles, lags);
  const size = features.values.length;
  const folds = Array.from({ length: FOLDS }, () => createMoments(size));
  const levelFolds = Array.from({ length: FOLDS }, () => createMoments(profiles.length));
  const nothing = new Uint8Array(profiles.length);
  const zeros = new Float64Array(profiles.length);
  const readings = new Float64Array(profiles.length);
  const slow = new Float64Array(size);
  const batch = new Float64Array(BATCH_ROWS * size);
  const levelBatch = new Float64Array(BATCH_ROWS * profiles.length);
  const levels = new Float64Array(size);
  const { rows } = series;
  const stride = Math.max(1, Math.floor(rows / FIT_ROWS));
  const sampled = Math.ceil(rows / stride);
  const starts: Features[] = [];
  const runs = runStride(rows);
  let inBatch = 0;
  for (let row = 0; row < rows; row++) {
    if (row % runs === 0) {
      const start = new Features(profiles, lags);
      start.copy(features);
      starts.push(start);
    }
    series.read(row, readings);
    features.step(readings, zeros, nothing);
    if (row % stride !== 0) continue;
    const weight = Math.max(stride / baselinePeriods, stride / (row + stride));
    for (let f = 0; f < size; f++) {
      slow[f] += weight * (features.values[f] - slow[f]);
      batch[f * BATCH_ROWS + inBatch] = features.values[f] - slow[f];
      levels[f] += features.values[f] / sampled;
      if (f < profiles.length) levelBatch[f * BATCH_ROWS + inBatch] = features.values[f];
    }
    const fold = foldOf(row, rows);
    if (++inBatch < BATCH_ROWS && row + stride < rows && foldOf(row + stride, rows) === fold) continue;
    addRows(folds[fold], batch, inBatch);
    addRows(levelFolds[fold], levelBatch, inBatch);
    batch.fill(0);
    levelBatch.fill(0);
    inBatch = 0;
  }
  for (const fold of [...folds, ...levelFolds]) mirror(fold);
  return { folds, levelFolds, levels, starts };
}

/** The usual time between frames: the median of the differences, ms. */
function tickOf(recording: Recording): number {
  const steps: number[] = [];
  for (let row = 1; row < Math.min(recording.rows, 2_000); row++)
    steps.push(recording.time(row) - recording.time(row - 1));
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1];
}
