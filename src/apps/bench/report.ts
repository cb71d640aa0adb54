/** All figures of a `bench` and the machine behind them, as data or as a table for people. */

import type { Benchmark, Group } from './benchmark.ts';
import { describeMachine, type Machine } from './machine.ts';
import { measure, type Result } from './measure.ts';
import { BENCHMARKS } from './registry.ts';

export interface BenchReport {
  readonly machine: Machine;
  readonly results: readonly Result[];
}

export interface BenchOptions {
  /** Only this group; all where it is absent. */
  readonly group?: Group;
  /** Called before each benchmark. */
  readonly onStart?: (benchmark: Benchmark) => void;
  /** What to run instead of the registry. */
  readonly benchmarks?: readonly Benchmark[];
}

/** One after another, so that none disturbs another. */
export async function runBenchmarks(options: BenchOptions = {}): Promise<BenchReport> {
  const { group, onStart, benchmarks = BENCHMARKS } = options;
  const results: Result[] = [];
  for (const benchmark of benchmarks) {
    if (group !== undefined && benchmark.group !== group) continue;
    onStart?.(benchmark);
    results.push(await measure(benchmark));
  }
  return { machine: describeMachine(), results };
}

const COLUMNS = ['min', 'median', 'p95', 'p99', 'max'] as const;

/** A line a benchmark, columns aligned, the machine below. */
export function formatReport({ machine, results }: BenchReport): string {
  const rows = [
    ['benchmark', 'unit', ...COLUMNS, 'runs', 'better'],
    ...results.map((result) => [
      result.name,
      result.unit,
      ...COLUMNS.map((column) => formatFigure(result[column])),
      String(result.runs),
      result.better,
    ]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '),
  );
  const gibibytes = Math.round(machine.memory / 2 ** 30);
  return [
    ...lines,
    '',
    `${machine.cpu}, ${machine.cores} cores, ${gibibytes} GiB, ${machine.os}, Node ${machine.node}`,
    '',
  ].join('\n');
}

/** Three significant digits, thousands apart: `0.0946`, `12,300,000`. */
function formatFigure(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
}
