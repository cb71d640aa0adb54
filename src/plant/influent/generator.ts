/**
 * The generated influent: people, industry, groundwater and rain through the sewers of a town, after the phenomenological
 * generator of Gernaey, Flores-Alsina, Rosen, Benedetti & Jeppsson (2011, Environ. Model. Softw. 26, 1255–1267). With a
 * record, its flow or weather take the place of the generated ones.
 *
 * The model runs in quarter hours; flow and loads are joined linearly between them, so that minutes are smooth and no
 * mass is lost. What comes out depends on the time only, not on what was asked before.
 */

import { DAY_MS } from '../../core/time.ts';
import { C, STATION_COMPONENTS } from '../components.ts';
import { seasonalTemperature } from '../sewer/climate.ts';
import type { SewerParameters } from '../sewer/parameters.ts';
import { Weather, type WeatherParameters } from '../weather/weather.ts';
import type { GeneratorParameters } from './parameters.ts';
import type { RecordSeries } from './record-series.ts';
import { Sewage } from './sewage.ts';
import { INFLUENT, INFLUENT_LENGTH, type InfluentSource } from './source.ts';
import { Transport } from './transport.ts';
import { STEP_D, STEP_MS, WaterSource } from './water-source.ts';
import { addWater, GROUNDWATER, RUNOFF } from './waters.ts';

export interface GeneratorOptions {
  readonly seed: number | string;
  /** Start of the run, ms since the epoch. */
  readonly start: number;
  readonly town: GeneratorParameters;
  readonly weather: WeatherParameters;
  readonly sewer: SewerParameters;
  readonly record?: RecordSeries;
}

/** Steps before the start in which reservoirs, deposits and temperatures fill; a record lends its own first ones. */
const LEAD_STEPS = 30 * 96;
/**
 * Temperature of sewage: pipes in the ground follow the air of the last weeks. Mean 15 °C, season ± 5 K, day ± 0.5 K as in
 * BSM2 for the default weather (Gernaey et al. 2011); the lag and the share are estimates.
 */
const GROUND_LAG_D = 20;
const SEWAGE_AT_ZERO = 8.8;
const SEWAGE_PER_AIR = 0.62;
const SEWAGE_DAY_K = 0.5;
const SEWAGE_DAY_PHASE = 0.8 * Math.PI;
/** Runoff has the temperature of the air of the last hours, but is never ice. */
const RUNOFF_LAG_D = 0.25;
const GROUND_SHARE = 1 - Math.exp(-STEP_D / GROUND_LAG_D);
const RUNOFF_SHARE = 1 - Math.exp(-STEP_D / RUNOFF_LAG_D);
const LEAST_RUNOFF = 1;
/** Frost does not reach the sewage. */
const LEAST_SEWAGE = 4;
/** Sewers never run quite dry: loads are not divided by less than this share of the sewage. */
const LEAST_FLOW_SHARE = 0.05;

export class GeneratedInfluent implements InfluentSource {
  readonly #options: GeneratorOptions;
  #sewage!: Sewage;
  #water!: WaterSource;
  #transport!: Transport;
  #groundTemperature = 0;
  #runoffTemperature = 0;
  /** Loads (unit × m³/d) with the extra columns of an influent row, at the steps `#step` and `#step + 1`. */
  #before = new Float64Array(INFLUENT_LENGTH);
  #after = new Float64Array(INFLUENT_LENGTH);
  #step = 0;
  readonly #loads = new Float64Array(STATION_COMPONENTS);

  constructor(options: GeneratorOptions) {
    this.#options = options;
    this.#begin();
  }

  at(t: number, out: Float64Array): void {
    const position = Math.max(0, t) / STEP_D;
    // A minute that lies on a step, but for rounding, belongs to the step that it opens.
    const step = Math.floor(position + 1e-9);
    if (step < this.#step) this.#begin();
    while (this.#step < step) this.#advance();
    const share = Math.max(0, position - step);
    const before = this.#before;
    const after = this.#after;
    const flow = before[INFLUENT.Q] + (after[INFLUENT.Q] - before[INFLUENT.Q]) * share;
    for (let i = 0; i < STATION_COMPONENTS; i++) out[i] = (before[i] + (after[i] - before[i]) * share) / flow;
    out[INFLUENT.Q] = flow;
    out[C.T] = before[C.T] + (after[C.T] - before[C.T]) * share;
    out[INFLUENT.rain] = after[INFLUENT.rain];
    const air = INFLUENT.airTemperature;
    out[air] = before[air] + (after[air] - before[air]) * share;
  }

  /** Everything anew, at the start of the run: its first two steps are ready. */
  #begin(): void {
    const { seed, start, town, weather, sewer, record } = this.#options;
    const first = start - LEAD_STEPS * STEP_MS;
    this.#sewage = new Sewage(seed, town, STEP_D);
    this.#transport = new Transport(town, STEP_D);
    const air = new Weather(seed, weather, first, STEP_D);
    this.#water = new WaterSource(air, sewer, town.infiltration_m3_d, first, record);
    this.#step = -LEAD_STEPS - 2;
    this.#groundTemperature = firstAir(record) ?? seasonalTemperature(sewer, first);
    this.#runoffTemperature = this.#groundTemperature;
    while (this.#step < 0) this.#advance();
  }

  /** One step on: `#after` becomes `#before`, the step after it is made. */
  #advance(): void {
    this.#step++;
    [this.#before, this.#after] = [this.#after, this.#before];
    const row = this.#after;
    const time = this.#options.start + (this.#step + 1) * STEP_MS;
    const water = this.#water;
    this.#sewage.step(time, this.#loads);
    const sanitary = this.#sewage.flow;
    water.step(this.#step + 1, sanitary);
    addWater(GROUNDWATER, water.groundwater, this.#loads);
    addWater(RUNOFF, water.runoff, this.#loads);
    const flow = Math.max(water.flow, LEAST_FLOW_SHARE * sanitary);
    this.#transport.step(flow, this.#loads);
    for (let i = 0; i < STATION_COMPONENTS; i++) row[i] = this.#loads[i] * water.kept;
    row[INFLUENT.Q] = flow;
    row[INFLUENT.rain] = water.rain;
    row[INFLUENT.airTemperature] = water.airTemperature;
    row[C.T] = this.#temperature(time, water.runoff * water.kept, flow);
  }

  /** Of the raw sewage, °C: the ground's with the day's rhythm, mixed with the runoff. */
  #temperature(time: number, runoff: number, flow: number): number {
    const air = this.#water.airTemperature;
    this.#groundTemperature += (air - this.#groundTemperature) * GROUND_SHARE;
    this.#runoffTemperature += (air - this.#runoffTemperature) * RUNOFF_SHARE;
    const day = SEWAGE_DAY_K * Math.sin((2 * Math.PI * time) / DAY_MS + SEWAGE_DAY_PHASE);
    const sewage = Math.max(LEAST_SEWAGE, SEWAGE_AT_ZERO + SEWAGE_PER_AIR * this.#groundTemperature + day);
    const cold = Math.max(LEAST_RUNOFF, this.#runoffTemperature);
    return sewage + (cold - sewage) * Math.min(1, runoff / flow);
  }
}

/** Mean air temperature of the first weeks of a record that has it. */
function firstAir(record: RecordSeries | undefined): number | undefined {
  const temperature = record?.temperature;
  if (!temperature) return undefined;
  const steps = Math.min(temperature.length, GROUND_LAG_D / STEP_D);
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += temperature[i];
  return sum / steps;
}
