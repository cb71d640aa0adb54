/**
 * The town behind the generator: people, industry, infiltration, what each brings. The numbers of water, COD and nitrogen
 * are those of the generator for BSM2 (Gernaey et al. 2011; file ASM1_Influent_init.m of the IWA task group), but for nitrogen:
 * 12.3 in place of 12.104 g/(pe d), with which the long-run mean is that of BSM2's constant influent.
 */

import { ConfigError } from '../../core/errors.ts';
import { type Parameter, rangeFaults, unknownFaults } from '../parameter-table.ts';

/** Coefficient of variation of a load from day to day: estimates, fitted to the spread of the UCI record (variability.ts). */
const dayToDay = (cv: number, load: string) => ({
  default: cv,
  min: 0,
  max: 3,
  unit: '1',
  what: `Variation of ${load} from day to day, as coefficient of variation; 0 is none.`,
});

/** Defaults and ranges, as data for a configuration. */
export const GENERATOR_PARAMETERS = {
  population: { default: 80_000, min: 100, max: 20_000_000, unit: '1', what: 'People connected.' },
  water_L_pe_d: { default: 150, min: 50, max: 500, unit: 'L/d', what: 'Water of a person and day.' },
  soluble_cod_g_pe_d: { default: 19.31, min: 1, max: 200, unit: 'g/d', what: 'Dissolved COD of a person and day.' },
  particulate_cod_g_pe_d: {
    default: 115.08,
    min: 1,
    max: 500,
    unit: 'g/d',
    what: 'Particulate COD of a person and day.',
  },
  ammonia_g_pe_d: { default: 5.8565, min: 0.1, max: 30, unit: 'g/d', what: 'Ammonia nitrogen of a person and day.' },
  nitrogen_g_pe_d: { default: 12.3, min: 0.2, max: 50, unit: 'g/d', what: 'Kjeldahl nitrogen of a person and day.' },
  industry_m3_d: {
    default: 2500,
    min: 0,
    max: 1e7,
    unit: 'm3/d',
    what: 'Waste water of industry on a working day.',
    extensive: true,
  },
  industry_load: {
    default: 1,
    min: 0,
    max: 20,
    unit: '1',
    what: 'Load of industry in units of the usual for its water (935 mg COD, 37.5 mg TKN per litre and more).',
  },
  infiltration_m3_d: {
    default: 3400,
    min: 0,
    max: 1e7,
    unit: 'm3/d',
    what: 'Groundwater that enters in every season; the sewer model adds what follows rain.',
    extensive: true,
  },
  flush_max_kg: {
    default: 1000,
    min: 0,
    max: 1e6,
    unit: 'kg',
    what: 'Particulate COD that can settle in the sewers and wait for the first flush.',
    extensive: true,
  },
  flush_flow_m3_d: {
    default: 45_000,
    min: 10,
    max: 1e8,
    unit: 'm3/d',
    what: 'Flow that stirs the deposits up (estimate).',
    extensive: true,
  },
  soluble_cod_cv: dayToDay(0.5, 'dissolved COD'),
  particulate_cod_cv: dayToDay(0.2, 'particulate COD and zinc'),
  mineral_cv: dayToDay(1.9, 'mineral solids'),
  nitrogen_cv: dayToDay(0.15, 'nitrogen and phosphorus'),
  industry_cv: dayToDay(0.4, 'load, salts and alkalis of industry, together'),
  industry_salt_cv: dayToDay(1.1, 'the salts of industry, besides'),
  hardness_cv: dayToDay(0.15, 'the hardness of the drinking water, most of the alkalinity,'),
  carbon_dioxide_cv: dayToDay(0.5, 'carbon dioxide, and with it pH,'),
} as const satisfies Record<string, Parameter>;

export type GeneratorParameters = Record<keyof typeof GENERATOR_PARAMETERS, number>;
const NAMES = Object.keys(GENERATOR_PARAMETERS) as (keyof GeneratorParameters)[];

/** The population to which the extensive defaults belong. */
export const REFERENCE_POPULATION = GENERATOR_PARAMETERS.population.default;
/** Mean flow that the plant for the reference population is built for: BSM2, m³/d. */
const REFERENCE_FLOW = 20_648;

/** Flow that a plant for `population` is built for, m³/d. */
export function designFlow(population: number): number {
  return (REFERENCE_FLOW * population) / REFERENCE_POPULATION;
}

/**
 * The given parameters, the defaults of a town of that size for the rest.
 * Throws ConfigError for an unknown name or a value out of range; `where` is what the user calls this.
 */
export function generatorParameters(given: Partial<GeneratorParameters> = {}, where = 'influent'): GeneratorParameters {
  const place = (name: string) => `${where}.${name}`;
  const size = (given.population ?? REFERENCE_POPULATION) / REFERENCE_POPULATION;
  const values = {} as GeneratorParameters;
  for (const name of NAMES) {
    const parameter: Parameter = GENERATOR_PARAMETERS[name];
    values[name] = given[name] ?? parameter.default * (parameter.extensive ? size : 1);
  }
  const faults = [
    ...unknownFaults(GENERATOR_PARAMETERS, given, place, (name) => name),
    ...rangeFaults(GENERATOR_PARAMETERS, values, place),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  return values;
}
