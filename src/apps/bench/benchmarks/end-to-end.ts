/** How many readings a second the whole detector judges: the station's frames with its usual anomalies, all explained. */

import { createFrame, type Frame } from '../../../core/frame.ts';
import { DAY_MS, TICKS_PER_DAY } from '../../../core/time.ts';
import { Detector, Learner, type Model } from '../../../detector/index.ts';
import { channelsOf } from '../../../pipeline/channels.ts';
import { createSimulation, type StationSimulation } from '../../../pipeline/create-simulation.ts';
import { openInfluent } from '../../../pipeline/influent.ts';
import { buildCatalogue } from '../../../sensors/index.ts';
import { type Benchmark, consume, type Session, timed } from '../benchmark.ts';

const SEED = 1;
const START = Date.UTC(2026, 0, 1);
const WARM_UP_DAYS = 2;
/** Days without anomalies that are learned, and the share of anomalous readings in the frames judged. */
const LEARN_DAYS = 2;
const PROBABILITY = 0.02;
/** Frames judged in a run, 12 hours kept in memory. */
const FRAMES = 8_640;

/** Score, flags, events with their sentences, and of each frame in alarm the part of every reading. */
export const END_TO_END_BENCHMARKS: readonly Benchmark[] = [
  {
    name: 'detector.end_to_end_readings_per_second',
    unit: 'readings/s',
    group: 'detector',
    better: 'higher',
    runs: 5,
    warmUps: 1,
    setup,
  },
];

function setup(): Session {
  const model = learn();
  const frames = keep();
  const parts = new Float64Array(model.channels.length);
  return {
    run() {
      // The same frames from their beginning are another run of the plant.
      const detector = new Detector(model);
      const ms = timed(() => judge(detector, frames, parts));
      return (1_000 * frames.length * parts.length) / ms;
    },
  };
}

function judge(detector: Detector, frames: readonly Frame[], parts: Float64Array): void {
  for (const frame of frames) {
    detector.score(frame);
    if (detector.alarm || detector.flags.includes(1)) consume(detector.attribute(parts).total);
    consume(detector.changes.length);
  }
}

function learn(): Model {
  const simulation = station(0);
  const { sensors } = simulation;
  const learner = new Learner(channelsOf(sensors));
  const frame = createFrame(sensors.length);
  for (let tick = 0; tick < LEARN_DAYS * TICKS_PER_DAY; tick++) {
    simulation.next(frame);
    learner.push(frame);
  }
  return learner.finish();
}

/** Frames with anomalies that follow the days learned, kept so that only the detector's time is taken. */
function keep(): Frame[] {
  const simulation = station(PROBABILITY);
  const skipped = createFrame(simulation.sensors.length);
  for (let tick = 0; tick < LEARN_DAYS * TICKS_PER_DAY; tick++) simulation.next(skipped);
  return Array.from({ length: FRAMES }, () => {
    const frame = createFrame(simulation.sensors.length);
    simulation.next(frame);
    return frame;
  });
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
