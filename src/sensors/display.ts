/** What an instrument makes of a value that it has measured: on the grid of its resolution, trusted or not. */

import type { Sensor } from './build.ts';

/**
 * How far beyond its ends an instrument's range still counts as measured, as fractions of the span: 3.8 and
 * 20.5 mA of 4 … 20 mA (NAMUR NE 43). Farther out the reading is marked uncertain.
 */
const UNDER_RANGE = 0.0125;
const OVER_RANGE = 0.03125;

/** Steps of the resolution in one unit, a whole number. */
export function stepsPerUnit({ resolution }: Sensor): number {
  return Math.round(1 / resolution);
}

/** The multiple of the resolution next to a value; clean decimals, which multiplying by the resolution would not give. */
export function onGrid(exact: number, steps: number): number {
  return Math.floor(exact * steps + 0.5) / steps;
}

/** Values below the first or above the second are uncertain: out of range or too small to be detected. */
export function trustedRange({ range: [min, max], detectionLimit }: Sensor): [lowest: number, highest: number] {
  const span = max - min;
  const underRange = min - UNDER_RANGE * span;
  return [detectionLimit > 0 ? Math.max(underRange, detectionLimit) : underRange, max + OVER_RANGE * span];
}
