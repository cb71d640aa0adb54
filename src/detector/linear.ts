/** Linear algebra on small dense symmetric matrices. */

import { InvariantError } from '../core/errors.ts';

/**
 * Solves A x = b for symmetric positive definite A, row-major, by Cholesky's factorisation, both overwritten:
 * b becomes x.
 * @throws InvariantError where A is not positive definite
 */
export function choleskySolve(a: Float64Array, b: Float64Array): void {
  const n = b.length;
  if (!factor(a, n)) throw new InvariantError(`a matrix of ${n} rows is not positive definite`);
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= a[i * n + k] * b[k];
    b[i] = sum / a[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < n; k++) sum -= a[k * n + i] * b[k];
    b[i] = sum / a[i * n + i];
  }
}

/** Puts the Cholesky factor of A into its lower half; false where A is not positive definite. */
export function factor(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    let diagonal = a[j * n + j];
    for (let k = 0; k < j; k++) diagonal -= a[j * n + k] ** 2;
    if (!(diagonal > 0)) return false;
    const root = Math.sqrt(diagonal);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = sum / root;
    }
  }
  return true;
}

/** Solves L x = b in place for a lower triangle packed row after row. */
export function solveLower(lower: Float64Array, b: Float64Array): void {
  let at = 0;
  for (let i = 0; i < b.length; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= lower[at++] * b[k];
    b[i] = sum / lower[at++];
  }
}

/** Solves Lᵀ x = b in place for a lower triangle packed row after row. */
export function solveUpper(lower: Float64Array, b: Float64Array): void {
  for (let i = b.length - 1; i >= 0; i--) {
    const row = (i * (i + 1)) / 2;
    const x = b[i] / lower[row + i];
    b[i] = x;
    for (let k = 0; k < i; k++) b[k] -= lower[row + k] * x;
  }
}
