/** The detector, and the forest beside it, on a run in which nothing goes wrong: all alarms are false. */

import { createFrame } from '../../core/frame.ts';
import { TICKS_PER_DAY } from '../../core/time.ts';
import { type FrameLabels, type RunTally, Tally } from '../../detector/evaluation/index.ts';
import { Detector } from '../../detector/index.ts';
import type { Watched } from './seed-run.ts';

export interface CleanTallies {
  readonly clean: RunTally;
  readonly cleanForest: RunTally;
}

export function runClean({ task, model, rawForest, simulation, onDay }: Watched): CleanTallies {
  const ids = simulation.sensors.map(({ id }) => id);
  const ticks = task.days * TICKS_PER_DAY;
  const detector = new Detector(model, task.detector);
  rawForest.reset();
  const clean = new Tally(ids, ticks);
  const cleanForest = new Tally(ids, ticks);
  const frame = createFrame(ids.length);
  const labels: FrameLabels = { kinds: new Uint8Array(ids.length), events: new Uint32Array(ids.length) };
  for (let tick = 0; tick < ticks; tick++) {
    simulation.next(frame);
    detector.score(frame);
    rawForest.score(frame);
    clean.push(frame.time, labels, detector);
    cleanForest.push(frame.time, labels, rawForest);
    if (tick % TICKS_PER_DAY === 0) onDay(tick / TICKS_PER_DAY);
  }
  return { clean: clean.finish(), cleanForest: cleanForest.finish() };
}
