/**
 * What people and industry let into the sewers, in loads: mean × rhythm of the day, the week and the year, with the noise
 * of the hour (households and industry of Gernaey et al. 2011).
 */

import { RandomStream } from '../../core/random.ts';
import { DAY_MS } from '../../core/time.ts';
import { C, I_XB } from '../components.ts';
import type { GeneratorParameters } from './parameters.ts';
import { DAY_PROFILES, WEEK_PROFILES, WEEKDAY_PROFILES, YEAR_PROFILES } from './profiles.ts';
import { Variability } from './variability.ts';
import {
  ALKALINITY_PER_NH,
  addWater,
  DISSOLVED_ORGANIC_N,
  DISSOLVED_ZINC,
  INERT_SOLUBLE,
  LEAST_BIODEGRADABLE,
  MINERAL_PER_COD,
  PARTICULATE_SHARES,
  PO4_PER_NH,
  SANITARY,
  ZINC_PER_COD,
} from './waters.ts';

/** Industry of the reference town at 2500 m³/d, g per m³ of its water (Gernaey et al. 2011: kg/d over m³/d). */
const INDUSTRY = { soluble: 154.5, particulate: 920.7, ammonia: 20.825, nitrogen: 43.73 } as const;
/**
 * What industry dissolves in its water besides, µS/cm at 25 °C and mol/m³ of alkalinity (washing, textiles): makes weekends
 * less salty by a tenth and strong sewage a little alkaline, as in the UCI record (estimates).
 */
const INDUSTRY_SALT = 1600;
const INDUSTRY_ALKALINITY = 6;
/** Standard deviation of the noise of flow and load as shares, and how long it stays, days (estimates). */
const NOISE = 0.05;
const NOISE_D = 1 / 24;

const YEAR = {
  household: expandYear(YEAR_PROFILES.household),
  industry: expandYear(YEAR_PROFILES.industry),
};

export class Sewage {
  /** Water of people and industry in the last step, m³/d. */
  flow = 0;
  readonly #p: GeneratorParameters;
  readonly #flowNoise: RandomStream;
  readonly #loadNoise: RandomStream;
  readonly #variability: Variability;
  readonly #keep: number;
  #flowFactor = 0;
  #loadFactor = 0;

  /** @param stepD length of all steps, days */
  constructor(seed: number | string, parameters: GeneratorParameters, stepD: number) {
    this.#p = parameters;
    this.#flowNoise = new RandomStream(seed, 'influent/sewage-flow');
    this.#loadNoise = new RandomStream(seed, 'influent/sewage-load');
    this.#variability = new Variability(seed, parameters, stepD);
    this.#keep = Math.exp(-stepD / NOISE_D);
  }

