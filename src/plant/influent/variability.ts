/**
 * How much the town's loads differ from one day to the next, beyond rhythm and weather: each by a factor of its own, so
 * that strong sewage is not always strong in everything. Real inlets show it: in the daily record of a Catalan plant
 * (UCI "Water Treatment Plant", 1990–91) COD and suspended solids have coefficients of variation of 0.3 and 0.6, are half
 * forgotten after a day (correlation 0.3–0.5), and hardly follow the flow.
 */

import { SlowFactor } from '../slow-factor.ts';
import type { GeneratorParameters } from './parameters.ts';

/** Length of each of the two lags behind a factor, days: a correlation of 0.4–0.5 from day to day. */
const LOAD_LAG_D = 0.45;
/** What sets the pH wanders more slowly: in the record its correlation is still 0.45 after two weeks. */
const ACIDITY_LAG_D = 4;

export class Variability {
  /** Factors on the loads of the step: dissolved and particulate COD, mineral solids, nitrogen; all of industry, and its salts besides. */
  soluble = 1;
  particulate = 1;
  mineral = 1;
  nitrogen = 1;
  industry = 1;
  salt = 1;
  /** Factors on the alkalinity of the drinking water and on the dissolved carbon dioxide of the sewage. */
  hardness = 1;
  carbonDioxide = 1;
  readonly #soluble: SlowFactor;
  readonly #particulate: SlowFactor;
  readonly #mineral: SlowFactor;
  readonly #nitrogen: SlowFactor;
  readonly #industry: SlowFactor;
  readonly #salt: SlowFactor;
  readonly #hardness: SlowFactor;
  readonly #carbonDioxide: SlowFactor;

  /** @param stepD length of all steps, days */
  constructor(seed: number | string, parameters: GeneratorParameters, stepD: number) {
    const factor = (name: string, cv: number, lagD: number) =>
      new SlowFactor(seed, `influent/variability-${name}`, cv, lagD, stepD);
    this.#soluble = factor('soluble', parameters.soluble_cod_cv, LOAD_LAG_D);
    this.#particulate = factor('particulate', parameters.particulate_cod_cv, LOAD_LAG_D);
    this.#mineral = factor('mineral', parameters.mineral_cv, LOAD_LAG_D);
    this.#nitrogen = factor('nitrogen', parameters.nitrogen_cv, LOAD_LAG_D);
    this.#industry = factor('industry', parameters.industry_cv, LOAD_LAG_D);
    this.#salt = factor('salt', parameters.industry_salt_cv, LOAD_LAG_D);
    this.#hardness = factor('hardness', parameters.hardness_cv, ACIDITY_LAG_D);
    this.#carbonDioxide = factor('carbon-dioxide', parameters.carbon_dioxide_cv, ACIDITY_LAG_D);
  }

  step(): void {
    this.soluble = this.#soluble.step();
    this.particulate = this.#particulate.step();
    this.mineral = this.#mineral.step();
    this.nitrogen = this.#nitrogen.step();
    this.industry = this.#industry.step();
    this.salt = this.#salt.step();
    this.hardness = this.#hardness.step();
    this.carbonDioxide = this.#carbonDioxide.step();
  }
}
