/** `plant run --model bsm1`: the bare benchmark plant on an influent file, its output as a table, the verdict as a summary. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError } from '../core/errors.ts';
import { OutputFile } from '../io/files/output.ts';
import type { Evaluation } from '../plant/bsm1/evaluation.ts';
import { type Bsm1Run, type InitialState, OUTPUT_COLUMNS, runBsm1 } from '../plant/bsm1/run.ts';
import { readBenchmarkInfluent } from './influent.ts';

export interface PlantRunOptions {
  /** A file in the benchmark's format, or `dry`, `rain`, `storm`. */
  readonly influent: string;
  /** The CSV file to write: `OUTPUT_COLUMNS`, one row per row of the influent. */
  readonly out: string;
  readonly closedLoop?: boolean;
  /** `protocol` (default), `steady`, or a JSON file with a state: an array of numbers, or a document with it as `y`. */
  readonly initial?: string;
  /** Told the share that is done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

export interface PlantRunSummary extends Evaluation {
  readonly model: 'bsm1';
  readonly closed_loop: boolean;
  readonly influent: string;
  readonly initial: string;
  readonly out: string;
  readonly rows: number;
}

/** Significant digits of the table: more than any two solvers agree on. */
const DIGITS = 12;
/** Rows that are turned into text at once. */
const ROWS_AT_ONCE = 1000;

/** Runs the plant; throws ConfigError for files that cannot be read or written, and leaves no part of a file behind. */
export function plantRun(options: PlantRunOptions): PlantRunSummary {
  const { influent, out, closedLoop = false, initial = 'protocol', onProgress } = options;
  if (resolve(influent) === resolve(out)) {
    throw new ConfigError({ where: out, got: 'the influent file itself', expected: 'another file to write' });
  }
  const rows = readBenchmarkInfluent(influent);
  const start = readInitialState(initial);
  const file = new OutputFile(out, 1);
  try {
    const run = runBsm1(rows, { closedLoop, initial: start, onProgress });
    writeTable(file, run);
    file.commit();
    return {
      model: 'bsm1',
      closed_loop: closedLoop,
      influent,
      initial,
      out,
      rows: rows.time.length,
      ...run.evaluation,
    };
  } finally {
    file.abort();
  }
}

function writeTable(file: OutputFile, { rows }: Bsm1Run): void {
  const encoder = new TextEncoder();
  const width = OUTPUT_COLUMNS.length;
  file.write(encoder.encode(`${OUTPUT_COLUMNS.join(',')}\n`));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE * width) {
    let text = '';
    const to = Math.min(rows.length, from + ROWS_AT_ONCE * width);
    for (let at = from; at < to; at += width) {
      // The time as the influent has it, so that rows can be matched.
      text += rows[at];
      for (let c = 1; c < width; c++) text += `,${Number(rows[at + c].toPrecision(DIGITS))}`;
      text += '\n';
    }
    file.write(encoder.encode(text));
  }
}

function readInitialState(initial: string): InitialState {
  if (initial === 'protocol' || initial === 'steady') return initial;
  const expected = 'steady, protocol, or a JSON file with an array of numbers (or with it as y)';
  let text: string;
  try {
    text = readFileSync(initial, 'utf8');
  } catch (cause) {
    const got = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ConfigError({ where: `initial state ${initial}`, got, expected }, { cause });
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError({ where: `initial state ${initial}`, got: 'no JSON', expected }, { cause });
  }
  const state = typeof document === 'object' && document !== null && 'y' in document ? document.y : document;
  if (!Array.isArray(state) || !state.every((value) => typeof value === 'number')) {
    throw new ConfigError({ where: `initial state ${initial}`, got: state, expected });
  }
  return Float64Array.from(state);
}
