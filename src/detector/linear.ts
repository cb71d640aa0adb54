/** Linear algebra on small dense matrices, row-major. */

import { InvariantError } from '../core/errors.ts';

/**
 * Solves A x = b for symmetric positive definite A by Cholesky's factorisation, both overwritten: b becomes x.
 * @throws InvariantError where A is not positive definite
 */
export function choleskySolve(a: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let j = 0; j < n; j++) {
    let diagonal = a[j * n + j];
    for (let k = 0; k < j; k++) diagonal -= a[j * n + k] ** 2;
    if (!(diagonal > 0)) throw new InvariantError(`matrix of ${n} rows is not positive definite at row ${j}`);
    const root = Math.sqrt(diagonal);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = sum / root;
    }
  }
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
