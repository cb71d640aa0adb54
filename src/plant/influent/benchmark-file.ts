/**
 * The benchmark's influent format: `t_d, S_I, …, S_ALK[, TSS], Q`, one row held until the next. Checks an already read
 * table; opening files is the business of `io`.
 */

import { ConfigError } from '../../core/errors.ts';
import { ASM1_COMPONENTS, COMPONENT_NAMES } from '../components.ts';

/** What this format needs of a table; `io/files/table.ts` gives it. */
export interface BenchmarkTable {
  readonly file: string;
  readonly rows: number;
  readonly time: Float64Array;
  readonly timeKind: 'date' | 'days';
  readonly columns: ReadonlyMap<string, Float64Array>;
}

export interface BenchmarkInfluent {
  /** Days, strictly rising. */
  readonly time: Float64Array;
  /** Row by row: the 13 ASM1 components (g/m³; S_ALK mol/m³), then Q (m³/d). */
  readonly rows: Float64Array;
}

/** Length of a row of `BenchmarkInfluent.rows`. */
export const BENCHMARK_ROW = ASM1_COMPONENTS + 1;

/** No sewage carries a tonne a cubic metre, no plant treats 10 Mm³/d: beyond that the file means something else. */
const MAX_CONCENTRATION = 1e6;
const MAX_FLOW = 1e7;

/** The columns as a table reader must check them: all present, complete, not negative, possible. */
export const BENCHMARK_COLUMNS = [...COMPONENT_NAMES.slice(0, ASM1_COMPONENTS), 'Q'].map((name) => ({
  name,
  complete: true,
  min: 0,
  max: name === 'Q' ? MAX_FLOW : MAX_CONCENTRATION,
}));

/** Throws ConfigError where the table has dates instead of days or a single row; the reader has checked the cells. */
export function benchmarkInfluent(table: BenchmarkTable): BenchmarkInfluent {
  const { file, rows, time, columns } = table;
  if (table.timeKind !== 'days') {
    throw new ConfigError({ where: `${file}, column t_d`, got: 'dates', expected: 'numbers of days' });
  }
  if (rows < 2) throw new ConfigError({ where: file, got: `${rows} row`, expected: 'at least two rows' });
  const out = new Float64Array(rows * BENCHMARK_ROW);
  BENCHMARK_COLUMNS.forEach(({ name }, c) => {
    const column = columns.get(name);
    if (!column) throw new ConfigError({ where: file, got: undefined, expected: `a column named ${name}` });
    for (let r = 0; r < rows; r++) out[r * BENCHMARK_ROW + c] = column[r];
  });
  return { time, rows: out };
}
