/**
 * Calibration: the normal data are replayed through residuals and statistics, each part judged by relations that
 * were learned from the other parts, and the tails of what comes out are kept.
 */

import { AreaForests, fitAreaForests } from './area-forests.ts';
import { areasOf } from './areas.ts';
import { BlockMaxima, RECURRENT } from './block-maxima.ts';
import { Evidence } from './evidence.ts';
import { Features } from './features.ts';
import { foldOf } from './folds.ts';
import { type FittedGroup, Group } from './group.ts';
import { combine, Judge } from './judge.ts';
import type { Model, Uncalibrated } from './model.ts';
import type { Recording } from './recording.ts';
import type { FittedRelation } from './relations.ts';
import { Residuals } from './residuals.ts';
import type { LearnSettings } from './settings.ts';
import { fitTail, TAIL_EVIDENCE, type Tail, tailEvidence } from './tail.ts';

/** Rows that the tails are taken from, at most. */
const SAMPLES = 6_000;
/** Least thresholds: of jumps and means in units of the residual's spread, of noise and quiet. (estimate) */
const JUMP_FLOOR = 2;
const MEAN_FLOOR = 2;
const NOISE_FLOOR = 1.5;
/** Tail of a statistic that says nothing: every switch of a contact is a jump. */
const NEVER: Tail = { u: 1e9, beta: 1e9, xi: 0.1 };
/** Least threshold of T² over the number of channels. (estimate) */
const GROUP_FLOOR = 1;

export type Calibrated = Pick<Model, 'baselines' | 'tails' | 'channelTails' | 'groupTail' | 'areas' | 'overall'>;

export function calibrate(
  recording: Recording,
  content: Uncalibrated,
  fitted: readonly FittedRelation[],
  group: FittedGroup,
  settings: LearnSettings,
): Calibrated {
  const { profiles, means } = content;
  const n = profiles.length;
  const { baselines, statistics, groupValues, samples, size, maxima } = replay(recording, content, fitted, group);
  const evidenceOfRecurrent = Math.max(Math.log(recording.rows / RECURRENT), TAIL_EVIDENCE + 1);
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
      tails.push(fitTail(column, floorOf(s, means), inflationOf(s, means, recording.rows), recurrent));
    }
  }
  const slowest = content.lags.at(-1) ?? 1;
  const groupTail = fitTail(groupValues.slice(), GROUP_FLOOR, 1 + 3 * Math.sqrt((2 * slowest) / recording.rows));
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
    const { u, beta, xi } = groupTail;
    overall[k] = combine(row, tailEvidence(groupValues[k], u, beta, xi), forests.evidence);
  }
  // The rarest of many statistics is less rare than it says, on some channels far less: calibrated again, one by one.
  const channelTails = profiles.map((_, i) => {
    for (let k = 0; k < samples; k++) column[k] = evidence[k * n + i];
    return fitTail(column, TAIL_EVIDENCE);
  });
  return { baselines, tails, channelTails, groupTail, areas, overall: fitTail(overall, 1) };
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
  recording: Recording,
  content: Uncalibrated,
  fitted: readonly FittedRelation[],
  group: FittedGroup,
): {
  statistics: Float32Array;
  samples: number;
  size: number;
  maxima: BlockMaxima;
  baselines: number[];
  groupValues: Float64Array;
} {
  const { profiles, lags, means } = content;
  const n = profiles.length;
  const rows = recording.rows;
  const features = new Features(profiles, lags);
  const stages = fitted[0].folds.map(
    (_, k) =>
      new Residuals(
        fitted.map(({ folds }) => folds[k]),
        content.spreads,
        content.doubts,
        content.baselineTicks,
      ),
  );
  const unknown = new Float64Array(means.length * n).fill(Number.POSITIVE_INFINITY);
  const evidence = new Evidence(
    means,
    Float64Array.from(content.autoregression),
    Float64Array.from(content.jumpSpreads),
    unknown,
  );
  const size = evidence.values.length;
  const stride = Math.max(1, Math.floor(rows / SAMPLES));
  const statistics = new Float32Array(Math.ceil(rows / stride) * size);
  const readings = new Float64Array(n);
  const zeros = new Float64Array(n);
  const trusted = new Uint8Array(n);
  const maxima = new BlockMaxima(size, rows);
  const groups = group.folds.map((model) => new Group(model));
  const groupValues = new Float64Array(Math.ceil(rows / stride));
  const { relations, spreads, doubts, baselineTicks } = content;
  const whole = new Residuals(relations, spreads, doubts, baselineTicks / stride);
  whole.restart();
  stages[0].restart();
  let samples = 0;
  for (let row = 0; row < rows; row++) {
    recording.read(row, readings);
    features.step(readings, zeros, trusted);
    const stage = stages[foldOf(row, rows)];
    stage.step(features);
    evidence.step(readings, stage);
    stage.adapt(trusted);
    if (stage !== stages[foldOf(row + 1, rows)]) stages[foldOf(row + 1, rows)].copy(stage);
    maxima.note(row, evidence.values);
    if (row % stride !== 0) continue;
    whole.step(features);
    whole.adapt(trusted);
    const changed = groups[foldOf(row, rows)];
    changed.step(features);
    groupValues[samples] = changed.value;
    statistics.set(evidence.values, samples++ * size);
  }
  return {
    baselines: [...whole.baseline],
    statistics,
    groupValues: groupValues.subarray(0, samples),
    samples,
    size,
    maxima,
  };
}
