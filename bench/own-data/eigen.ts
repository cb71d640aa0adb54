/** Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations. */

export interface Eigen {
  readonly values: Float64Array;
  /** Vector k is row k. */
  readonly vectors: Float64Array;
}

const SWEEPS = 12;
/** Elements smaller than this, of a matrix with a diagonal of 1, are left. */
const SMALL = 1e-7;

/** @param matrix d × d, overwritten */
export function eigen(matrix: Float64Array, d: number): Eigen {
  const vectors = new Float64Array(d * d);
  for (let i = 0; i < d; i++) vectors[i * d + i] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotations = 0;
    for (let p = 0; p < d; p++) {
      for (let q = p + 1; q < d; q++) {
        const off = matrix[p * d + q];
        if (Math.abs(off) < SMALL) continue;
        rotations++;
        const theta = (matrix[q * d + q] - matrix[p * d + p]) / (2 * off);
        const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const cosine = 1 / Math.hypot(tangent, 1);
        rotateRows(matrix, d, p, q, cosine, tangent * cosine);
        rotateColumns(matrix, d, p, q, cosine, tangent * cosine);
        rotateRows(vectors, d, p, q, cosine, tangent * cosine);
      }
    }
    if (rotations === 0) break;
  }
  return { values: Float64Array.from({ length: d }, (_, i) => matrix[i * d + i]), vectors };
}

function rotateRows(m: Float64Array, d: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0, i = p * d, j = q * d; k < d; k++, i++, j++) {
    const [a, b] = [m[i], m[j]];
    m[i] = cosine * a - sine * b;
    m[j] = sine * a + cosine * b;
  }
}

function rotateColumns(m: Float64Array, d: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0, i = p, j = q; k < d; k++, i += d, j += d) {
    const [a, b] = [m[i], m[j]];
    m[i] = cosine * a - sine * b;
    m[j] = sine * a + cosine * b;
  }
}
