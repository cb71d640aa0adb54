/** The report of `verify performance` for people. */

import { formatTable } from '../cli/table.ts';
import { formatQuality, formatRobustness } from '../quality/tables.ts';
import { formatChecks, verdictOf } from './format.ts';
import type { Latency } from './latency.ts';
import type { PerformanceReport } from './performance.ts';

export function formatPerformance({
  machine,
  specification,
  goals,
  inProcess,
  overHttp,
  quality,
  robustness,
}: PerformanceReport): string {
  const gibibytes = Math.round(machine.memory / 2 ** 30);
  return [
    'What the specification asks for\n',
    formatChecks(specification),
    'Test coverage is measured and enforced where the tests run, not here.\n',
    'Latency in ms, of a reading: scored, and explained where its frame is anomalous\n',
    formatTable(
      ['where', 'p50', 'p95', 'p99', 'readings/s', 'readings'],
      [latencyRow('in process', inProcess), latencyRow('HTTP round trip', overHttp.roundTrip)],
    ),
    ...(robustness === undefined ? [] : [formatRobustness(robustness)]),
    'What we ask of ourselves\n',
    formatChecks(goals),
    formatQuality(quality),
    `${machine.cpu}, ${machine.cores} cores, ${gibibytes} GiB, ${machine.os}, Node ${machine.node}`,
    '',
    verdictOf(specification).text,
    '',
  ].join('\n');
}

function latencyRow(where: string, { p50, p95, p99, readingsPerSecond, readings }: Latency): (string | number)[] {
  const figures = [p50, p95, p99].map((ms) => ms.toFixed(3));
  return [where, ...figures, Math.round(readingsPerSecond).toLocaleString('en'), readings.toLocaleString('en')];
}
