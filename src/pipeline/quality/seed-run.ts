/** One run of the station beside its truth: learned from clean data of another run, then watched while things go wrong. */

import { createFrame } from '../../core/frame.ts';
import { DAY_MS, TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../core/time.ts';
import {
  ChannelSeries,
  type FrameLabels,
  type RunTally,
  Tally,
  type TruthEvent,
  VUS_WIDTH,
} from '../../detector/evaluation/index.ts';
import { Detector, type DetectorSettings, Learner, type LearnSettings, type Model } from '../../detector/index.ts';
import type { Simulation } from '../simulation.ts';
import { RandomFlags } from './random-flags.ts';
import { type RawForest, RawForestLearner } from './raw-forest.ts';
import { ShiftedVerdicts } from './shifted-verdicts.ts';

/** Before the first event of a year: seeds begin at different seasons, none at another's. */
const FIRST_START = Date.UTC(2026, 0, 1);
/** Prime, and coprime to 365: neighbouring seeds are in different seasons. */
const DAYS_BETWEEN_SEEDS = 73;
/** Learning sees the same instruments in another run: other weather, other sewage, other noise. */
const LEARNING_SEED = 1_000_003;

export interface SeedTask {
  readonly seed: number;
  /** Days that are learned from, and watched. */
  readonly learnDays: number;
  readonly days: number;
  /** Share of readings that are anomalous in the long run. */
  readonly probability: number;
  readonly learn?: Partial<LearnSettings>;
  readonly detector?: Partial<DetectorSettings>;
}

export interface SimulationWanted {
  readonly seed: number;
  /** Seed of the instruments' calibration errors. */
  readonly calibrationSeed: number;
  readonly startTime: number;
  readonly probability: number;
}

export interface SeedResult {
  readonly seed: number;
  /** Simulated time at which watching begins, ms since the Unix epoch. */
  readonly startTime: number;
  readonly sensors: number;
  readonly model: string;
  /** On the labelled run. */
  readonly detector: RunTally;
  readonly shifted: RunTally;
  readonly random: RunTally;
  readonly forest: RunTally;
  /** VUS-PR of readings, the mean over channels. */
  readonly vusPr: { readonly detector: number; readonly forest: number };
  /** On the same days without any event. */
  readonly clean: RunTally;
  readonly cleanForest: RunTally;
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
  const startTime = FIRST_START + ((seed * DAYS_BETWEEN_SEEDS) % 365) * DAY_MS;
  const total = learnDays + 2 * days;
  const past = {
    seed: LEARNING_SEED + seed,
    calibrationSeed: seed,
    startTime: startTime - learnDays * DAY_MS,
    probability: 0,
  };
  const learned = learn(createSimulation(past), task, (done) => onProgress(done / total));
  const watched = watch({
    task,
    ...learned,
    simulation: createSimulation({ seed, calibrationSeed: seed, startTime, probability }),
    onDay: (day) => onProgress((learnDays + day) / total),
  });
  const clean = watch({
    task,
    ...learned,
    simulation: createSimulation({ seed, calibrationSeed: seed, startTime, probability: 0 }),
    onDay: (day) => onProgress((learnDays + days + day) / total),
  });
  return {
    seed,
    startTime,
    sensors: learned.model.channels.length,
    model: learned.model.hash,
    ...watched,
    clean: clean.detector,
    cleanForest: clean.forest,
  };
}

interface Learned {
  readonly model: Model;
  readonly rawForest: RawForest;
}

/** Also for others who need a model of the station. */
export function learn(
  simulation: Simulation,
  { learnDays, learn: settings, seed }: SeedTask,
  onDay: (day: number) => void = () => {},
): Learned {
  const { sensors } = simulation;
  const channels = sensors.map(({ id, unit, stage }) => ({ id, unit, area: stage }));
  const learner = new Learner(channels, settings);
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

interface Watch extends Learned {
  readonly task: SeedTask;
  readonly simulation: Simulation;
  readonly onDay: (day: number) => void;
}

function watch({ task, model, rawForest, simulation, onDay }: Watch) {
  const ids = simulation.sensors.map(({ id }) => id);
  const ticks = task.days * TICKS_PER_DAY;
  const detector = new Detector(model, task.detector);
  const shifted = new ShiftedVerdicts(ids.length, Math.min(2 * TICKS_PER_DAY, ticks >> 1));
  const random = new RandomFlags(ids.length, task.probability, task.seed);
  rawForest.reset();
  const createTally = () => new Tally(ids, ticks);
  const tallies = { detector: createTally(), shifted: createTally(), random: createTally(), forest: createTally() };
  const series = new ChannelSeries(ids.length, ticks);
  const frame = createFrame(ids.length);
  const labels: FrameLabels = { kinds: new Uint8Array(ids.length), events: new Uint32Array(ids.length) };
  const truth = new TruthFeed(simulation, ids);
  for (let tick = 0; tick < ticks; tick++) {
    simulation.next(frame);
    simulation.readLabels(labels.kinds, labels.events);
    if (tick % TICKS_PER_MINUTE === 0) {
      for (const event of truth.news()) {
        tallies.detector.addEvent(event);
        tallies.random.addEvent(event);
        tallies.forest.addEvent(event);
        if (shifted.isReady) tallies.shifted.addEvent(event);
      }
    }
    detector.score(frame);
    rawForest.score(frame);
    random.draw();
    shifted.push(detector);
    const { time } = frame;
    tallies.detector.push(time, labels, detector);
    tallies.random.push(time, labels, random);
    tallies.forest.push(time, labels, rawForest);
    if (shifted.isReady) tallies.shifted.push(time, labels, shifted);
    series.push(labels.events, detector.channelScores);
    if (tick % TICKS_PER_DAY === 0) onDay(tick / TICKS_PER_DAY);
  }
  return {
    detector: tallies.detector.finish(),
    shifted: tallies.shifted.finish(),
    random: tallies.random.finish(),
    forest: tallies.forest.finish(),
    vusPr: {
      detector: series.meanVusPr(VUS_WIDTH),
      forest: series.meanVusPrOfFrames(tallies.forest.frameScores, VUS_WIDTH),
    },
  };
}

/** Events as they begin. */
class TruthFeed {
  readonly #simulation: Simulation;
  readonly #columns: ReadonlyMap<string, number>;
  #started = 0;
  readonly #known = new Set<number>();

  constructor(simulation: Simulation, ids: readonly string[]) {
    this.#simulation = simulation;
    this.#columns = new Map(ids.map((id, column) => [id, column]));
  }

  /** Those that have begun since the last call. */
  news(): TruthEvent[] {
    const { started } = this.#simulation.anomalies;
    const count = started.reduce((sum, kind) => sum + kind, 0);
    if (count === this.#started) return [];
    this.#started = count;
    const events = this.#simulation.anomalies.list().filter(({ id, state }) => {
      return state !== 'waiting' && !this.#known.has(id);
    });
    for (const { id } of events) this.#known.add(id);
    return events.map(({ id, kind, subtype, start, end, cause, magnitude }) => ({
      id,
      kind,
      subtype,
      start,
      end,
      magnitude,
      causes: cause.type === 'sensor' ? cause.names.map((name) => this.#columns.get(name) as number) : [],
    }));
  }
}
