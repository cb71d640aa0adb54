/**
 * Generated weather: rain as clusters of rectangular pulses (Bartlett–Lewis), air temperature as season, day and
 * weather. The season shapes both: long light rain in winter, short heavy showers in summer.
 */

import { ConfigError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { DAY_MS } from '../../core/time.ts';
import { rangeFaults, unknownFaults } from '../parameter-table.ts';
import { RainProcess } from './rain.ts';

export interface WeatherParameters {
  /** Mean rain of a year, mm. */
  readonly rain_mm_a: number;
  /** Mean air temperature of a year, °C. */
  readonly temperature_mean: number;
  /** Half the difference of the warmest and the coldest time of the year, K. */
  readonly temperature_season: number;
  /** Half the difference of a fine summer's day and its night, K. */
  readonly temperature_day: number;
  /** Standard deviation of the air masses around the season, K. */
  readonly temperature_weather: number;
  /** Day of the year with the lowest mean temperature; add half a year in the southern hemisphere. */
  readonly coldest_day: number;
}

/** Defaults and ranges, as data for a configuration. A temperate Atlantic climate. */
export const WEATHER_PARAMETERS = {
  rain_mm_a: { default: 700, min: 0, max: 5000, unit: 'mm/a', what: 'Mean rain of a year.' },
  temperature_mean: { default: 10, min: -10, max: 35, unit: 'Cel', what: 'Mean air temperature of a year.' },
  temperature_season: { default: 8, min: 0, max: 30, unit: 'K', what: 'Half the span from coldest to warmest season.' },
  temperature_day: { default: 4, min: 0, max: 15, unit: 'K', what: 'Half the span from night to a fine summer day.' },
  temperature_weather: { default: 3, min: 0, max: 10, unit: 'K', what: 'Standard deviation of the air masses.' },
  coldest_day: { default: 20, min: 1, max: 366, unit: 'd', what: 'Day of the year with the lowest mean temperature.' },
} as const satisfies Record<
  keyof WeatherParameters,
  { default: number; min: number; max: number; unit: string; what: string }
>;

const DAYS_PER_YEAR = 365.25;
const NAMES = Object.keys(WEATHER_PARAMETERS) as (keyof WeatherParameters)[];

/** The given parameters, defaults for the rest. Throws ConfigError for an unknown name or a value out of range. */
export function weatherParameters(given: Partial<WeatherParameters> = {}, where = 'weather'): WeatherParameters {
  const place = (name: string) => `${where}.${name}`;
  const values = Object.fromEntries(
    NAMES.map((name) => [name, given[name] ?? WEATHER_PARAMETERS[name].default]),
  ) as unknown as WeatherParameters;
  const faults = [
    ...unknownFaults(WEATHER_PARAMETERS, given, place, (name) => name),
    ...rangeFaults(WEATHER_PARAMETERS, values, place),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  return values;
}

/** The mean year of this weather, as the sewer needs it before a run. */
export function weatherClimate(p: WeatherParameters): {
  climate_rain: number;
  climate_mean: number;
  climate_cos: number;
  climate_sin: number;
} {
  const angle = (2 * Math.PI * p.coldest_day) / DAYS_PER_YEAR;
  return {
    climate_rain: p.rain_mm_a,
    climate_mean: p.temperature_mean,
    climate_cos: -p.temperature_season * Math.cos(angle),
    climate_sin: -p.temperature_season * Math.sin(angle),
  };
}

/** Air masses stay for days, clouds for hours (estimates). */
const AIR_MASS_D = 3;
const CLOUD_D = 0.25;
const CLOUD_K = 0.8;
/** The day's amplitude in mid-winter as a share of that in mid-summer (estimate). */
const WINTER_DAY = 0.4;
/** The warmest hour. */
const WARMEST_H = 15;
/** Rain takes this share of the day's rhythm away (estimate). */
const RAIN_DAMPS = 0.7;
/** Weather in steps of equal length, from a start on. */
export class Weather {
  /** Mean intensity of the last step, mm/h. */
  rain = 0;
  /** Air temperature at the end of the last step, °C. */
  airTemperature: number;
  readonly #p: WeatherParameters;
  readonly #start: number;
  readonly #stepD: number;
  readonly #rainProcess: RainProcess;
  readonly #air: RandomStream;
  #steps = 0;
  #airMass = 0;
  #cloud = 0;
  #wetness = 0;

  /**
   * @param start ms since the epoch of the beginning of the first step
   * @param stepD length of a step, days
   */
  constructor(seed: number | string, parameters: WeatherParameters, start: number, stepD: number) {
    this.#p = parameters;
    this.#start = start;
    this.#stepD = stepD;
    this.#rainProcess = new RainProcess(new RandomStream(seed, 'weather/rain'), parameters.rain_mm_a);
    this.#air = new RandomStream(seed, 'weather/air');
    this.airTemperature = parameters.temperature_mean;
  }

  /** One step on; allocates nothing. */
  step(): void {
    const p = this.#p;
    const stepD = this.#stepD;
    this.#steps++;
    const days = this.#start / DAY_MS + this.#steps * stepD;
    // −1 in the coldest season, 1 in the warmest.
    const season = -Math.cos((2 * Math.PI * (days - p.coldest_day)) / DAYS_PER_YEAR);
    this.rain = this.#rainProcess.step(stepD * 24, season);

    this.#airMass = relax(this.#airMass, AIR_MASS_D, stepD, p.temperature_weather, this.#air.normal());
    this.#cloud = relax(this.#cloud, CLOUD_D, stepD, CLOUD_K, this.#air.normal());
    this.#wetness += ((this.rain > 0 ? 1 : 0) - this.#wetness) * (1 - Math.exp(-stepD / CLOUD_D));
    const hour = 24 * (days - Math.floor(days));
    const amplitude = p.temperature_day * (WINTER_DAY + ((1 - WINTER_DAY) * (1 + season)) / 2);
    const day = amplitude * (1 - RAIN_DAMPS * this.#wetness) * Math.cos((2 * Math.PI * (hour - WARMEST_H)) / 24);
    this.airTemperature = p.temperature_mean + p.temperature_season * season + this.#airMass + this.#cloud + day;
  }
}

/** A step of an Ornstein–Uhlenbeck process of mean 0, exact for any step. */
function relax(value: number, time: number, step: number, deviation: number, normal: number): number {
  const keep = Math.exp(-step / time);
  return value * keep + deviation * Math.sqrt(1 - keep * keep) * normal;
}
