/** Daily means along the plant, as a laboratory would report them: of a simulation, or of a real plant. */

import { DailyComposite } from '../../compliance/composite.ts';
import { DAY_MS } from '../../core/time.ts';
import type { Point, Quantity, TapName } from '../../plant/taps.ts';

/** The points of a daily table, in the order of flow. */
export const DAILY_POINTS = [
  'influent',
  'screened',
  'primary_effluent',
  'clarifier_effluent',
  'outlet',
] as const satisfies readonly Point[];
export type DailyPoint = (typeof DAILY_POINTS)[number];

/** Flow first, then what is averaged in proportion to it. */
export const DAILY_QUANTITIES = [
  'Q',
  'pH',
  'BOD5',
  'COD',
  'TSS',
  'VSS',
  'conductivity',
] as const satisfies readonly Quantity[];
export type DailyQuantity = (typeof DAILY_QUANTITIES)[number];

export type DailyColumn = `${DailyPoint}.${DailyQuantity}`;

export interface DailyTable {
  /** Days since the epoch. */
  readonly days: readonly number[];
  /** Values a day in the units of the taps (m³/d, mg/L, µS/cm); NaN is missing, and so is an absent column. */
  readonly columns: Readonly<Partial<Record<DailyColumn, Float64Array>>>;
}

/** Gathers a daily table from the truth of a running simulation, minute by minute. */
export class DailyRecorder {
  readonly #composites = DAILY_POINTS.map(() => new DailyComposite(DAILY_QUANTITIES.length - 1));
  readonly #water = new Float64Array(DAILY_QUANTITIES.length);
  readonly #rows: Float64Array[] = [];
  readonly #days: number[] = [];
  #day = Number.NaN;

  /**
   * @param timeMs begin of the simulated minute, ms since the epoch, rising
   * @param truth the truth of a tap during that minute, NaN where unknown
   */
  minute(timeMs: number, truth: (tap: TapName) => number): void {
    const day = Math.floor(timeMs / DAY_MS);
    if (day !== this.#day) this.#close();
    this.#day = day;
    for (let p = 0; p < DAILY_POINTS.length; p++) {
      for (let q = 0; q < DAILY_QUANTITIES.length; q++) {
        this.#water[q] = truth(`${DAILY_POINTS[p]}.${DAILY_QUANTITIES[q]}`);
      }
      this.#composites[p].add(timeMs, this.#water);
    }
  }

  /** The days that are over, UTC. A day of which less than nine tenths were seen is NaN. */
  table(): DailyTable {
    const columns: Partial<Record<DailyColumn, Float64Array>> = {};
    for (const [p, point] of DAILY_POINTS.entries()) {
      for (const [q, quantity] of DAILY_QUANTITIES.entries()) {
        const at = p * DAILY_QUANTITIES.length + q;
        columns[`${point}.${quantity}`] = Float64Array.from(this.#rows, (row) => row[at]);
      }
    }
    return { days: [...this.#days], columns };
  }

  #close(): void {
    if (Number.isNaN(this.#day)) return;
    const width = DAILY_QUANTITIES.length;
    const row = new Float64Array(DAILY_POINTS.length * width);
    for (const [p, composite] of this.#composites.entries()) {
      composite.day(this.#day, row.subarray(p * width, (p + 1) * width));
    }
    this.#rows.push(row);
    this.#days.push(this.#day);
  }
}
