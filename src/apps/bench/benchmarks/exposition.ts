/** What a scrape costs: all at once for one station, in pieces for a fleet of a thousand. */

import { createFrame } from '../../../core/frame.ts';
import { StationExposition } from '../../../io/prometheus/station.ts';
import { type Benchmark, consume, timed } from '../benchmark.ts';
import { SyntheticSimulation } from '../synthetic.ts';

const STATION_SENSORS = 127;
const FLEET_SENSORS = 127_000;

export const EXPOSITION_BENCHMARKS: readonly Benchmark[] = [
  {
    name: 'exposition.render_127_ms',
    unit: 'ms',
    group: 'exposition',
    better: 'lower',
    runs: 1_000,
    warmUps: 500,
    setup() {
      const exposition = createExposition(STATION_SENSORS);
      return { run: () => timed(() => consume(exposition.render().length)) };
    },
  },
  {
    name: 'exposition.chunk_127k_max_block_ms',
    unit: 'ms',
    group: 'exposition',
    better: 'lower',
    runs: 10,
    warmUps: 3,
    setup() {
      const exposition = createExposition(FLEET_SENSORS);
      return { run: () => longestBlock(() => readAll(exposition)) };
    },
  },
  {
    name: 'exposition.chunk_127k_total_ms',
    unit: 'ms',
    group: 'exposition',
    better: 'lower',
    runs: 10,
    warmUps: 3,
    setup() {
      const exposition = createExposition(FLEET_SENSORS);
      return {
        async run() {
          const start = performance.now();
          await readAll(exposition);
          return performance.now() - start;
        },
      };
    },
  },
];

function createExposition(sensors: number): StationExposition {
  const simulation = new SyntheticSimulation(sensors);
  const frame = createFrame(sensors);
  simulation.next(frame);
  const exposition = new StationExposition({ sensors: simulation.sensors, anomalyKinds: [], build: {} });
  exposition.observe(frame);
  return exposition;
}

async function readAll(exposition: StationExposition): Promise<void> {
  for await (const piece of exposition.chunks()) consume(piece.length);
}

/** The longest time, ms, that other work had to wait for its turn of the event loop while `work` went on. */
async function longestBlock(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let isDone = false;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isDone = true;
  return longest;
}
