/**
 * A certificate for each row: an isolation forest on the readings as they stand, its score, and the least that this
 * could be if every reading were off by up to ε. An attacker, or an instrument, that stays within ε cannot bring the
 * score below. It is about this forest alone; the detector's own score rests on other evidence besides.
 */

import { createFrame } from '../core/frame.ts';
import { certify, type Forest, fitForest, scoreForest } from '../detector/forest/index.ts';
import { LEARN_DEFAULTS, type LearnSettings } from '../detector/index.ts';
import type { DataTable } from '../io/tables/table.ts';
import { inStretches, type RowRange, type WatchOptions } from './watch-table.ts';

/** Rows that the forest is grown on at most, evenly spread over those that are learned from: each tree takes 256. */
const FOREST_ROWS = 20_000;

export interface Certificates {
  /** Score of the forest for each row of the file, 0 … 1; 0.5 is an average row. */
  readonly score: Float64Array;
  /** No readings within ε of the row's score less. */
  readonly lowest: Float64Array;
}

/**
 * @param range rows in order of time that are normal
 * @param epsilon half width of the box, in standard deviations of each channel's learned readings; a missing reading
 *   may be anything
 */
export async function certifyTable(
  table: DataTable,
  range: RowRange,
  settings: Partial<LearnSettings>,
  epsilon: number,
  options: WatchOptions = {},
): Promise<Certificates> {
  const scale = measureScale(table, range);
  const forest = growForest(table, range, scale, settings);
  const n = table.channels.length;
  const frame = createFrame(n);
  const low = new Float64Array(n);
  const high = new Float64Array(n);
  const certificates = { score: new Float64Array(table.rows), lowest: new Float64Array(table.rows) };
  await inStretches(0, table.rows, options, (index) => {
    table.read(index, frame);
    const row = table.rowAt(index);
    const { values } = frame;
    for (let i = 0; i < n; i++) {
      const isMissing = Number.isNaN(values[i]);
      const width = isMissing ? Number.POSITIVE_INFINITY : epsilon * scale.deviation[i];
      if (isMissing) values[i] = scale.mean[i];
      low[i] = values[i] - width;
      high[i] = values[i] + width;
    }
    certificates.score[row] = scoreForest(forest, values);
    certificates.lowest[row] = certify(forest, low, high).lowest;
  });
  return certificates;
}

interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Mean and standard deviation of each channel's readings (Welford 1962); 0 for a channel without any. */
function measureScale(table: DataTable, { from, until }: RowRange): Scale {
  const n = table.channels.length;
  const frame = createFrame(n);
  const count = new Float64Array(n);
  const mean = new Float64Array(n);
  const deviation = new Float64Array(n);
  for (let index = from; index < until; index++) {
    table.read(index, frame);
    for (let i = 0; i < n; i++) {
      const value = frame.values[i];
      if (Number.isNaN(value)) continue;
      count[i]++;
      const off = value - mean[i];
      mean[i] += off / count[i];
      deviation[i] += off * (value - mean[i]);
    }
  }
  for (let i = 0; i < n; i++) deviation[i] = count[i] > 0 ? Math.sqrt(deviation[i] / count[i]) : 0;
  return { mean, deviation };
}

function growForest(
  table: DataTable,
  { from, until }: RowRange,
  { mean }: Scale,
  { seed = LEARN_DEFAULTS.seed, n_estimators: trees = LEARN_DEFAULTS.n_estimators }: Partial<LearnSettings>,
): Forest {
  const n = table.channels.length;
  const frame = createFrame(n);
  const stride = Math.ceil((until - from) / FOREST_ROWS);
  const rows = Math.ceil((until - from) / stride);
  const values = new Float64Array(rows * n);
  for (let row = 0; row < rows; row++) {
    table.read(from + row * stride, frame);
    for (let i = 0; i < n; i++) values[row * n + i] = Number.isNaN(frame.values[i]) ? mean[i] : frame.values[i];
  }
  return fitForest(values, rows, n, { trees, seed });
}
