/**
 * The parameters of the sewer as one table: default, range, unit and meaning of each. The defaults are the town of
 * the generator (80,000 people, combined sewers, 20,648 m³/d in the mean); `fit` finds them for a real catchment.
 */

import { ConfigError } from '../../core/errors.ts';
import { type Parameter, rangeFaults, unknownFaults } from '../parameter-table.ts';

const flow = (value: number, what: string, unit = 'm3/h', min = 0): Parameter => ({
  default: value,
  min,
  max: 1e7,
  unit,
  what,
  extensive: true,
});
const harmonic = (value: number, what: string) => flow(value, what, 'm3/h', -1e7);

export const SEWER_PARAMETERS = {
  dry_flow: flow(705, 'Flow on a dry working day in a dry summer: sewage and the infiltration that never ends.'),
  dry_cos_24h: harmonic(-161, 'Daily rhythm of the dry flow, cosine of period 24 h from midnight.'),
  dry_sin_24h: harmonic(-114, 'Sine of period 24 h.'),
  dry_cos_12h: harmonic(-34, 'Cosine of period 12 h.'),
  dry_sin_12h: harmonic(-258, 'Sine of period 12 h.'),
  dry_cos_8h: harmonic(31, 'Cosine of period 8 h.'),
  dry_sin_8h: harmonic(136, 'Sine of period 8 h.'),
  dry_weekend: harmonic(-130, 'Change of the dry flow on Saturdays and Sundays.'),
  flow_capacity: flow(3500, 'The most the sewer can bring; what exceeds it overflows.'),
  areal_exponent: {
    default: 0.85,
    min: 0.3,
    max: 1.2,
    unit: '1',
    what: 'Rain on the catchment = (rain at the gauge, mm/h)^exponent: heavy rain is local.',
  },
  snow_temperature: {
    default: 0.5,
    min: -3,
    max: 4,
    unit: 'Cel',
    what: 'Half the precipitation is snow; melt begins.',
  },
  snow_melt: { default: 4, min: 0.1, max: 30, unit: 'mm/(Cel d)', what: 'Melt of snow per degree and day.' },
  evaporation: {
    default: 0.2,
    min: 0,
    max: 2,
    unit: 'mm/(Cel d)',
    what: 'Potential evaporation per degree of the day mean above -5 Cel.',
  },
  depression: { default: 0.4, min: 0, max: 20, unit: 'mm', what: 'Rain that paved ground holds before it runs off.' },
  fast_area: flow(900, 'Runoff of paved ground, per mm on the catchment (m3/mm; 10 m3/mm is a hectare).', 'm3/mm'),
  rain_lead: {
    default: 0,
    min: 0,
    max: 6,
    unit: 'h',
    what: 'The rain of a row fell so long before its time: one step where rows bear the end of their interval.',
  },
  fast_lag: { default: 0.9, min: 0.02, max: 48, unit: 'h', what: 'Mean stay in each of the two fast reservoirs.' },
  fast_delay: { default: 0.2, min: 0, max: 24, unit: 'h', what: 'Travel time before the fast reservoirs.' },
  soil_capacity: { default: 120, min: 5, max: 2000, unit: 'mm', what: 'Water the soil holds before all rain drains.' },
  soil_exponent: {
    default: 1.3,
    min: 0.1,
    max: 10,
    unit: '1',
    what: 'Share of the rain that drains = wetness^exponent.',
  },
  quick_area: flow(700, 'Drainage of the soil into drains and leaky pipes within days, per mm.', 'm3/mm'),
  quick_lag: { default: 19, min: 0.5, max: 500, unit: 'h', what: 'Mean stay in the quick reservoir.' },
  ground_area: flow(3000, 'Groundwater that enters the sewer, per mm drained.', 'm3/mm'),
  ground_lag: { default: 300, min: 20, max: 10000, unit: 'h', what: 'Mean stay in the groundwater reservoir.' },
  climate_rain: {
    default: 700,
    min: 0,
    max: 10000,
    unit: 'mm/a',
    what: 'Rain of a mean year, for the time before a run.',
  },
  climate_wet: { default: 0.1, min: 0.001, max: 1, unit: '1', what: 'Share of the time in which it rains.' },
  climate_mean: { default: 9, min: -30, max: 40, unit: 'Cel', what: 'Mean air temperature of a year.' },
  climate_cos: { default: -7.5, min: -40, max: 40, unit: 'Cel', what: 'Yearly rhythm, cosine from 1 January.' },
  climate_sin: { default: -3, min: -40, max: 40, unit: 'Cel', what: 'Yearly rhythm, sine.' },
} as const satisfies Record<string, Parameter>;

export type SewerParameterName = keyof typeof SEWER_PARAMETERS;
export type SewerParameters = Record<SewerParameterName, number>;
export const SEWER_PARAMETER_NAMES = Object.keys(SEWER_PARAMETERS) as SewerParameterName[];

export function defaultSewer(): SewerParameters {
  return Object.fromEntries(
    SEWER_PARAMETER_NAMES.map((name) => [name, SEWER_PARAMETERS[name].default]),
  ) as SewerParameters;
}

/** A catchment `factor` times as large. */
export function scaleSewer(parameters: SewerParameters, factor: number): SewerParameters {
  const scaled = { ...parameters };
  for (const name of SEWER_PARAMETER_NAMES) {
    if ('extensive' in SEWER_PARAMETERS[name]) scaled[name] *= factor;
  }
  return scaled;
}

/** Checks what a file says; `where` is its name. Throws ConfigError for unknown, absent or impossible parameters. */
export function checkSewer(values: unknown, where: string): SewerParameters {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new ConfigError({ where, got: values, expected: 'the parameters of a sewer, as written by fit' });
  }
  const given = values as Record<string, unknown>;
  const place = (name: string) => `${where}: ${name}`;
  const faults = [
    ...unknownFaults(SEWER_PARAMETERS, given, place, (name) => given[name]),
    ...rangeFaults(SEWER_PARAMETERS, given, place),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.fromEntries(SEWER_PARAMETER_NAMES.map((name) => [name, given[name]])) as SewerParameters;
}
