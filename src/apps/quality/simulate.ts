/** The station as it is judged: the default configuration, with a seed and a share of anomalies. */

import type { SimulationWanted } from '../../pipeline/quality/seed-run.ts';
import type { Simulation } from '../../pipeline/simulation.ts';
import { checkConfig } from '../config/load.ts';
import { createConfiguredSimulation } from '../simulation.ts';

export function simulate({ seed, calibrationSeed, startTime, probability }: SimulationWanted): Simulation {
  const config = { ...checkConfig(undefined, []), seed, anomaly_probability: probability };
  return createConfiguredSimulation(config, startTime, calibrationSeed).simulation;
}
