/**
 * The normal data replayed through residuals and statistics, each part judged by relations that were learned from the
 * other parts: what comes out is as it will be on days that were not learned from.
 */

import { BlockMaxima } from './block-maxima.ts';
import { Evidence } from './evidence.ts';
import { Features } from './features.ts';
import { foldOf } from './folds.ts';
import { type FittedGroup, Group } from './group.ts';
import type { Uncalibrated } from './model.ts';
import type { PeriodSeries } from './period-series.ts';
import type { FittedRelations, Relation } from './relations.ts';
import { Residuals } from './residuals.ts';
import { SecondOpinions } from './second-opinions.ts';

/** What was fitted on all of the data and, fold by fold, on the rest of it. */
export interface Fitted {
  readonly relations: FittedRelations;
  readonly changes: FittedGroup;
  readonly whereabouts: FittedGroup;
}

export interface Replayed {
  /** Periods that were looked at. */
  readonly samples: number;
  /** Statistics of each of them, `size` at a time, as `Evidence.values`. */
  readonly statistics: Float32Array;
  readonly size: number;
  /** How far each statistic went in all periods. */
  readonly maxima: BlockMaxima;
  /** Mean residual of each channel's second opinion at each sample, without its sign. */
  readonly secondMeans: Float32Array;
  /** T² of the plant's changes and whereabouts at each sample. */
  readonly changes: Float64Array;
  readonly whereabouts: Float64Array;
  /** Baselines of relations and of second opinions at the end. */
  readonly baselines: number[];
  readonly secondBaselines: number[];
}

/** Periods that are sampled, at most. */
const SAMPLES = 5_000;

/** Replays the normal data in order. */
export function replay(series: PeriodSeries, content: Uncalibrated, fitted: Fitted): Replayed {
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
  const opinionsOf = (relations: readonly Relation[], periods: number) =>
    new SecondOpinions({ relations, baselines: new Array<number>(n).fill(0), thresholds: ones }, periods);
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
  const opinions = stages.map((_, k) =>
    opinionsOf(
      second.map(({ folds }) => folds[k]),
      content.baselinePeriods,
    ),
  );
  const wholeOpinions = opinionsOf(
    second.map(({ relation }) => relation),
    content.baselinePeriods / stride,
  );
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
