/** Small least squares: linear with some coefficients that may not be negative, and Levenberg–Marquardt. */

import { InvariantError } from '../../core/errors.ts';

/**
 * Solves the symmetric system `matrix x = right` (row by row, `n × n`) by Cholesky; both are left as they are. A pivot
 * that vanishes (a column that says nothing) gives 0 for its unknown.
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const factor = matrix.slice();
  const x = right.slice();
  for (let j = 0; j < n; j++) {
    let pivot = factor[j * n + j];
    for (let k = 0; k < j; k++) pivot -= factor[j * n + k] ** 2;
    const root = pivot > 1e-12 * matrix[j * n + j] ? Math.sqrt(pivot) : 0;
    factor[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = factor[i * n + j];
      for (let k = 0; k < j; k++) sum -= factor[i * n + k] * factor[j * n + k];
      factor[i * n + j] = root > 0 ? sum / root : 0;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= factor[i * n + k] * x[k];
    x[i] = factor[i * n + i] > 0 ? x[i] / factor[i * n + i] : 0;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= factor[k * n + i] * x[k];
    x[i] = factor[i * n + i] > 0 ? x[i] / factor[i * n + i] : 0;
  }
  return x;
}

/**
 * Least squares on normal equations where the first `positive` unknowns may not be negative: the most negative one is
 * set to 0 and the rest solved again (enough for the few reservoirs here).
 */
export function solvePositive(matrix: Float64Array, right: Float64Array, positive: number): Float64Array {
  const n = right.length;
  const used = Array.from({ length: n }, (_, i) => i);
  for (;;) {
    const m = used.length;
    const part = new Float64Array(m * m);
    for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) part[i * m + j] = matrix[used[i] * n + used[j]];
    const solved = solveSymmetric(
      part,
      Float64Array.from(used, (u) => right[u]),
    );
    let worst = -1;
    for (let i = 0; i < m; i++) {
      if (used[i] < positive && solved[i] < 0 && (worst < 0 || solved[i] < solved[worst])) worst = i;
    }
    if (worst < 0) {
      const x = new Float64Array(n);
      for (let i = 0; i < m; i++) x[used[i]] = solved[i];
      return x;
    }
    used.splice(worst, 1);
  }
}

export interface Minimum {
  readonly x: Float64Array;
  /** Sum of squares at `x`. */
  readonly sum: number;
}

/** Step of the forward differences; the unknowns are logarithms, so 2 %. */
const DIFFERENCE = 0.02;
/** Largest change of an unknown in one iteration. */
const MAX_CHANGE = 1;

/**
 * Levenberg–Marquardt with forward differences (Marquardt 1963).
 * @param residuals writes `count` residuals for `x` and returns their sum of squares
 */
export function levenbergMarquardt(
  residuals: (x: Float64Array, out: Float64Array) => number,
  count: number,
  start: Float64Array,
  iterations: number,
): Minimum {
  const n = start.length;
  const jacobian = Array.from({ length: n }, () => new Float64Array(count));
  let x = start.slice();
  let r = new Float64Array(count);
  let trial = new Float64Array(count);
  let sum = residuals(x, r);
  if (!Number.isFinite(sum)) throw new InvariantError('least squares started where the model has no value');
  let damping = 0.01;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const before = sum;
    const { matrix, right } = linearise(residuals, x, r, jacobian);
    for (let attempt = 0; attempt < 6 && sum >= before; attempt++) {
      const damped = matrix.slice();
      for (let j = 0; j < n; j++) damped[j * n + j] *= 1 + damping;
      const change = solveSymmetric(damped, right);
      const next = x.map((value, j) => value + Math.max(-MAX_CHANGE, Math.min(MAX_CHANGE, change[j])));
      const nextSum = residuals(next, trial);
      if (nextSum < sum) {
        [x, sum] = [next, nextSum];
        [r, trial] = [trial, r];
        damping = Math.max(1e-6, damping / 5);
      } else damping = Math.max(1e-3, damping * 5);
    }
    if (before - sum < 1e-5 * before) break;
  }
  return { x, sum };
}

/** Fills the Jacobian at `x` and returns JᵀJ and −Jᵀr. */
function linearise(
  residuals: (x: Float64Array, out: Float64Array) => number,
  x: Float64Array,
  r: Float64Array,
  jacobian: readonly Float64Array[],
): { matrix: Float64Array; right: Float64Array } {
  const n = x.length;
  const matrix = new Float64Array(n * n);
  const right = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    const column = jacobian[j];
    const moved = x.slice();
    moved[j] += DIFFERENCE;
    residuals(moved, column);
    for (let k = 0; k < r.length; k++) column[k] = (column[k] - r[k]) / DIFFERENCE;
    for (let i = 0; i <= j; i++) {
      const other = jacobian[i];
      let product = 0;
      for (let k = 0; k < r.length; k++) product += column[k] * other[k];
      matrix[i * n + j] = product;
      matrix[j * n + i] = product;
    }
    for (let k = 0; k < r.length; k++) right[j] -= column[k] * r[k];
  }
  return { matrix, right };
}
