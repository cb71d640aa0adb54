/** A record of rain, air temperature and flow laid on a regular grid, its gaps bridged and counted. */

import { ConfigError } from '../../core/errors.ts';
import { type Climate, estimateClimate, meanRain, seasonalTemperature } from './climate.ts';

const HOUR_MS = 3_600_000;
/** Steps that the model resolves: the daily rhythm needs several a day. */
const MIN_STEP_H = 1 / 60;
const MAX_STEP_H = 6;
/** Gaps up to this long are filled between their neighbours, h; longer ones with the climate. */
const SHORT_GAP_H = 6;
/** A grid longer than so many times its rows is a wrong date, not a gap. */
const MAX_EMPTINESS = 50;

export interface SewerRecord {
  /** Name for messages. */
  readonly file: string;
  /** ms since the Unix epoch, strictly rising; local time or UTC, but without jumps. */
  readonly time: Float64Array;
  /** Mean flow from each time to the next, any unit; NaN where missing. */
  readonly flow?: Float64Array;
  /** Rain that fell from each time to the next, mm; NaN where missing. */
  readonly rain?: Float64Array;
  /** Air temperature, °C; NaN where missing. */
  readonly temperature?: Float64Array;
}

export interface Bridged {
  /** Cells of the grid without a value, and the longest run of them in hours. */
  readonly cells: number;
  readonly longestH: number;
}

export interface SewerGrid {
  readonly start: number;
  readonly stepH: number;
  /** Mean rain intensity, mm/h, and air temperature, °C, of each cell; no gaps. */
  readonly rain: Float64Array;
  readonly temperature: Float64Array;
  /** Flow of each cell, NaN where the record has none. */
  readonly flow: Float64Array;
  /** What filled the long gaps, and fills the time before the record. */
  readonly climate: Climate;
  /** 1 where the rain was not measured and the gap was long. */
  readonly guessed: Uint8Array;
  /** Cell of each row of the record. */
  readonly cellOfRow: Uint32Array;
  readonly bridged: { readonly flow: Bridged; readonly rain: Bridged; readonly temperature: Bridged };
}

/**
 * Lays a record on the grid of its median step. `climate` fills long gaps; without it the record's own is estimated.
 * Throws ConfigError for steps outside 1 min … 6 h and for records that are mostly gap.
 */
export function gridRecord(record: SewerRecord, climate?: Climate): SewerGrid {
  const { time } = record;
  const stepH = medianStepH(record);
  const start = time[0];
  const stepMs = stepH * HOUR_MS;
  const cells = Math.round((time[time.length - 1] - start) / stepMs) + 1;
  if (cells > MAX_EMPTINESS * time.length) {
    throw new ConfigError({
      where: `${record.file}, time`,
      got: `${time.length} rows, most ${stepH} h apart, over ${((cells * stepH) / 24).toFixed(0)} days`,
      expected: 'a record without such gaps',
    });
  }
  const cellOfRow = Uint32Array.from(time, (t) => Math.round((t - start) / stepMs));
  const spread = (column: Float64Array | undefined) => onGrid(column, cellOfRow, cells);
  const flow = spread(record.flow);
  const rain = spread(record.rain);
  for (let i = 0; i < cells; i++) rain[i] /= stepH;
  const temperature = spread(record.temperature);
  const bridged = {
    flow: countGaps(flow, stepH),
    rain: countGaps(rain, stepH),
    temperature: countGaps(temperature, stepH),
  };
  const place = climate ?? estimateClimate(start, stepH, rain, temperature);
  const usual = meanRain(place);
  const guessed = bridge(rain, stepH, () => usual);
  bridge(temperature, stepH, (i) => seasonalTemperature(place, start + i * stepMs));
  return { start, stepH, rain, temperature, flow, climate: place, guessed, cellOfRow, bridged };
}

function medianStepH({ file, time }: SewerRecord): number {
  if (time.length < 2)
    throw new ConfigError({ where: file, got: `${time.length} rows`, expected: 'at least two rows' });
  const steps = new Float64Array(time.length - 1);
  for (let i = 0; i < steps.length; i++) steps[i] = time[i + 1] - time[i];
  const stepH = steps.sort()[steps.length >> 1] / HOUR_MS;
  if (stepH < MIN_STEP_H || stepH > MAX_STEP_H) {
    throw new ConfigError({
      where: `${file}, time`,
      got: `rows ${stepH.toPrecision(3)} h apart`,
      expected: 'rows from 1 minute to 6 hours apart',
    });
  }
  return stepH;
}

/** Mean of the rows that fall into each cell, NaN where there is none. */
function onGrid(column: Float64Array | undefined, cellOfRow: Uint32Array, cells: number): Float64Array {
  const sums = new Float64Array(cells);
  const counts = new Uint32Array(cells);
  if (column) {
    for (let r = 0; r < cellOfRow.length; r++) {
      if (Number.isNaN(column[r])) continue;
      sums[cellOfRow[r]] += column[r];
      counts[cellOfRow[r]]++;
    }
  }
  for (let i = 0; i < cells; i++) sums[i] = counts[i] > 0 ? sums[i] / counts[i] : Number.NaN;
  return sums;
}

function countGaps(values: Float64Array, stepH: number): Bridged {
  let cells = 0;
  let run = 0;
  let longest = 0;
  for (const value of values) {
    run = Number.isNaN(value) ? run + 1 : 0;
    if (run > 0) cells++;
    if (run > longest) longest = run;
  }
  return { cells, longestH: longest * stepH };
}

/** Fills short gaps along a line, long ones and both ends with `usual`; returns 1 for each cell of a long gap. */
export function bridge(values: Float64Array, stepH: number, usual: (cell: number) => number): Uint8Array {
  const guessed = new Uint8Array(values.length);
  for (let from = 0; from < values.length; from++) {
    if (!Number.isNaN(values[from])) continue;
    let to = from;
    while (to < values.length && Number.isNaN(values[to])) to++;
    const long = from === 0 || to === values.length || (to - from) * stepH > SHORT_GAP_H;
    const left = values[from - 1];
    const slope = (values[to] - left) / (to - from + 1);
    for (let i = from; i < to; i++) {
      values[i] = long ? usual(i) : left + slope * (i - from + 1);
      guessed[i] = long ? 1 : 0;
    }
    from = to;
  }
  return guessed;
}
