/** Runs the station while things go wrong, watched by a detector that has learned clean days of another run. */

import { simulate } from '../../src/apps/quality/simulate.ts';
import { createFrame } from '../../src/core/frame.ts';
import { DAY_MS, TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../src/core/time.ts';
import { Detector } from '../../src/detector/index.ts';
import { learnClean } from '../../src/pipeline/quality/learn-clean.ts';
import { cleanPast, startTimeOf } from '../../src/pipeline/quality/seed-run.ts';
import { TruthFeed } from '../../src/pipeline/quality/truth-feed.ts';
import { KindRows, type KindRun } from './kind-rows.ts';

export interface CollectTask {
  readonly seed: number;
  readonly learnDays: number;
  readonly days: number;
  readonly probability: number;
}

export function collect(task: CollectTask): KindRun {
  const { seed, days, probability } = task;
  const detector = new Detector(learnClean(simulate(cleanPast(task)), task).model);
  const startTime = startTimeOf(seed);
  const simulation = simulate({ seed, calibrationSeed: seed, startTime, probability });
  const ids = simulation.sensors.map(({ id }) => id);
  const labels = { kinds: new Uint8Array(ids.length), events: new Uint32Array(ids.length) };
  const truth = new TruthFeed(simulation, ids);
  const rows = new KindRows(ids);
  const frame = createFrame(ids.length);
  for (let tick = 0; tick < days * TICKS_PER_DAY; tick++) {
    simulation.next(frame);
    simulation.readLabels(labels.kinds, labels.events);
    if (tick % TICKS_PER_MINUTE === 0) for (const event of truth.news()) rows.addEvent(event);
    detector.score(frame);
    rows.push(frame.time, labels, detector);
  }
  return rows.finish(seed, startTime + days * DAY_MS);
}
