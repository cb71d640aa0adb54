/** A check of the instruments' coherence, and ways to spoil readings so that it must fail. */

import type { Readings } from './readings.ts';
import type { Series } from './series.ts';

/** A figure and between what it must lie. */
export type Figure = readonly [name: string, value: number, least: number, most: number];

export interface Check {
  readonly what: string;
  readonly figures: (readings: Readings) => readonly Figure[];
  /** Readings spoilt in this way must fail. */
  readonly spoil: Readonly<Record<string, (column: Series) => Series>>;
}

/** Readings of another time: the instrument's own, but later by some 31 hours. */
export function displaced(column: Series): Series {
  return column.map((_, i) => column[(i + 1900) % column.length]);
}

/** A wrong gain. */
export const scaled =
  (factor: number) =>
  (column: Series): Series =>
    column.map((value) => factor * value);

/** A wrong zero. */
export const shifted =
  (offset: number) =>
  (column: Series): Series =>
    column.map((value) => value + offset);

/** Stands still at its first value. */
export function frozen(column: Series): Series {
  return column.map(() => column[0]);
}
