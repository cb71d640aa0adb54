/**
 * Rain and air temperature to runoff, step by step: snow store, areal reduction, paved ground with two fast linear
 * reservoirs, a soil store that dries by evaporation, and behind it a quick and a groundwater reservoir in parallel.
 *
 * Sources: degree-day snow and the soil store with `drainage = rain × wetness^exponent` are those of HBV (Bergström
 * 1976; Lindström et al. 1997, J. Hydrol. 201); evaporation in proportion to T + 5 °C is Oudin et al. (2005, J. Hydrol.
 * 303) without its radiation term; reservoirs in series are Nash (1957). Infiltration that follows soil and
 * groundwater rather than the calendar replaces the sine of Gernaey et al. (2011, Environ. Model. Softw. 26).
 */

import type { SewerParameters } from './parameters.ts';

const HOURS_PER_DAY = 24;
/** Below this day mean nothing evaporates, °C (Oudin et al. 2005). */
const EVAPORATION_FROM = -5;
/** Snow and rain mix over this range around the snow temperature, ± °C (estimate). */
const SNOW_RANGE = 1;
/** Wetness of the soil at the start of the warm-up (forgotten within it). */
const START_WETNESS = 0.7;

/** The states that `save` gives and `restore` takes, before the delay line. */
const STATES = 8;

export class SewerModel {
  /** Means of the last step on one mm of catchment: mm/h. */
  fast = 0;
  quick = 0;
  ground = 0;
  readonly stepH: number;
  readonly #p: SewerParameters;
  readonly #fastKeep: number;
  readonly #quickKeep: number;
  readonly #groundKeep: number;
  readonly #dayKeep: number;
  readonly #delayCells: number;
  readonly #delayShare: number;
  /** Runoff of the last steps, a ring; the newest at `#delayAt`. */
  readonly #delayLine: Float64Array;
  #delayAt = 0;
  #snow = 0;
  #depression = 0;
  #soil: number;
  #fast1 = 0;
  #fast2 = 0;
  #quickStore = 0;
  #groundStore = 0;
  #dayMean: number;

  /** @param stepH length of all steps, h */
  constructor(parameters: SewerParameters, stepH: number) {
    this.#p = parameters;
    this.stepH = stepH;
    this.#fastKeep = Math.exp(-stepH / parameters.fast_lag);
    this.#quickKeep = Math.exp(-stepH / parameters.quick_lag);
    this.#groundKeep = Math.exp(-stepH / parameters.ground_lag);
    this.#dayKeep = Math.exp(-stepH / HOURS_PER_DAY);
    const cells = parameters.fast_delay / stepH;
    this.#delayCells = Math.floor(cells);
    this.#delayShare = cells - this.#delayCells;
    this.#delayLine = new Float64Array(this.#delayCells + 2);
    this.#soil = START_WETNESS * parameters.soil_capacity;
    this.#dayMean = parameters.climate_mean;
  }

  /**
   * One step.
   * @param rain mean intensity at the gauge during the step, mm/h
   * @param airTemperature °C
   */
  step(rain: number, airTemperature: number): void {
    const p = this.#p;
    const { stepH } = this;
    this.#dayMean = airTemperature + (this.#dayMean - airTemperature) * this.#dayKeep;

    const above = (airTemperature - p.snow_temperature + SNOW_RANGE) / (2 * SNOW_RANGE);
    const liquid = above < 0 ? 0 : above > 1 ? 1 : above;
    this.#snow += rain * (1 - liquid) * stepH;
    const thaw = ((p.snow_melt * stepH) / HOURS_PER_DAY) * Math.max(0, airTemperature - p.snow_temperature);
    const melt = Math.min(this.#snow, thaw);
    this.#snow -= melt;
    const water = (rain > 0 && liquid > 0 ? (rain * liquid) ** p.areal_exponent * stepH : 0) + melt;
    const warmth = Math.max(0, this.#dayMean - EVAPORATION_FROM);
    const evaporation = ((p.evaporation * stepH) / HOURS_PER_DAY) * warmth;

    const held = this.#depression + water;
    const runoff = held > p.depression ? held - p.depression : 0;
    this.#depression = Math.max(0, held - runoff - evaporation);
    this.#runFast(runoff);
    this.#drain(water, evaporation);
  }

  /** Takes the stores of a model with another step; nothing is on its way to the fast reservoirs then. */
  adopt(other: SewerModel): void {
    this.restore([...other.save().slice(0, STATES), ...new Array<number>(this.#delayLine.length).fill(0)]);
  }

  save(): number[] {
    return [
      this.#snow,
      this.#depression,
      this.#soil,
      this.#fast1,
      this.#fast2,
      this.#quickStore,
      this.#groundStore,
      this.#dayMean,
      ...this.#delayLine.keys().map((i) => this.#delayLine[(this.#delayAt + i) % this.#delayLine.length]),
    ];
  }

  /** Goes on exactly from what `save` gave, in a model of the same parameters and step. */
  restore(saved: readonly number[]): void {
    [this.#snow, this.#depression, this.#soil, this.#fast1, this.#fast2] = saved;
    [this.#quickStore, this.#groundStore, this.#dayMean] = saved.slice(5);
    this.#delayLine.set(saved.slice(STATES));
    this.#delayAt = 0;
  }

  /** Travel time, then two reservoirs; what comes in a step is there from its beginning. */
  #runFast(runoff: number): void {
    const { stepH } = this;
    const line = this.#delayLine;
    const length = line.length;
    this.#delayAt = this.#delayAt === 0 ? length - 1 : this.#delayAt - 1;
    line[this.#delayAt] = runoff;
    const late = (this.#delayAt + this.#delayCells) % length;
    const later = (late + 1) % length;
    const inflow = line[late] * (1 - this.#delayShare) + line[later] * this.#delayShare;
    const keep = this.#fastKeep;
    const between = (this.#fast1 + inflow) * (1 - keep);
    const out = (this.#fast2 + between) * (1 - keep);
    this.#fast1 += inflow - between;
    this.#fast2 += between - out;
    this.fast = out / stepH;
  }

  /** Soil, then the quick and the groundwater reservoir, which both see all that drains. */
  #drain(water: number, evaporation: number): void {
    const p = this.#p;
    const { stepH } = this;
    const wetness = this.#soil / p.soil_capacity;
    let drained = water > 0 ? water * wetness ** p.soil_exponent : 0;
    let soil = this.#soil + water - drained;
    soil = Math.max(0, soil - evaporation * Math.min(1, soil / p.soil_capacity));
    if (soil > p.soil_capacity) {
      drained += soil - p.soil_capacity;
      soil = p.soil_capacity;
    }
    this.#soil = soil;
    const quickAfter = this.#quickStore * this.#quickKeep + drained * (p.quick_lag / stepH) * (1 - this.#quickKeep);
    this.quick = (this.#quickStore + drained - quickAfter) / stepH;
    this.#quickStore = quickAfter;
    const groundAfter =
      this.#groundStore * this.#groundKeep + drained * (p.ground_lag / stepH) * (1 - this.#groundKeep);
    this.ground = (this.#groundStore + drained - groundAfter) / stepH;
    this.#groundStore = groundAfter;
  }
}
