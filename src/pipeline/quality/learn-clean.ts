/** The engine's model and the raw forest, learned from the same clean days. */

import { createFrame } from '../../core/frame.ts';
import { TICKS_PER_DAY } from '../../core/time.ts';
import { Learner, type LearnSettings, type Model } from '../../detector/index.ts';
import { channelsOf } from '../channels.ts';
import type { Simulation } from '../simulation.ts';
import { type RawForest, RawForestLearner } from './raw-forest.ts';

export interface LearnTask {
  readonly seed: number;
  /** Days that are learned from. */
  readonly learnDays: number;
  readonly learn?: Partial<LearnSettings>;
}

export interface Learned {
  readonly model: Model;
  readonly rawForest: RawForest;
}

/** @param onDay called with the number of each day as it begins */
export function learnClean(
  simulation: Simulation,
  { learnDays, learn: settings, seed }: LearnTask,
  onDay: (day: number) => void = () => {},
): Learned {
  const { sensors } = simulation;
  const learner = new Learner(channelsOf(sensors), settings);
  const ticks = learnDays * TICKS_PER_DAY;
  const forest = new RawForestLearner(sensors.length, ticks, seed);
  const frame = createFrame(sensors.length);
  for (let tick = 0; tick < ticks; tick++) {
    simulation.next(frame);
    learner.push(frame);
    forest.push(frame);
    if (tick % TICKS_PER_DAY === 0) onDay(tick / TICKS_PER_DAY);
  }
  return { model: learner.finish(), rawForest: forest.finish() };
}
