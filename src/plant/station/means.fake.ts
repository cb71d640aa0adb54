/** For tests: means, extremes and loads of the truth while a station runs. */

import { POINTS, type Point, QUANTITY_NAMES, type Quantity, TAP_NAMES, type TapName, tapIndex } from '../taps.ts';
import type { Station } from './station.ts';

export interface Means {
  mean(tap: TapName): number;
  least(tap: TapName): number;
  most(tap: TapName): number;
  /** kg/d of what is measured in mg/L. */
  load(point: Point, quantity: Quantity): number;
}

/** Advances the station by so many minutes. */
export function advance(station: Station, minutes: number): void {
  for (let m = 0; m < minutes; m++) station.advance();
}

/** Advances the station by so many minutes and sums up their ends. */
export function run(station: Station, minutes: number): Means {
  const { truth } = station;
  const sum = new Float64Array(truth.length);
  const loads = new Float64Array(truth.length);
  const least = new Float64Array(truth.length).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(truth.length).fill(Number.NEGATIVE_INFINITY);
  const width = QUANTITY_NAMES.length;
  for (let m = 0; m < minutes; m++) {
    station.advance();
    for (let i = 0; i < TAP_NAMES.length; i++) {
      sum[i] += truth[i];
      least[i] = Math.min(least[i], truth[i]);
      most[i] = Math.max(most[i], truth[i]);
    }
    for (let p = 0; p < POINTS.length; p++) {
      // The flow is the first quantity of a point.
      const flow = truth[p * width];
      for (let q = 1; q < width; q++) loads[p * width + q] += flow * truth[p * width + q];
    }
  }
  return {
    mean: (tap) => sum[tapIndex(tap)] / minutes,
    least: (tap) => least[tapIndex(tap)],
    most: (tap) => most[tapIndex(tap)],
    load: (point, quantity) => loads[tapIndex(`${point}.${quantity}`)] / minutes / 1000,
  };
}
