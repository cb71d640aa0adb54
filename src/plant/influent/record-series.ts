/** A recorded file as the influent needs it: quarter-hour series, flow in m³/d and scaled to the plant. */

import { ConfigError } from '../../core/errors.ts';
import { type Bridged, bridge, gridRecord, type SewerRecord } from '../sewer/record.ts';
import { STEP_MS } from './water-source.ts';

const HOUR_MS = 3_600_000;

/** What one unit of a record's flow is in m³/d. */
export const FLOW_UNITS = { 'm3/d': 1, 'm3/h': 24, 'L/s': 86.4, 'm3/s': 86_400 } as const;
export type FlowUnit = keyof typeof FLOW_UNITS;

export interface RecordSeriesOptions {
  /** `m3/h` by default, as most plants record it. Does not matter when the flow is scaled to the design. */
  readonly flowUnit?: FlowUnit;
  /** Factor on the flow; `design` makes the mean of the record the design flow. */
  readonly scaling: 'design' | number;
  /** m³/d */
  readonly designFlow: number;
  /** Start of the run, ms since the epoch. A run that starts within the record starts there, else at its first row. */
  readonly start: number;
}

/** The series begin at the run's start and repeat from their end on; a column that the record lacks is absent. */
export interface RecordSeries {
  readonly length: number;
  /** Mean of each step, m³/d. */
  readonly flow?: Float64Array;
  /** Mean intensity of each step, mm/h. */
  readonly rain?: Float64Array;
  /** °C */
  readonly temperature?: Float64Array;
}

export interface RecordReport {
  readonly rows: number;
  readonly days: number;
  /** Factor from m³/d of the record to m³/d of the plant. */
  readonly factor: number;
  /** Cells that were missing, and the longest gap, of the columns that the record has. */
  readonly bridged: { readonly flow?: Bridged; readonly rain?: Bridged; readonly temperature?: Bridged };
}

/** Throws ConfigError where the record has none of the columns, or no flow to scale. */
export function recordSeries(
  record: SewerRecord,
  options: RecordSeriesOptions,
): { series: RecordSeries; report: RecordReport } {
  const { file } = record;
  if (!record.flow && !record.rain && !record.temperature) {
    throw new ConfigError({ where: file, got: undefined, expected: 'a column of flow, rain or air temperature' });
  }
  const grid = gridRecord(record);
  const { stepH } = grid;
  const cells = grid.flow.length;
  let factor = 1;
  if (record.flow) {
    const usual = meanByHour(grid.flow, stepH, grid.start);
    bridge(grid.flow, stepH, (i) => usual[hourOf(grid.start, stepH, i)]);
    const mean = grid.flow.reduce((sum, q) => sum + q, 0) / cells;
    if (!(mean > 0)) throw new ConfigError({ where: `${file}, flow`, got: mean, expected: 'a mean flow above 0' });
    const unit = FLOW_UNITS[options.flowUnit ?? 'm3/h'];
    factor = unit * (options.scaling === 'design' ? options.designFlow / (mean * unit) : options.scaling);
    for (let i = 0; i < cells; i++) grid.flow[i] *= factor;
    factor /= unit;
  }
  const stepMs = stepH * HOUR_MS;
  const lengthMs = cells * stepMs;
  const inside = options.start - grid.start;
  const offset = inside >= 0 && inside < lengthMs ? inside : 0;
  const length = Math.max(1, Math.floor(lengthMs / STEP_MS));
  const at = (series: Float64Array, smooth: boolean) => resample(series, stepMs, offset, length, smooth);
  return {
    series: {
      length,
      flow: record.flow && at(grid.flow, true),
      rain: record.rain && at(grid.rain, false),
      temperature: record.temperature && at(grid.temperature, true),
    },
    report: {
      rows: record.time.length,
      days: lengthMs / (24 * HOUR_MS),
      factor,
      bridged: {
        flow: record.flow && grid.bridged.flow,
        rain: record.rain && grid.bridged.rain,
        temperature: record.temperature && grid.bridged.temperature,
      },
    },
  };
}

function hourOf(start: number, stepH: number, cell: number): number {
  const hour = Math.floor(start / HOUR_MS + cell * stepH) % 24;
  return hour < 0 ? hour + 24 : hour;
}

/** Mean of each hour of the day over the record, the whole mean for an hour that it never has. */
function meanByHour(values: Float64Array, stepH: number, start: number): Float64Array {
  const sums = new Float64Array(24);
  const counts = new Uint32Array(24);
  let total = 0;
  let known = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const hour = hourOf(start, stepH, i);
    sums[hour] += values[i];
    counts[hour]++;
    total += values[i];
    known++;
  }
  const whole = known > 0 ? total / known : 0;
  return sums.map((sum, hour) => (counts[hour] > 0 ? sum / counts[hour] : whole));
}

/**
 * Cells of `stepMs` to steps of the influent, cyclic from `offset` on. Short cells are averaged; long ones held or, where
 * `smooth`, joined between their middles.
 */
function resample(cells: Float64Array, stepMs: number, offset: number, length: number, smooth: boolean): Float64Array {
  const n = cells.length;
  const value = (cell: number) => cells[((cell % n) + n) % n];
  return Float64Array.from({ length }, (_, step) => {
    const from = (offset + step * STEP_MS) / stepMs;
    const to = from + STEP_MS / stepMs;
    if (smooth && stepMs >= STEP_MS) {
      const middle = (from + to) / 2 - 0.5;
      const low = Math.floor(middle);
      return value(low) + (value(low + 1) - value(low)) * (middle - low);
    }
    let sum = 0;
    for (let cell = Math.floor(from); cell < to - 1e-9; cell++) {
      sum += value(cell) * (Math.min(to, cell + 1) - Math.max(from, cell));
    }
    return sum / (to - from);
  });
}
