/**
 * Dynamic principal components (Ku, Storer & Georgakis 1995): each row beside the three before it; what the leading
 * components say (T²) and what they leave (SPE), each over its learned limit, added up.
 */

import type { DataSet } from './data-set.ts';
import { eigen } from './eigen.ts';
import { secondMoments, standardised } from './standardised.ts';

const LAGS = 4;
/** Components are kept until they hold this part of the variance. */
const KEPT = 0.9;
const LIMIT_SHARE = 0.99;
/** Rows that moments are taken from at most. */
const FIT_ROWS = 4_000;

export function dynamicPca(data: DataSet): Float64Array {
  const { rows, learnRows } = data;
  const n = data.channels.length;
  const d = n * LAGS;
  const z = standardised(data);
  const lagged = new Float64Array(d);
  const stride = Math.max(1, Math.floor(learnRows / FIT_ROWS));
  const fitted = Math.floor(learnRows / stride);
  const sample = new Float64Array(fitted * d);
  for (let k = 0; k < fitted; k++) sample.set(laggedRow(z, n, k * stride, lagged), k * d);
  const components = leading(secondMoments(sample, d, fitted), d);
  const t2 = new Float64Array(rows);
  const spe = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    laggedRow(z, n, row, lagged);
    let left = 0;
    for (let i = 0; i < d; i++) left += lagged[i] * lagged[i];
    for (const { value, vector } of components) {
      let along = 0;
      for (let i = 0; i < d; i++) along += vector[i] * lagged[i];
      t2[row] += (along * along) / value;
      left -= along * along;
    }
    spe[row] = Math.max(0, left);
  }
  const [limitT2, limitSpe] = [t2, spe].map((values) => limitOf(values.slice(0, learnRows)));
  return t2.map((value, row) => value / limitT2 + spe[row] / limitSpe);
}

/** A row and those before it; the first row stands in for what is before. */
function laggedRow(z: Float64Array, n: number, row: number, out: Float64Array): Float64Array {
  for (let lag = 0; lag < LAGS; lag++) {
    const from = Math.max(0, row - lag) * n;
    out.set(z.subarray(from, from + n), lag * n);
  }
  return out;
}

function leading(moments: Float64Array, d: number): { value: number; vector: Float64Array }[] {
  const { values, vectors } = eigen(moments, d);
  const total = values.reduce((sum, value) => sum + value, 0);
  const order = Array.from(values, (_, k) => k).sort((a, b) => values[b] - values[a]);
  let held = 0;
  const kept = order.filter((k) => {
    const isKept = held < KEPT * total;
    held += values[k];
    return isKept;
  });
  return kept.map((k) => ({ value: values[k], vector: vectors.subarray(k * d, (k + 1) * d) }));
}

function limitOf(values: Float64Array): number {
  return Math.max(1e-9, values.sort()[Math.floor(LIMIT_SHARE * (values.length - 1))]);
}
