/** For tests: the station under the generated town's sewage and a fixed calendar of rain. */

import { DAY_MS } from '../core/time.ts';
import { GeneratedInfluent } from '../plant/influent/generator.ts';
import { generatorParameters } from '../plant/influent/parameters.ts';
import type { InfluentSource } from '../plant/influent/source.ts';
import { defaultSewer } from '../plant/sewer/parameters.ts';
import type { StationOptions } from '../plant/station/station.ts';
import { weatherParameters } from '../plant/weather/weather.ts';
import { buildCatalogue, type NoiseModel, type SensorConfig } from '../sensors/index.ts';
import { createSimulation, type SimulationOptions, type StationSimulation } from './create-simulation.ts';

/** Frame 0: a Monday in April. */
export const RAINY_START = Date.UTC(2026, 3, 13);
/** Rain in days after frame 0, mm/h: a front, a thunderstorm, a wet day, a downpour, drizzle. */
const SHOWERS = [
  { from: 1.3, to: 1.7, rain: 1.5 },
  { from: 4.6, to: 4.68, rain: 12 },
  { from: 6.2, to: 7, rain: 1 },
  { from: 9.5, to: 9.6, rain: 8 },
  { from: 12.1, to: 12.4, rain: 0.6 },
] as const;
const STEPS_PER_DAY = 96;
const DAYS = 40;

export interface RainyOptions {
  readonly seed?: number;
  readonly warmupDays?: number;
  readonly noise?: NoiseModel;
  readonly sensors?: SensorConfig;
  readonly station?: StationOptions;
  readonly setpoints?: Readonly<Record<string, number>>;
  readonly anomalies?: SimulationOptions['anomalies'];
}

export function rainySimulation(options: RainyOptions = {}): StationSimulation {
  const { seed = 1, warmupDays = 0, noise = 'datasheet', sensors, station, setpoints, anomalies } = options;
  return createSimulation({
    seed,
    startTime: RAINY_START,
    warmupDays,
    openSource: () => rainyInfluent(warmupDays),
    sensors: buildCatalogue(sensors),
    noise,
    station,
    setpoints,
    anomalies,
  });
}

/** Dry before frame 0; rain cools the air. */
export function rainyInfluent(warmupDays = 0): InfluentSource {
  const length = DAYS * STEPS_PER_DAY;
  const rain = new Float64Array(length);
  const temperature = new Float64Array(length);
  for (let step = 0; step < length; step++) {
    const day = (step + 0.5) / STEPS_PER_DAY - warmupDays;
    for (const shower of SHOWERS) if (day > shower.from && day < shower.to) rain[step] = shower.rain;
    temperature[step] = 12 + 4 * Math.sin(2 * Math.PI * (day - 0.38)) - (rain[step] > 0 ? 4 : 0);
  }
  return new GeneratedInfluent({
    seed: 1,
    start: RAINY_START - warmupDays * DAY_MS,
    town: generatorParameters(),
    weather: weatherParameters(),
    sewer: defaultSewer(),
    record: { length, rain, temperature },
  });
}
