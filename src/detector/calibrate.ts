/**
 * Calibration: the normal data are replayed through residuals and statistics, each part judged by relations that
 * were learned from the other parts, and the tails of what comes out are kept.
 */

import { AreaForests, fitAreaForests } from './area-forests.ts';
import { areasOf } from './areas.ts';
import { BlockMaxima, RECURRENT } from './block-maxima.ts';
import { deadBand } from './channels.ts';
import { Evidence } from './evidence.ts';
import { Features } from './features.ts';
import { foldOf } from './folds.ts';
import { type FittedGroup, Group } from './group.ts';
import { combine, Judge } from './judge.ts';
import type { Model, Uncalibrated } from './model.ts';
import type { PeriodSeries } from './period-series.ts';
import type { FittedRelations, Relation } from './relations.ts';
import { Residuals } from './residuals.ts';
import { SecondOpinions } from './second-opinions.ts';
import type { LearnSettings } from './settings.ts';
import { evidenceOf, fitTail, TAIL_EVIDENCE, type Tail, withDeadBand } from './tail.ts';

/** Rows that the tails are taken from, at most. */
const SAMPLES = 5_000;
/** Least thresholds: of jumps and means in units of the residual's spread, of noise and quiet. (estimate) */
const JUMP_FLOOR = 2;
const MEAN_FLOOR = 2;
const NOISE_FLOOR = 1.5;
/** Least threshold of second opinions, standardised units. (estimate) */
const SECOND_FLOOR = 0.01;
/** Tail of a statistic that says nothing: every switch of a contact is a jump. */
const NEVER: Tail = { u: 1e9, beta: 1e9, xi: 0.1 };
/** Least threshold of T² over the number of channels. (estimate) */
const GROUP_FLOOR = 1;

export type Calibrated = Pick<
  Model,
  'secondOpinions' | 'baselines' | 'tails' | 'channelTails' | 'changesTail' | 'whereaboutsTail' | 'areas' | 'overall'
>;

/** What was fitted on all of the data and, fold by fold, on the rest of it. */
export interface Fitted {
  readonly relations: FittedRelations;
  readonly changes: FittedGroup;
  readonly whereabouts: FittedGroup;
}

export function calibrate(
  series: PeriodSeries,
  content: Uncalibrated,
  fitted: Fitted,
  settings: LearnSettings,
): Calibrated {
  const { profiles, means } = content;
  const n = profiles.length;
  const { baselines, secondBaselines, secondMeans, statistics, changes, whereabouts, samples, size, maxima } = replay(
    series,
    content,
    fitted,
  );
  const evidenceOfRecurrent = Math.max(Math.log(series.rows / RECURRENT), TAIL_EVIDENCE + 1);
  const tails: Tail[] = [];
  const column = new Float64Array(samples);
  for (let s = 0; s < size / n; s++) {
    for (let i = 0; i < n; i++) {
      if (profiles[i].discrete && (s === 0 || s > means.length)) {
        tails.push(NEVER);
        continue;
      }
      for (let k = 0; k < samples; k++) column[k] = statistics[k * size + s * n + i];
      const recurrent = { value: maxima.recurrent(s * n + i), evidence: evidenceOfRecurrent };
      const tail = fitTail(column, floorOf(s, means), inflationOf(s, means, series.rows), recurrent);
      tails.push(withDeadBand(tail, deadBandOf(s, i, content)));
    }
  }
  const thresholds = profiles.map((_, i) => {
    for (let k = 0; k < samples; k++) column[k] = secondMeans[k * n + i];
    return fitTail(column, SECOND_FLOOR).u;
  });
  const secondOpinions = {
    relations: fitted.relations.second.map(({ relation }) => relation),
    baselines: secondBaselines,
    thresholds,
  };
  const slowest = content.lags.at(-1) ?? 1;
  const changesTail = fitTail(changes.slice(), GROUP_FLOOR, 1 + 3 * Math.sqrt((2 * slowest) / series.rows));
  const whereaboutsTail = fitTail(whereabouts.slice(), GROUP_FLOOR);
  const judge = new Judge(n, tails);
  const evidence = new Float64Array(samples * n);
  const which = new Uint8Array(n);
  for (let k = 0; k < samples; k++) {
    const row = evidence.subarray(k * n, (k + 1) * n);
    judge.judge(statistics.subarray(k * size, (k + 1) * size), row, which);
    for (let i = 0; i < n; i++) if (content.usable[i] === 0) row[i] = 0;
  }
  const usable = Uint8Array.from(content.usable);
  const areas = fitAreaForests(areasOf(content.channels, content.relations, usable), evidence, n, settings);
  const forests = new AreaForests(areas);
  const overall = new Float64Array(samples);
  for (let k = 0; k < samples; k++) {
    const row = evidence.subarray(k * n, (k + 1) * n);
    forests.step(row);
    overall[k] = combine(
      row,
      evidenceOf(changes[k], changesTail),
      evidenceOf(whereabouts[k], whereaboutsTail),
      forests.evidence,
    );
  }
  // The rarest of many statistics is less rare than it says, on some channels far less: calibrated again, one by one.
  const channelTails = profiles.map((_, i) => {
    for (let k = 0; k < samples; k++) column[k] = evidence[k * n + i];
    return fitTail(column, TAIL_EVIDENCE);
  });
  return {
    secondOpinions,
    baselines,
    tails,
    channelTails,
    changesTail,
    whereaboutsTail,
    areas,
    overall: fitTail(overall, 1),
  };
}

