/**
 * The mean year of a place: smooth temperature, rain in equal showers. It fills the time before a run, so that soil and
 * groundwater begin as they are at that season, and the gaps of a record.
 */

import { DAY_MS } from '../../core/time.ts';
import { SewerModel } from './model.ts';
import { SEWER_PARAMETERS, type SewerParameters } from './parameters.ts';

const DAYS_PER_YEAR = 365.25;
const HOURS_PER_YEAR = DAYS_PER_YEAR * 24;
const HOUR_MS = DAY_MS / 24;
/** Longer than soil and groundwater remember. */
export const WARMUP_DAYS = 400;
/** The mean year needs no finer steps, h. */
const WARMUP_STEP_H = 1;

export type Climate = Pick<
  SewerParameters,
  'climate_rain' | 'climate_wet' | 'climate_mean' | 'climate_cos' | 'climate_sin'
>;

/** Air temperature of the season, °C, at a time in ms since the epoch. */
export function seasonalTemperature(climate: Climate, time: number): number {
  const angle = yearAngle(time);
  return climate.climate_mean + climate.climate_cos * Math.cos(angle) + climate.climate_sin * Math.sin(angle);
}

/** Mean rain, mm/h. */
export function meanRain(climate: Climate): number {
  return climate.climate_rain / HOURS_PER_YEAR;
}

/** A model that has lived through `WARMUP_DAYS` of mean climate before `start` (ms). */
export function warmedModel(parameters: SewerParameters, stepH: number, start: number): SewerModel {
  const past = new SewerModel(parameters, Math.max(stepH, WARMUP_STEP_H));
  const steps = Math.ceil((WARMUP_DAYS * 24) / past.stepH);
  const intensity = meanRain(parameters) / parameters.climate_wet;
  let showers = 0;
  for (let i = -steps; i < 0; i++) {
    // A wet step as often as the climate has them, evenly spread.
    showers += parameters.climate_wet;
    const wet = showers >= 1;
    if (wet) showers--;
    past.step(wet ? intensity : 0, seasonalTemperature(parameters, start + i * past.stepH * HOUR_MS));
  }
  if (past.stepH === stepH) return past;
  const model = new SewerModel(parameters, stepH);
  model.adopt(past);
  return model;
}

/** How strongly the defaults hold the estimate of the yearly rhythm back, in days of measurements (estimate). */
const PRIOR_DAYS = 30;

/**
 * The climate of a record: rain and temperature on a regular grid, NaN where missing. A record of part of a year
 * says little of the whole: least squares with the default year as prior.
 */
export function estimateClimate(start: number, stepH: number, rain: Float64Array, temperature: Float64Array): Climate {
  let wet = 0;
  let sum = 0;
  let known = 0;
  for (const value of rain) {
    if (Number.isNaN(value)) continue;
    known++;
    sum += value;
    if (value > 0) wet++;
  }
  const year = estimateYear(start, stepH, temperature);
  const rainDefault = SEWER_PARAMETERS.climate_rain.default;
  return {
    climate_rain: known > 0 ? (sum / known) * HOURS_PER_YEAR : rainDefault,
    climate_wet: wet > 0 ? wet / known : SEWER_PARAMETERS.climate_wet.default,
    climate_mean: year[0],
    climate_cos: year[1],
    climate_sin: year[2],
  };
}

/** Mean, cosine and sine of the yearly rhythm. */
function estimateYear(start: number, stepH: number, temperature: Float64Array): [number, number, number] {
  const { climate_mean, climate_cos, climate_sin } = SEWER_PARAMETERS;
  const prior = [climate_mean.default, climate_cos.default, climate_sin.default];
  const weight = (PRIOR_DAYS * 24) / stepH;
  const normal = [weight, 0, 0, 0, weight, 0, 0, 0, weight];
  const right = [0, 0, 0];
  for (let i = 0; i < temperature.length; i++) {
    if (Number.isNaN(temperature[i])) continue;
    const angle = yearAngle(start + i * stepH * HOUR_MS);
    const basis = [1, Math.cos(angle), Math.sin(angle)];
    const rest = temperature[i] - prior[0] - prior[1] * basis[1] - prior[2] * basis[2];
    for (let a = 0; a < 3; a++) {
      right[a] += basis[a] * rest;
      for (let b = 0; b < 3; b++) normal[3 * a + b] += basis[a] * basis[b];
    }
  }
  const change = solve3(normal, right);
  return [prior[0] + change[0], prior[1] + change[1], prior[2] + change[2]];
}

/** Cramer's rule; the prior keeps the matrix regular. */
function solve3(m: readonly number[], r: readonly number[]): [number, number, number] {
  const det = (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number) =>
    a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const [a, b, c, d, e, f, g, h, i] = m;
  const whole = det(a, b, c, d, e, f, g, h, i);
  return [
    det(r[0], b, c, r[1], e, f, r[2], h, i) / whole,
    det(a, r[0], c, d, r[1], f, g, r[2], i) / whole,
    det(a, b, r[0], d, e, r[1], g, h, r[2]) / whole,
  ];
}

/** Angle of the day in the year, 0 on 1 January 1970 and each 365.25 days after. */
function yearAngle(time: number): number {
  return (2 * Math.PI * time) / (DAYS_PER_YEAR * DAY_MS);
}
