/** How fast the whole station runs: plant, 127 instruments, a frame each 5 s, on generated sewage. */

import { createFrame } from '../../../core/frame.ts';
import { DAY_MS, MINUTES_PER_DAY, TICKS_PER_DAY } from '../../../core/time.ts';
import { createSimulation, type StationSimulation } from '../../../pipeline/create-simulation.ts';
import { openInfluent } from '../../../pipeline/influent.ts';
import { Station } from '../../../plant/station/station.ts';
import { buildCatalogue } from '../../../sensors/index.ts';
import { type Benchmark, consume, type Session, timed } from '../benchmark.ts';

const SEED = 1;
const START = Date.UTC(2026, 0, 1);
/** Simulated days of a run. */
const DAYS = 5;
const WARM_UP_DAYS = 2;
/** The share of anomalous readings that a station has unless told otherwise, and the days over which its events even out. */
const USUAL_PROBABILITY = 0.02;
const ANOMALY_DAYS = 30;

const common = { group: 'plant', better: 'higher', runs: 11, warmUps: 5 } as const;

/** What comes later finds the compiler further on: the figure that counts is last. */
export const STATION_BENCHMARKS: readonly Benchmark[] = [
  { ...common, name: 'station.plant_only_realtime_factor', unit: 's/s', setup: plantSession },
  { ...common, name: 'station.anomalies_speed_share', unit: '1', runs: 6, warmUps: 1, setup: anomalySession },
  { ...common, name: 'station.readings_per_second', unit: 'readings/s', setup: () => stationSession(readings) },
  { ...common, name: 'station.realtime_factor', unit: 's/s', setup: () => stationSession(realTime) },
];

const realTime = (ms: number): number => (DAYS * DAY_MS) / ms;
const readings = (ms: number, sensors: number): number => (1000 * DAYS * TICKS_PER_DAY * sensors) / ms;

function stationSession(figure: (ms: number, sensors: number) => number): Session {
  const simulation = station(0);
  return { run: () => figure(advance(simulation, DAYS), simulation.sensors.length) };
}

/** Speed with anomalies at their usual share as a share of the speed without, both over the same days in turn. */
function anomalySession(): Session {
  const [clean, disturbed] = [station(0), station(USUAL_PROBABILITY)];
  return {
    run() {
      const times = [0, 0];
      for (let day = 0; day < ANOMALY_DAYS; day++) {
        times[0] += advance(clean, 1);
        times[1] += advance(disturbed, 1);
      }
      return times[0] / times[1];
    },
  };
}

function station(probability: number): StationSimulation {
  const { openSource } = openInfluent({ kind: 'generator', seed: SEED, start: START - WARM_UP_DAYS * DAY_MS });
  return createSimulation({
    seed: SEED,
    startTime: START,
    warmupDays: WARM_UP_DAYS,
    openSource,
    sensors: buildCatalogue(),
    noise: 'datasheet',
    anomalies: { probability },
  });
}

/** Milliseconds that so many days take. */
function advance(simulation: StationSimulation, days: number): number {
  const frame = createFrame(simulation.sensors.length);
  const ms = timed(() => {
    for (let tick = 0; tick < days * TICKS_PER_DAY; tick++) simulation.next(frame);
  });
  consume(frame.values[0]);
  return ms;
}

/** The plant and the truth of its taps each minute, nobody reading. */
function plantSession(): Session {
  const { openSource } = openInfluent({ kind: 'generator', seed: SEED, start: START });
  const station = new Station(openSource());
  return {
    run() {
      const ms = timed(() => {
        for (let minute = 0; minute < DAYS * MINUTES_PER_DAY; minute++) station.advance();
      });
      consume(station.truth[0]);
      return realTime(ms);
    },
  };
}
