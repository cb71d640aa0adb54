/** The simulation that a configuration describes. */

import { closeSync, openSync, readSync } from 'node:fs';
import { ConfigError } from '../core/errors.ts';
import { DAY_MS } from '../core/time.ts';
import { createSimulation, type StationSimulation } from '../pipeline/create-simulation.ts';
import { type InfluentConfig, type InfluentReport, openInfluent } from '../pipeline/influent.ts';
import type { Simulation } from '../pipeline/simulation.ts';
import { REFERENCE_POPULATION } from '../plant/influent/parameters.ts';
import { buildCatalogue } from '../sensors/index.ts';
import type { Config } from './config/schema.ts';
import { sensorConfig } from './config/sensors-schema.ts';
import { loadScenario } from './scenario/load.ts';
import { scenarioRequests } from './scenario/requests.ts';

export interface ConfiguredSimulation<S extends Simulation = Simulation> {
  readonly simulation: S;
  readonly influent: InfluentReport;
}

/**
 * Opens the influent and runs the plant through its warm-up, which takes a while.
 * @param startTime simulated time of frame 0, ms since the epoch, on a whole minute
 * @param calibrationSeed of the instruments, where they are those of a run with another seed
 * @throws ConfigError for files, set-points and events of a scenario that cannot be used
 */
export function createConfiguredSimulation(
  config: Config,
  startTime: number,
  calibrationSeed = config.seed,
): ConfiguredSimulation<StationSimulation> {
  const { openSource, report } = openInfluent(influentConfig(config, startTime - config.warmup_days * DAY_MS));
  const sensors = buildCatalogue(sensorConfig(config.sensors, config.plant));
  const simulation = createSimulation({
    seed: config.seed,
    calibrationSeed,
    startTime,
    warmupDays: config.warmup_days,
    openSource,
    sensors,
    noise: config.sensors.noise,
    setpoints: config.plant.setpoints,
    station: { scale: config.plant.population / REFERENCE_POPULATION },
    anomalies: { probability: config.anomaly_probability, mix: config.anomaly_mix },
  });
  if (config.scenario !== undefined) {
    const requests = scenarioRequests(loadScenario(config.scenario), sensors.sensors, startTime);
    for (const request of requests) simulation.anomalies.inject(request, 'scenario');
  }
  return { simulation, influent: report };
}

/** @param start of the warm-up, ms since the epoch */
export function influentConfig(config: Config, start: number): InfluentConfig {
  const { file, columns, flow_unit, scaling, sewer, seed = config.seed } = config.influent;
  const town = { population: config.plant.population, ...config.influent.town };
  const { file: weatherFile, ...weather } = config.weather;
  const kind = config.influent.kind === 'auto' ? kindOf(file) : config.influent.kind;
  if (kind === 'generator') return { kind, seed, start, town, weather, sewer, weatherFile };
  if (weatherFile !== undefined) {
    const expected = 'none beside influent.file, which brings its own weather';
    throw new ConfigError({ where: 'weather.file', got: weatherFile, expected });
  }
  // The schema asks for a file with these kinds.
  const path = file as string;
  if (kind === 'benchmark') return { kind, seed, start, file: path };
  return { kind, seed, start, town, weather, sewer, file: path, columns, flowUnit: flow_unit, scaling };
}

const HEAD_BYTES = 4_096;
/** Columns that no record of a plant has. */
const BENCHMARK_HEAD = /\bX_BH\b.*\bS_ALK\b/;
const OWN_BENCHMARKS = new Set(['dry', 'rain', 'storm']);

function kindOf(file: string | undefined): 'generator' | 'benchmark' | 'record' {
  if (file === undefined) return 'generator';
  if (OWN_BENCHMARKS.has(file)) return 'benchmark';
  return BENCHMARK_HEAD.test(firstLine(file)) ? 'benchmark' : 'record';
}

/** Empty where the file cannot be read: opening it in earnest says why. */
function firstLine(file: string): string {
  const head = Buffer.alloc(HEAD_BYTES);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return head.toString('utf8', 0, readSync(descriptor, head)).split('\n')[0];
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}
