/** Figures of many runs together, with their intervals. */

import {
  addConfusion,
  bootstrap,
  type Confusion,
  createConfusion,
  type Interval,
  ScoreHistogram,
  wilson,
} from '../../detector/evaluation/index.ts';

/** A figure with its 95 % interval. */
export interface Figure extends Interval {
  readonly value: number;
}

/** Successes of trials. */
export interface Share extends Figure {
  readonly count: number;
  readonly of: number;
}

export function share(count: number, of: number): Share {
  return { value: count / of, count, of, ...wilson(count, of) };
}

/** @param figure of runs that count as often as their weights say */
export function figureOfRuns(runs: number, figure: (weights: Uint8Array) => number): Figure {
  return { value: figure(new Uint8Array(runs).fill(1)), ...bootstrap(runs, figure) };
}

/** Counts over days, run by run, as a rate a day. */
export function ratePerDay(runs: readonly (readonly [count: number, days: number])[]): Figure {
  return figureOfRuns(runs.length, (weights) => {
    const count = runs.reduce((sum, [part], k) => sum + weights[k] * part, 0);
    return count / runs.reduce((sum, [, days], k) => sum + weights[k] * days, 0);
  });
}

export function sumConfusions(confusions: readonly Confusion[], weights?: Uint8Array): Confusion {
  const into = createConfusion();
  for (const [k, confusion] of confusions.entries()) {
    for (let times = weights?.[k] ?? 1; times > 0; times--) addConfusion(into, confusion);
  }
  return into;
}

/** As it comes from another thread: without its methods. */
export type Scores = Pick<ScoreHistogram, 'normal' | 'anomalous'>;

export function mergeScores(histograms: readonly Scores[], weights?: Uint8Array): ScoreHistogram {
  const into = new ScoreHistogram();
  for (const [k, histogram] of histograms.entries()) {
    const weight = weights?.[k] ?? 1;
    if (weight > 0) into.merge(histogram, weight);
  }
  return into;
}

/** Of those that are numbers; NaN without any. */
export function weightedMean(values: readonly number[], weights?: Uint8Array): number {
  let [sum, count] = [0, 0];
  for (const [k, value] of values.entries()) {
    const weight = weights?.[k] ?? 1;
    if (weight === 0 || Number.isNaN(value)) continue;
    sum += weight * value;
    count += weight;
  }
  return sum / count;
}
