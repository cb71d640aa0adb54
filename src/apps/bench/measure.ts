/** Runs a benchmark and says how its figures are spread. */

import type { Benchmark } from './benchmark.ts';

export interface Result {
  readonly name: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly runs: number;
}

export async function measure(benchmark: Benchmark): Promise<Result> {
  const { name, unit, better, runs, warmUps } = benchmark;
  const session = await benchmark.setup();
  try {
    for (let i = 0; i < warmUps; i++) await session.run();
    const figures = new Float64Array(runs);
    for (let i = 0; i < runs; i++) figures[i] = await session.run();
    return { name, unit, better, ...spread(figures), runs };
  } finally {
    session.close?.();
  }
}

/** Of at least one figure; quantiles by nearest rank, the median of an even number as the mean of the middle two. */
export function spread(figures: Float64Array): Pick<Result, 'min' | 'median' | 'p95' | 'p99' | 'max'> {
  const sorted = figures.toSorted();
  const count = sorted.length;
  const middle = count >> 1;
  return {
    min: sorted[0],
    median: count % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
    p95: sorted[Math.ceil(0.95 * count) - 1],
    p99: sorted[Math.ceil(0.99 * count) - 1],
    max: sorted[count - 1],
  };
}
