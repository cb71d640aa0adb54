/** The rhythm of dry-weather flow: a constant, three harmonics of the day and the weekend. */

import { DAY_MS } from '../../core/time.ts';
import type { SewerParameterName, SewerParameters } from './parameters.ts';

/** The terms in the order in which `rhythmTerms` writes them. */
export const RHYTHM_TERMS = [
  'dry_flow',
  'dry_cos_24h',
  'dry_sin_24h',
  'dry_cos_12h',
  'dry_sin_12h',
  'dry_cos_8h',
  'dry_sin_8h',
  'dry_weekend',
] as const satisfies readonly SewerParameterName[];

const HARMONICS = 3;
/** 1 January 1970 was a Thursday: day 2 after it is a Saturday. */
const SATURDAY = 2;

/** Writes what each term is multiplied with at `time` (ms since the epoch). */
export function rhythmTerms(time: number, out: Float64Array): void {
  const days = time / DAY_MS;
  const day = Math.floor(days);
  const angle = 2 * Math.PI * (days - day);
  out[0] = 1;
  for (let h = 1; h <= HARMONICS; h++) {
    out[2 * h - 1] = Math.cos(h * angle);
    out[2 * h] = Math.sin(h * angle);
  }
  const weekday = (((day - SATURDAY) % 7) + 7) % 7;
  out[7] = weekday < 2 ? 1 : 0;
}

const terms = new Float64Array(RHYTHM_TERMS.length);

/** Dry-weather flow at `time`, never negative. */
export function dryFlow(parameters: SewerParameters, time: number): number {
  rhythmTerms(time, terms);
  let flow = 0;
  for (let i = 0; i < terms.length; i++) flow += parameters[RHYTHM_TERMS[i]] * terms[i];
  return Math.max(0, flow);
}
