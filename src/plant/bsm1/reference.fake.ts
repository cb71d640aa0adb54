/** For tests: the benchmark's influents, and its reference results where `../shared` is beside the repository. */

import { existsSync, readFileSync } from 'node:fs';
import { dataFile } from '../../core/data-file.ts';
import { ASM1_COMPONENTS, COMPONENT_NAMES } from '../components.ts';
import type { BenchmarkInfluent } from '../influent/benchmark-file.ts';

const REFERENCE = new URL('../../../../shared/data/bsm/', import.meta.url);

/** For `test(name, { skip }, …)`: why tests against the reference cannot run here, or false. */
export const skip = existsSync(REFERENCE) ? false : '../shared/data/bsm is not here';

export type Weather = 'dry' | 'rain' | 'storm';
export const ASM1_NAMES = COMPONENT_NAMES.slice(0, ASM1_COMPONENTS);
/** The benchmark's constant influent: 13 components, then the flow. */
export const CONSTANT = [30, 69.5, 51.2, 202.32, 28.17, 0, 0, 0, 0, 31.56, 6.95, 10.59, 7, 18_446];

export interface Csv {
  readonly header: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

export function influent(weather: Weather): BenchmarkInfluent {
  const { header, rows } = parseCsv(readFileSync(dataFile(`influent/bsm1_influent_${weather}.csv`), 'utf8'));
  const columns = [...ASM1_NAMES, 'Q'].map((name) => header.indexOf(name));
  return {
    time: Float64Array.from(rows, (row) => row[0]),
    rows: Float64Array.from(rows.flatMap((row) => columns.map((c) => row[c]))),
  };
}

/** Rows `from` … `to − 1` of an influent. */
export function part({ time, rows }: BenchmarkInfluent, from: number, to: number): BenchmarkInfluent {
  return { time: time.slice(from, to), rows: rows.slice(from * 14, to * 14) };
}

export function referenceCsv(name: string): Csv {
  return parseCsv(readFileSync(new URL(name, REFERENCE), 'utf8'));
}

// biome-ignore lint/suspicious/noExplicitAny: a document whose shape the tests state by reading it
export function referenceJson(name: string): any {
  return JSON.parse(readFileSync(new URL(name, REFERENCE), 'utf8'));
}

export const relative = (got: number, expected: number): number =>
  Math.abs(got - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE);

function parseCsv(text: string): Csv {
  const [header, ...lines] = text.trim().split('\n');
  return { header: header.split(','), rows: lines.map((line) => line.split(',').map(Number)) };
}