/** The dead band of a statistic of a channel, in its units; 0 where there is none. */
function deadBandOf(
  statistic: number,
  i: number,
  { channels, profiles, spreads, jumpSpreads, means }: Uncalibrated,
): number {
  const band = deadBand(channels[i]) / (profiles[i].scale * spreads[i]);
  if (statistic === 0) return band / jumpSpreads[i];
  return statistic <= means.length ? band : 0;
}

/** Means over n ticks of independent values spread by 1/√n; more slowly varying ones by more, never by less. */
function floorOf(statistic: number, means: readonly number[]): number {
  if (statistic === 0) return JUMP_FLOOR;
  if (statistic <= means.length) return MEAN_FLOOR / Math.sqrt(2 * means[statistic - 1]);
  return NOISE_FLOOR;
}

/** A mean over a large part of the data has shown few independent values: its tail is widened. (estimate) */
function inflationOf(statistic: number, means: readonly number[], rows: number): number {
  const ticks = statistic > 0 && statistic <= means.length ? means[statistic - 1] : 1;
  return 1 + 4 * Math.sqrt((2 * ticks) / rows);
}

function replay(
  series: PeriodSeries,
  content: Uncalibrated,
  fitted: Fitted,
): {
  statistics: Float32Array;
  samples: number;
  size: number;
  maxima: BlockMaxima;
  baselines: number[];
  secondBaselines: number[];
  secondMeans: Float32Array;
  changes: Float64Array;
  whereabouts: Float64Array;
} {
  const { profiles, lags, means } = content;
  const n = profiles.length;
  const rows = series.rows;
  const features = new Features(profiles, lags);
  const stages = fitted.relations.first[0].folds.map(
    (_, k) =>
      new Residuals(
        fitted.relations.first.map(({ folds }) => folds[k]),
        content.spreads,
        content.doubts,
        content.baselinePeriods,
      ),
  );
  const { second } = fitted.relations;
  const ones = new Array<number>(n).fill(1);
  const opinionsOf = (relations: readonly Relation[]) =>
    new SecondOpinions(
      { relations, baselines: new Array<number>(n).fill(0), thresholds: ones },
      content.baselinePeriods,
    );
  const opinions = stages.map((_, k) => opinionsOf(second.map(({ folds }) => folds[k])));
  const wholeOpinions = opinionsOf(second.map(({ relation }) => relation));
  const unknown = new Float64Array(means.length * n).fill(Number.POSITIVE_INFINITY);
  const evidence = new Evidence(
    means,
    Float64Array.from(content.autoregression),
    Float64Array.from(content.jumpSpreads),
    content.periodTicks,
    unknown,
  );
  const size = evidence.values.length;
  const stride = Math.max(1, Math.floor(rows / SAMPLES));
  const statistics = new Float32Array(Math.ceil(rows / stride) * size);
  const readings = new Float64Array(n);
  const zeros = new Float64Array(n);
  const trusted = new Uint8Array(n);
  const maxima = new BlockMaxima(size, rows);
  const secondMeans = new Float32Array(Math.ceil(rows / stride) * n);
  const groups = [fitted.changes, fitted.whereabouts].map(({ folds }) => folds.map((model) => new Group(model)));
  const groupValues = groups.map(() => new Float64Array(Math.ceil(rows / stride)));
  const { relations, spreads, doubts, baselinePeriods } = content;
  const whole = new Residuals(relations, spreads, doubts, baselinePeriods / stride);
  whole.restart();
  wholeOpinions.reset();
  stages[0].restart();
  opinions[0].reset();
  let samples = 0;
  for (let row = 0; row < rows; row++) {
    series.read(row, readings);
    features.step(readings, zeros, trusted);
    const stage = stages[foldOf(row, rows)];
    stage.step(features);
    evidence.step(stage);
    stage.adapt(trusted);
    const opinion = opinions[foldOf(row, rows)];
    opinion.step(features);
    opinion.adapt(trusted);
    if (stage !== stages[foldOf(row + 1, rows)]) {
      stages[foldOf(row + 1, rows)].copy(stage);
      opinions[foldOf(row + 1, rows)].copy(opinion);
    }
    maxima.note(row, evidence.values);
    if (row % stride !== 0) continue;
    whole.step(features);
    whole.adapt(trusted);
    wholeOpinions.step(features);
    wholeOpinions.adapt(trusted);
    for (let i = 0; i < n; i++) secondMeans[samples * n + i] = Math.abs(opinion.means[i]);
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g][foldOf(row, rows)];
      group.step(features);
      groupValues[g][samples] = group.value;
    }
    statistics.set(evidence.values, samples++ * size);
  }
  return {
    baselines: [...whole.baseline],
    secondBaselines: [...wholeOpinions.baselines],
    secondMeans,
    statistics,
    changes: groupValues[0].subarray(0, samples),
    whereabouts: groupValues[1].subarray(0, samples),
    samples,
    size,
    maxima,
  };
}
