/** One run of the station beside its truth: learned from clean days of another run, then watched while things go wrong. */

import { DAY_MS } from '../../core/time.ts';
import type { DetectorSettings } from '../../detector/index.ts';
import type { Simulation } from '../simulation.ts';
import { type CleanTallies, runClean } from './clean-run.ts';
import { type LabelledTallies, runLabelled } from './labelled-run.ts';
import { type Learned, type LearnTask, learnClean } from './learn-clean.ts';

/** Seeds begin in this year, at different seasons. */
const FIRST_START = Date.UTC(2026, 0, 1);
/** Has no divisor in common with 365: neighbouring seeds are in different seasons, and no two of a year on one day. */
const DAYS_BETWEEN_SEEDS = 79;
/** Learning sees the same instruments in another run: other weather, other sewage, other noise. */
const LEARNING_SEED = 1_000_003;

export interface SeedTask extends LearnTask {
  /** Days that are watched. */
  readonly days: number;
  /** Share of readings that are anomalous in the long run. */
  readonly probability: number;
  readonly detector?: Partial<DetectorSettings>;
}

/** What is watched, and with what. */
export interface Watched extends Learned {
  readonly task: SeedTask;
  readonly simulation: Simulation;
  /** Called with the number of each day as it begins. */
  readonly onDay: (day: number) => void;
}

export interface SimulationWanted {
  readonly seed: number;
  /** Seed of the instruments' calibration errors. */
  readonly calibrationSeed: number;
  readonly startTime: number;
  readonly probability: number;
}

/** Of the labelled run, and of the same days without any event. */
export interface SeedResult extends LabelledTallies, CleanTallies {
  readonly seed: number;
  /** Simulated time at which watching begins, ms since the Unix epoch. */
  readonly startTime: number;
  readonly sensors: number;
  /** Hash of the model. */
  readonly model: string;
}

/** When the watched days of a seed begin, simulated ms since the Unix epoch. */
export function startTimeOf(seed: number): number {
  return FIRST_START + ((seed * DAYS_BETWEEN_SEEDS) % 365) * DAY_MS;
}

/** The clean days that are learned from before the watched ones begin. */
export function cleanPast({ seed, learnDays }: LearnTask): SimulationWanted {
  const startTime = startTimeOf(seed) - learnDays * DAY_MS;
  return { seed: LEARNING_SEED + seed, calibrationSeed: seed, startTime, probability: 0 };
}

/**
 * @param createSimulation of the station as the product runs it
 * @param onProgress called now and then with the share that is done, 0 … 1
 */
export function runSeed(
  task: SeedTask,
  createSimulation: (wanted: SimulationWanted) => Simulation,
  onProgress: (share: number) => void = () => {},
): SeedResult {
  const { seed, learnDays, days, probability } = task;
  const startTime = startTimeOf(seed);
  const total = learnDays + 2 * days;
  const learned = learnClean(createSimulation(cleanPast(task)), task, (day) => onProgress(day / total));
  const own = { seed, calibrationSeed: seed, startTime };
  const labelled = runLabelled({
    task,
    ...learned,
    simulation: createSimulation({ ...own, probability }),
    onDay: (day) => onProgress((learnDays + day) / total),
  });
  const clean = runClean({
    task,
    ...learned,
    simulation: createSimulation({ ...own, probability: 0 }),
    onDay: (day) => onProgress((learnDays + days + day) / total),
  });
  const { channels, hash } = learned.model;
  return { seed, startTime, sensors: channels.length, model: hash, ...labelled, ...clean };
}
