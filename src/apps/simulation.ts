/** The simulation that a configuration describes. */

import { fileURLToPath } from 'node:url';
import { dataFile } from '../core/data-file.ts';
import { DAY_MS } from '../core/time.ts';
import { readTable } from '../io/files/table.ts';
import { createSimulation } from '../pipeline/create-simulation.ts';
import type { Simulation } from '../pipeline/simulation.ts';
import { C } from '../plant/components.ts';
import { BENCHMARK_COLUMNS, BENCHMARK_ROW, benchmarkInfluent } from '../plant/influent/benchmark-file.ts';
import { INFLUENT, type InfluentSource } from '../plant/influent/source.ts';
import { buildCatalogue } from '../sensors/index.ts';
import type { Config } from './config/schema.ts';
import { sensorConfig } from './config/sensors-schema.ts';

/**
 * @param startTime simulated time of frame 0, ms since the epoch, on a whole minute
 * @throws ConfigError for files and set-points that cannot be used
 */
export async function createConfiguredSimulation(config: Config, startTime: number): Promise<Simulation> {
  return createSimulation({
    seed: config.seed,
    startTime,
    warmupDays: config.warmup_days,
    source: interimSource(startTime - config.warmup_days * DAY_MS),
    sensors: buildCatalogue(sensorConfig(config.sensors)),
    noise: config.sensors.noise,
    setpoints: config.plant.setpoints,
  });
}

/** The benchmark's dry weather, again and again, until the influent generator is here. */
function interimSource(_firstMinute: number): InfluentSource {
  const path = fileURLToPath(dataFile('influent/bsm1_influent_dry.csv'));
  const { time, rows } = benchmarkInfluent(readTable(path, { columns: BENCHMARK_COLUMNS }));
  const days = time[time.length - 1];
  return {
    at(t, out) {
      const row = Math.floor((t % days) * 96) * BENCHMARK_ROW;
      out.fill(0);
      for (let c = 0; c < BENCHMARK_ROW - 1; c++) out[c] = rows[row + c];
      out[C.T] = 15;
      out[C.S_PO4] = 6;
      out[C.S_ION] = 500;
      out[INFLUENT.Q] = rows[row + BENCHMARK_ROW - 1];
      out[INFLUENT.airTemperature] = 15;
    },
  };
}
