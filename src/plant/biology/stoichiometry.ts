/** Stoichiometry as a table (Gujer matrix): its conservation checks, and its use in the hot loop. */

import { ConfigError } from '../../core/errors.ts';
import { C, COD_N2, COMPONENTS, type ComponentName } from '../components.ts';

/** What a process makes (+) and uses (−) per unit of its rate. `N2` leaves the water. */
export type ProcessRow = Partial<Record<ComponentName | 'N2', number>>;
export type GujerMatrix = Readonly<Record<string, ProcessRow>>;

export type Conserved = 'cod' | 'n' | 'p' | 'charge';

/** What a process creates of a conserved quantity per unit of rate: zero but for rounding where the row is sound. */
export function imbalance(row: ProcessRow, quantity: Conserved): number {
  let sum = 0;
  for (const [name, coefficient] of Object.entries(row)) sum += coefficient * contentOf(name, quantity);
  return sum;
}

/** The matrix in compressed form, component by component, for `react`. */
export interface Reactions {
  readonly processes: readonly string[];
  /** Components 0 … components − 1 have entries `start[c] … start[c + 1] − 1`. */
  readonly components: number;
  readonly start: Int32Array;
  readonly process: Int32Array;
  readonly coefficient: Float64Array;
}

/**
 * Compresses a matrix for the first `components` components.
 * @throws ConfigError when a row uses a component beyond them
 */
export function compile(matrix: GujerMatrix, components: number): Reactions {
  const processes = Object.keys(matrix);
  const start = new Int32Array(components + 1);
  const process: number[] = [];
  const coefficient: number[] = [];
  const known = new Set<string>(['N2', ...Object.keys(C).slice(0, components)]);
  for (const [name, row] of Object.entries(matrix)) {
    for (const used of Object.keys(row)) {
      if (!known.has(used))
        throw new ConfigError({ where: `process ${name}`, got: used, expected: 'a modelled component' });
    }
  }
  const names = Object.keys(C) as ComponentName[];
  for (let c = 0; c < components; c++) {
    processes.forEach((name, j) => {
      const value = matrix[name][names[c]];
      if (value !== undefined && value !== 0) {
        process.push(j);
        coefficient.push(value);
      }
    });
    start[c + 1] = process.length;
  }
  return {
    processes,
    components,
    start,
    process: Int32Array.from(process),
    coefficient: Float64Array.from(coefficient),
  };
}

/** Reactors that `react` converts at once: every entry of the matrix is read once for all five. */
export const LANES = 5;

/**
 * Adds the conversions of five reactors to `dy`: matrix times the process rates.
 * @param rho the rates of a process side by side for the five reactors, process after process
 * @param at where the first reactor's components start in `dy`; the others follow without a gap
 */
export function react(reactions: Reactions, rho: Float64Array, dy: Float64Array, at: number): void {
  const { components, start, process, coefficient } = reactions;
  const at1 = at + components;
  const at2 = at1 + components;
  const at3 = at2 + components;
  const at4 = at3 + components;
  let k = 0;
  for (let c = 0; c < components; c++) {
    const end = start[c + 1];
    if (k === end) continue;
    let sum0 = dy[at + c];
    let sum1 = dy[at1 + c];
    let sum2 = dy[at2 + c];
    let sum3 = dy[at3 + c];
    let sum4 = dy[at4 + c];
    for (; k < end; k++) {
      const a = coefficient[k];
      const j = LANES * process[k];
      sum0 += a * rho[j];
      sum1 += a * rho[j + 1];
      sum2 += a * rho[j + 2];
      sum3 += a * rho[j + 3];
      sum4 += a * rho[j + 4];
    }
    dy[at + c] = sum0;
    dy[at1 + c] = sum1;
    dy[at2 + c] = sum2;
    dy[at3 + c] = sum3;
    dy[at4 + c] = sum4;
  }
}

function contentOf(name: string, quantity: Conserved): number {
  if (name === 'N2') return quantity === 'n' ? 1 : quantity === 'cod' ? -COD_N2 : 0;
  return COMPONENTS[name as ComponentName][quantity];
}
