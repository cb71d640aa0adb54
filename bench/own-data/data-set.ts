/** A made-up data set: rows of readings, the first of them normal, and what is wrong in the others. */

/** What is wrong in rows `from` … `until - 1`. */
export interface Anomaly {
  readonly from: number;
  readonly until: number;
  /** Channels at fault, by index; none where nobody could tell. */
  readonly channels: readonly number[];
}

interface Series {
  readonly name: string;
  readonly channels: readonly string[];
  readonly tickMs: number;
  /** The first rows, all of them normal, are for learning; the others are judged. */
  readonly learnRows: number;
}

export interface DataSet extends Series {
  readonly rows: number;
  /** Reading of channel c in row r at `r × channels + c`; NaN where missing. */
  readonly values: Float64Array;
  /** 1 for each row that is anomalous. */
  readonly labels: Uint8Array;
  readonly anomalies: readonly Anomaly[];
}

export interface Shape extends Series {
  readonly testRows: number;
}

/**
 * Fills a data set row by row.
 * @param fill writes the readings of a row; called for each row in order
 */
export function makeDataSet(
  { name, channels, tickMs, learnRows, testRows }: Shape,
  anomalies: readonly Anomaly[],
  fill: (row: number, out: Float64Array) => void,
): DataSet {
  const rows = learnRows + testRows;
  const n = channels.length;
  const values = new Float64Array(rows * n);
  for (let row = 0; row < rows; row++) fill(row, values.subarray(row * n, (row + 1) * n));
  const labels = new Uint8Array(rows);
  for (const { from, until } of anomalies) labels.fill(1, from, until);
  return { name, channels, tickMs, rows, learnRows, values, labels, anomalies };
}

/** `prefix_1` … `prefix_count`. */
export function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, k) => `${prefix}_${k + 1}`);
}