  /**
   * One step: writes the loads that enter the sewers around `time` (ms since the epoch), unit of the component × m³/d.
   * Allocates nothing.
   */
  step(time: number, loads: Float64Array): void {
    const p = this.#p;
    const days = time / DAY_MS;
    const day = Math.floor(days);
    const hour = 24 * (days - day);
    // 1 January 1970 was a Thursday, day 3 of a week from Monday.
    const weekday = (((day + 3) % 7) + 7) % 7;
    const fourHours = weekday * 6 + hour / 4;
    const yearDay = dayOfProfileYear(time);

    this.#variability.step();
    const fluctuate = Math.sqrt(1 - this.#keep ** 2) * NOISE;
    this.#flowFactor = this.#flowFactor * this.#keep + fluctuate * this.#flowNoise.normal();
    this.#loadFactor = this.#loadFactor * this.#keep + fluctuate * this.#loadNoise.normal();
    const flowFactor = Math.max(0, 1 + this.#flowFactor);
    const loadFactor = Math.max(0, 1 + this.#loadFactor);

    const people = p.population * YEAR.household[yearDay];
    const households = (people * p.water_L_pe_d * WEEKDAY_PROFILES.householdFlow[weekday]) / 1000;
    const industry = p.industry_m3_d * YEAR.industry[yearDay];
    const polluters = people * WEEKDAY_PROFILES.householdLoad[weekday] * loadFactor;
    const works = industry * p.industry_load * loadFactor * this.#variability.industry;
    const industryFlow = flowFactor * industry * between(WEEK_PROFILES.industryFlow, fourHours);
    this.flow = flowFactor * households * between(DAY_PROFILES.householdFlow, hour) + industryFlow;

    const soluble =
      polluters * p.soluble_cod_g_pe_d * between(DAY_PROFILES.householdSoluble, hour) +
      works * INDUSTRY.soluble * between(WEEK_PROFILES.industrySoluble, fourHours);
    const particulate =
      polluters * p.particulate_cod_g_pe_d * between(DAY_PROFILES.householdParticulate, hour) +
      works * INDUSTRY.particulate * between(WEEK_PROFILES.industryParticulate, fourHours);
    const ammonia =
      polluters * p.ammonia_g_pe_d * between(DAY_PROFILES.householdAmmonia, hour) +
      works * INDUSTRY.ammonia * between(WEEK_PROFILES.industryAmmonia, fourHours);
    const nitrogen =
      polluters * p.nitrogen_g_pe_d * between(DAY_PROFILES.householdNitrogen, hour) +
      works * INDUSTRY.nitrogen * between(WEEK_PROFILES.industryNitrogen, fourHours);
    this.#fractionate(soluble, particulate, ammonia, nitrogen, loads);
    const dissolving = industryFlow * p.industry_load * this.#variability.industry;
    loads[C.S_ION] += INDUSTRY_SALT * dissolving * this.#variability.salt;
    loads[C.S_ALK] += INDUSTRY_ALKALINITY * dissolving;
  }

  /** COD and nitrogen to components, and what goes with them; each varies from day to day on its own. */
  #fractionate(soluble: number, particulate: number, ammonia: number, nitrogen: number, loads: Float64Array): void {
    const vary = this.#variability;
    loads.fill(0);
    addWater(SANITARY, this.flow, loads);
    loads[C.S_ALK] *= vary.hardness;
    loads[C.S_CO2] *= vary.carbonDioxide;
    const inert = Math.min(INERT_SOLUBLE * this.flow, (1 - LEAST_BIODEGRADABLE) * soluble);
    loads[C.S_I] = inert * vary.soluble;
    loads[C.S_S] = (soluble - inert) * vary.soluble;
    const solids = particulate * vary.particulate;
    loads[C.X_I] = PARTICULATE_SHARES.X_I * solids;
    loads[C.X_S] = PARTICULATE_SHARES.X_S * solids;
    loads[C.X_BH] = PARTICULATE_SHARES.X_BH * solids;
    loads[C.S_NH] = ammonia * vary.nitrogen;
    const organicN = Math.max(0, (nitrogen - ammonia) * vary.nitrogen - I_XB * loads[C.X_BH]);
    loads[C.S_ND] = DISSOLVED_ORGANIC_N * organicN;
    loads[C.X_ND] = (1 - DISSOLVED_ORGANIC_N) * organicN;
    loads[C.S_ALK] += ALKALINITY_PER_NH * loads[C.S_NH];
    loads[C.S_PO4] = PO4_PER_NH * loads[C.S_NH];
    loads[C.X_MIN] = MINERAL_PER_COD * particulate * vary.mineral;
    loads[C.S_ME] = DISSOLVED_ZINC * this.flow;
    loads[C.X_ME] = ZINC_PER_COD * solids;
  }
}

/** A cyclic profile between the middles of its intervals; `position` in intervals from the start of the first. */
function between(profile: readonly number[], position: number): number {
  const n = profile.length;
  const from = position - 0.5;
  const low = Math.floor(from);
  const share = from - low;
  return profile[(low + n) % n] * (1 - share) + profile[(low + 1) % n] * share;
}

/** Days since the last 1 July, as an index into a profile of the year. */
function dayOfProfileYear(time: number): number {
  const days = time / DAY_MS;
  // 1 July 1970 was day 181; leap days make the profile drift by at most a day within the years that dates can show.
  const since = (days - 181) / 365.2425;
  return Math.floor((since - Math.floor(since)) * YEAR.household.length);
}

function expandYear(runs: readonly (readonly [factor: number, days: number])[]): Float64Array {
  return Float64Array.from(runs.flatMap(([factor, days]) => new Array<number>(days).fill(factor)));
}
