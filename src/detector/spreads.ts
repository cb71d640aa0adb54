/** Normal spread of residuals and of their jumps, measured on data that the relations were not fitted to. */

import { RunDoubts } from './doubts.ts';
import type { Features } from './features.ts';
import { foldOf } from './folds.ts';
import type { PeriodSeries } from './period-series.ts';
import type { Profile } from './profile.ts';
import type { FittedRelation } from './relations.ts';
import { Residuals } from './residuals.ts';
import { robustSpread } from './robust.ts';

export interface Spreads {
  /** Spread of (reading − prediction), standardised units. */
  readonly residual: Float64Array;
  /** Part of its predictors' distance from their centres by which each relation may be off. */
  readonly doubt: Float64Array;
  /** Coefficients of the last residual and of the residual's quickest mean, by channel. */
  readonly autoregression: Float64Array;
  /** Spread of what these two do not predict, in units of `residual`. */
  readonly jump: Float64Array;
}

/** Rows are looked at in runs of this many, the first of which only fill the mean. */
const RUN = 32;
const RUN_WARM_UP = 20;
/** Runs looked at, at most. */
const RUNS = 400;
/** Time constant of the quickest mean, periods. */
export const QUICKEST_MEAN = 6;
/** A residual smaller than this part of the channel's own spread is never taken seriously. (estimate) */
const FLOOR = 0.01;
/** For a contact: it may switch a little before or after what predicts it. (estimate) */
const DISCRETE_FLOOR = 0.2;
const JUMP_FLOOR = 0.05;

/** Rows from the start of one run to that of the next. */
export function runStride(rows: number): number {
  return Math.max(RUN, Math.floor(rows / RUNS));
}

/** @param starts features before the first row of each run */
export function measureSpreads(
  series: PeriodSeries,
  profiles: readonly Profile[],
  starts: readonly Features[],
  fitted: readonly FittedRelation[],
  baselinePeriods: number,
): Spreads {
  const n = profiles.length;
  const rows = series.rows;
  const stride = runStride(rows);
  const zeros = new Float64Array(n);
  const ones = new Float64Array(n).fill(1);
  const stages = fitted[0].folds.map(
    (_, k) =>
      new Residuals(
        fitted.map(({ folds }) => folds[k]),
        ones,
        zeros,
        baselinePeriods,
      ),
  );
  const trusted = new Uint8Array(n);
  const readings = new Float64Array(n);
  const mean = new Float64Array(n);
  const previous = new Float64Array(n);
  // The baseline as `Residuals` would keep it, moved once a run by the run's mean residual.
  const baseline = new Float64Array(n);
  const runSum = new Float64Array(n);
  const doubts = Array.from({ length: n }, () => new RunDoubts());
  const follow = Math.min(1, stride / baselinePeriods);
  // Of each channel: residuals, their predecessors, and the means before them.
  const samples: [number[], number[], number[]][] = Array.from({ length: n }, () => [[], [], []]);
  for (let row = 0; row < rows; row++) {
    const inRun = row % stride;
    if (inRun >= RUN) continue;
    const features = starts[Math.floor(row / stride)];
    series.read(row, readings);
    features.step(readings, zeros, trusted);
    const stage = stages[foldOf(row, rows)];
    stage.step(features);
    for (let i = 0; i < n; i++) {
      const residual = stage.values[i] - baseline[i];
      if (inRun === 0) mean[i] = previous[i] = Number.isNaN(residual) ? 0 : residual;
      if (Number.isNaN(residual)) continue;
      if (inRun >= RUN_WARM_UP) {
        samples[i][0].push(residual);
        samples[i][1].push(previous[i]);
        samples[i][2].push(mean[i]);
      }
      previous[i] = residual;
      mean[i] += (residual - mean[i]) / QUICKEST_MEAN;
      runSum[i] += residual;
    }
    if (inRun === RUN - 1) {
      for (let i = 0; i < n; i++) {
        doubts[i].push(fitted[i].relation, features.doubt, runSum[i] / RUN);
        baseline[i] += (follow * runSum[i]) / RUN;
      }
      runSum.fill(0);
    }
  }
  const out: Spreads = {
    residual: new Float64Array(n),
    doubt: Float64Array.from(doubts, (runs) => runs.estimate()),
    autoregression: new Float64Array(2 * n),
    jump: new Float64Array(n),
  };
  for (let i = 0; i < n; i++) summarise(samples[i], i, profiles[i].discrete ? DISCRETE_FLOOR : FLOOR, out);
  return out;
}

function summarise(
  [residuals, previous, means]: [number[], number[], number[]],
  i: number,
  floor: number,
  out: Spreads,
): void {
  const spread = Math.max(floor, robustSpread(Float64Array.from(residuals)));
  out.residual[i] = spread;
  const bound = 8 * spread;
  let aa = 0;
  let ab = 0;
  let bb = 0;
  let ay = 0;
  let by = 0;
  for (let k = 0; k < residuals.length; k++) {
    const a = cut(previous[k], bound);
    const b = cut(means[k], bound);
    const y = cut(residuals[k], bound);
    aa += a * a;
    ab += a * b;
    bb += b * b;
    ay += a * y;
    by += b * y;
  }
  aa = aa * 1.001 + 1e-12;
  bb = bb * 1.001 + 1e-12;
  const determinant = aa * bb - ab * ab;
  const phi = (bb * ay - ab * by) / determinant;
  const psi = (aa * by - ab * ay) / determinant;
  out.autoregression[2 * i] = phi;
  out.autoregression[2 * i + 1] = psi;
  const jumps = Float64Array.from(residuals, (r, k) => (r - phi * previous[k] - psi * means[k]) / spread);
  out.jump[i] = Math.max(JUMP_FLOOR, robustSpread(jumps));
}

function cut(value: number, bound: number): number {
  return Math.max(-bound, Math.min(bound, value));
}
