/** How sure a figure is: intervals that hold the true value with a chance of 95 %. */

import { RandomStream } from '../../core/random.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * Wilson's (1927) score interval of a proportion: right also near 0 and 1 and for few trials, where the usual one is
 * not. 0 … 1 without any trial.
 */
export function wilson(successes: number, trials: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const scale = 1 + (Z * Z) / trials;
  const middle = (share + (Z * Z) / (2 * trials)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / trials + (Z * Z) / (4 * trials * trials));
  return {
    low: successes === 0 ? 0 : Math.max(0, middle - half),
    high: successes === trials ? 1 : Math.min(1, middle + half),
  };
}

/**
 * Percentile bootstrap (Efron 1979) over runs: runs are drawn with replacement, for readings and events of one run are
 * not independent. With few runs it is too narrow; NaN with one alone.
 * @param runs how many there are
 * @param figure the figure of runs that count as often as their weights say
 */
export function bootstrap(
  runs: number,
  figure: (weights: Uint8Array) => number,
  { resamples = 1_000, seed = 1 }: { readonly resamples?: number; readonly seed?: number } = {},
): Interval {
  if (runs < 2) return { low: Number.NaN, high: Number.NaN };
  const random = new RandomStream(seed, 'evaluation/bootstrap');
  const weights = new Uint8Array(runs);
  const figures: number[] = [];
  for (let r = 0; r < resamples; r++) {
    weights.fill(0);
    for (let i = 0; i < runs; i++) weights[Math.floor(runs * random.uniform())]++;
    const value = figure(weights);
    if (!Number.isNaN(value)) figures.push(value);
  }
  if (figures.length === 0) return { low: Number.NaN, high: Number.NaN };
  figures.sort((a, b) => a - b);
  return { low: quantile(figures, 0.025), high: quantile(figures, 0.975) };
}

/** Of sorted numbers, by linear interpolation (type 7 of Hyndman & Fan 1996); NaN of none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  // Equal neighbours first: between two infinities there is nothing to interpolate.
  if (sorted[below] === sorted[above]) return sorted[below];
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/** Of numbers in any order; NaN of none. */
export function median(numbers: readonly number[]): number {
  return quantile(
    numbers.toSorted((a, b) => a - b),
    0.5,
  );
}
