/** How fast the bare benchmark plant goes: its fortnight of dry weather, integration alone. */

import { readBenchmarkInfluent } from '../../../pipeline/influent.ts';
import { type ActivatedSludgeParameters, BSM1 } from '../../../plant/activated-sludge.ts';
import { BSM1_CLOSED_LOOP, Bsm1 } from '../../../plant/bsm1/bsm1.ts';
import { storedState } from '../../../plant/bsm1/run.ts';
import { BENCHMARK_ROW } from '../../../plant/influent/benchmark-file.ts';
import { type Benchmark, consume, type Session, timed } from '../benchmark.ts';

const DAYS = 14;

export const PLANT_BENCHMARKS: readonly Benchmark[] = [
  {
    name: 'plant.bsm1.realtime_factor',
    unit: 's/s',
    group: 'plant',
    better: 'higher',
    runs: 20,
    warmUps: 3,
    setup: () => fortnight(BSM1),
  },
  {
    name: 'plant.bsm1_closed_loop.realtime_factor',
    unit: 's/s',
    group: 'plant',
    better: 'higher',
    runs: 10,
    warmUps: 3,
    setup: () => fortnight(BSM1_CLOSED_LOOP),
  },
];

/** Simulated seconds a second over days 0 to 14 of dry weather from the benchmark's protocol state. */
function fortnight(parameters: Readonly<ActivatedSludgeParameters>): Session {
  const { time, rows } = readBenchmarkInfluent('dry');
  const start = storedState(parameters === BSM1_CLOSED_LOOP, 'protocol');
  const bsm1 = new Bsm1(parameters);
  const run = (): void => {
    bsm1.start(start);
    for (let i = 0; i < time.length; i++) {
      bsm1.feed(rows, i * BENCHMARK_ROW);
      bsm1.advance((i + 1 < time.length ? time[i + 1] : DAYS) - time[i]);
    }
    consume(bsm1.y[0]);
  };
  return { run: () => (DAYS * 86_400 * 1000) / timed(run) };
}
