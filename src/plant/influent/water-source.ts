/**
 * The water behind the influent, in steps of a quarter of an hour: weather generated or recorded, flow from the sewer model
 * or recorded, and of which waters it consists.
 */

import { DAY_MS } from '../../core/time.ts';
import { warmedModel } from '../sewer/climate.ts';
import type { SewerModel } from '../sewer/model.ts';
import type { SewerParameters } from '../sewer/parameters.ts';
import type { Weather } from '../weather/weather.ts';
import type { RecordSeries } from './record-series.ts';

/** Step of the influent, days. */
export const STEP_D = 1 / 96;
export const STEP_MS = STEP_D * DAY_MS;

const HOURS_PER_DAY = 24;

export class WaterSource {
  /** Mean rain of the last step, mm/h. */
  rain = 0;
  /** Air temperature at its end, °C. */
  airTemperature: number;
  /** Flow at the end of the sewer, m³/d, and how much of it is groundwater and runoff. */
  flow = 0;
  groundwater = 0;
  runoff = 0;
  /** Share of what the sewers bring that reaches the plant; the rest overflows. */
  kept = 1;
  readonly #weather: Weather;
  readonly #sewer: SewerParameters;
  readonly #model: SewerModel;
  readonly #infiltration: number;
  readonly #record: RecordSeries | undefined;

  /**
   * @param infiltration groundwater of all seasons, m³/d
   * @param start ms since the epoch at which the first step begins
   * @param record replaces the weather and the flow where it has them
   */
  constructor(
    weather: Weather,
    sewer: SewerParameters,
    infiltration: number,
    start: number,
    record: RecordSeries | undefined,
  ) {
    this.#weather = weather;
    this.#sewer = sewer;
    this.#infiltration = infiltration;
    this.#record = record;
    this.#model = warmedModel(sewer, STEP_D * HOURS_PER_DAY, start);
    this.airTemperature = weather.airTemperature;
  }

  /**
   * One step on. Allocates nothing.
   * @param step number of the step from the start of the run; below 0 before it, where a record gives its beginning twice
   * @param sanitary water from people and industry, m³/d
   */
  step(step: number, sanitary: number): void {
    const weather = this.#weather;
    const record = this.#record;
    const row = record ? (step < 0 ? -step - 1 : step) % record.length : 0;
    weather.step();
    this.rain = record?.rain ? record.rain[row] : weather.rain;
    this.airTemperature = record?.temperature ? record.temperature[row] : weather.airTemperature;

    const model = this.#model;
    const sewer = this.#sewer;
    model.step(this.rain, this.airTemperature);
    const drained = HOURS_PER_DAY * (sewer.quick_area * model.quick + sewer.ground_area * model.ground);
    this.groundwater = this.#infiltration + drained;
    if (record?.flow) {
      this.#divide(record.flow[row], sanitary, record.rain !== undefined);
      return;
    }
    this.runoff = HOURS_PER_DAY * sewer.fast_area * model.fast;
    const brought = sanitary + this.groundwater + this.runoff;
    this.flow = Math.min(brought, HOURS_PER_DAY * sewer.flow_capacity);
    this.kept = brought > 0 ? this.flow / brought : 1;
  }

  /**
   * The recorded flow is the truth; what exceeds sewage and groundwater is runoff. A record without rain gets the rain
   * that this runoff would need, so that gauge and flow agree.
   */
  #divide(flow: number, sanitary: number, rainIsKnown: boolean): void {
    this.flow = flow;
    this.kept = 1;
    const rest = Math.max(0, flow - sanitary);
    this.groundwater = Math.min(rest, this.groundwater);
    this.runoff = rest - this.groundwater;
    if (rainIsKnown) return;
    const area = HOURS_PER_DAY * this.#sewer.fast_area;
    this.rain = area > 0 ? (this.runoff / area) ** (1 / this.#sewer.areal_exponent) : 0;
  }
}
