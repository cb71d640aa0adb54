/** `verify performance`: the specification's figures in process and over HTTP, and the quality of detection. */

import { TICKS_PER_DAY } from '../../core/time.ts';
import { confusionFigures } from '../../detector/evaluation/index.ts';
import type { Model } from '../../detector/index.ts';
import type { Robustness } from '../../pipeline/quality/robustness/robustness.ts';
import { type QualitySummary, summarize } from '../../pipeline/quality/summary.ts';
import { describeMachine, type Machine } from '../bench/machine.ts';
import { machineClock } from '../clock.ts';
import { detectorSettingsOf } from '../config/engine-schema.ts';
import { checkConfig } from '../config/load.ts';
import { startEngine } from '../engine/start.ts';
import { learnModel } from '../learning/task.ts';
import type { Logger } from '../log.ts';
import { robustnessOf } from '../quality/attack.ts';
import { runSeeds } from '../quality/run.ts';
import { createConfiguredSimulation } from '../simulation.ts';
import type { Check } from './check.ts';
import { measureInProcess } from './in-process.ts';
import { takeFrames } from './labelled-frames.ts';
import type { Latency } from './latency.ts';
import { type HttpFigures, measureOverHttp } from './over-http.ts';
import { qualityChecks } from './quality-checks.ts';

export interface PerformanceOptions {
  readonly seeds: readonly number[];
  readonly days: number;
  readonly learnDays: number;
  /** Of a running engine; one of its own is started where it is absent. */
  readonly engineUrl?: string;
  /** Whether attackers are tried, too, which takes a minute. */
  readonly robustness?: boolean;
  readonly logger: Logger;
  /** Called with the share of the work that is done, 0 … 1. */
  readonly onProgress?: (share: number) => void;
}

export interface PerformanceReport {
  readonly machine: Machine;
  /** What the specification asks for. */
  readonly specification: readonly Check[];
  /** What we ask of ourselves. */
  readonly goals: readonly Check[];
  readonly inProcess: Latency;
  readonly overHttp: HttpFigures;
  readonly quality: QualitySummary;
  readonly robustness?: Robustness;
}

/** Simulated time at which the frames begin that speed is measured on, and the station that is attacked. */
const START = Date.UTC(2026, 3, 1);
/** Half a day: over a million readings. */
const IN_PROCESS_FRAMES = TICKS_PER_DAY / 2;
const HTTP_FRAMES = 4_000;
const WARM_UP = 1_000;
const PROBABILITY = 0.02;
/** About the part of the work that is done once speed and robustness are measured. */
const SPEED_PART = 0.4;

/** @throws ConnectError where the engine does not answer as it must */
export async function verifyPerformance(options: PerformanceOptions): Promise<PerformanceReport> {
  const { seeds, days, learnDays, engineUrl, logger, onProgress = () => {} } = options;
  const speedPart = options.robustness ? SPEED_PART : SPEED_PART / 2;
  // Speed first, while nothing else runs.
  const seed = seeds[0];
  const base = checkConfig(undefined, []);
  const config = { ...base, seed, anomaly_probability: PROBABILITY, engine: { ...base.engine, learn_days: learnDays } };
  const model = await learnModel({ from: 'simulation', config, startTime: START });
  const { simulation } = createConfiguredSimulation(config, START);
  const frames = takeFrames(simulation, IN_PROCESS_FRAMES);
  const inProcess = measureInProcess(model, frames, WARM_UP);
  const ids = simulation.sensors.map(({ id }) => id);
  const overHttp = await withEngine(engineUrl, model, logger, (url) =>
    measureOverHttp(url, ids, frames.slice(0, HTTP_FRAMES), WARM_UP),
  );
  onProgress(speedPart / 2);
  const robustness = options.robustness
    ? robustnessOf(model, config, START, (share) => onProgress((speedPart / 2) * (1 + share)))
    : undefined;
  const results = await runSeeds(
    seeds,
    { days, learnDays, probability: PROBABILITY },
    {
      onProgress: (share) => onProgress(speedPart + (1 - speedPart) * share),
    },
  );
  const quality = summarize(results);
  return {
    machine: describeMachine(),
    specification: [
      ...specificationChecks(inProcess, overHttp, quality, engineUrl === undefined),
      ...(robustness === undefined ? [] : robustnessChecks(robustness)),
    ],
    goals: qualityChecks(quality),
    inProcess,
    overHttp,
    quality,
    robustness,
  };
}

function robustnessChecks({ blackBox, headline }: Robustness): Check[] {
  const check = { objective: { sense: '≥', bound: 85 }, unit: '%' } as const;
  return [
    { name: 'robustness', where: 'least, attackers outside', reached: 100 * blackBox, isRequired: true, ...check },
    { name: 'robustness', where: 'least, all attackers', reached: 100 * headline, isRequired: false, ...check },
  ];
}

/** @param isOwnEngine whether the engine has learned the station that its frames came from */
function specificationChecks(
  inProcess: Latency,
  http: HttpFigures,
  quality: QualitySummary,
  isOwnEngine: boolean,
): Check[] {
  const latency = { objective: { sense: '<', bound: 0.28 }, unit: 'ms', isRequired: true } as const;
  const throughput = { objective: { sense: '≥', bound: 100 }, unit: '/s', isRequired: true } as const;
  const accuracy = { objective: { sense: '≥', bound: 97.6 }, unit: '%' } as const;
  return [
    { name: 'latency P95', where: 'in process', reached: inProcess.p95, ...latency },
    { name: 'latency P95', where: 'engine, over HTTP', reached: http.engineP95, ...latency },
    { name: 'latency P95', where: 'whole HTTP round trip', reached: http.roundTrip.p95, ...latency, isRequired: false },
    { name: 'throughput', where: 'in process', reached: inProcess.readingsPerSecond, ...throughput },
    { name: 'throughput', where: 'HTTP, frame by frame', reached: http.roundTrip.readingsPerSecond, ...throughput },
    { name: 'throughput', where: 'HTTP, many a request', reached: http.batchReadingsPerSecond, ...throughput },
    { name: 'accuracy', where: 'in process', reached: 100 * quality.accuracy.value, isRequired: true, ...accuracy },
    {
      name: 'accuracy',
      where: isOwnEngine ? 'over HTTP, a few hours' : 'over HTTP, a few hours of a station that it may not know',
      reached: 100 * confusionFigures(http.confusion).accuracy,
      isRequired: false,
      ...accuracy,
    },
  ];
}

/** Runs `use` with the address of the engine, one of its own where none is given. */
async function withEngine<T>(
  given: string | undefined,
  model: Model,
  logger: Logger,
  use: (url: string) => Promise<T>,
): Promise<T> {
  if (given !== undefined) return use(given);
  const running = await startEngine({
    host: '127.0.0.1',
    port: 0,
    settings: detectorSettingsOf(checkConfig(undefined, []).engine),
    clock: machineClock,
    logger,
    obtainModel: async () => ({ model, origin: 'learned by verify' }),
  });
  try {
    await running.ready;
    return await use(running.url);
  } finally {
    await running.close();
  }
}
