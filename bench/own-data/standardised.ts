/** Readings less their learned mean over their learned spread, as the reference detectors see them. */

import type { DataSet } from './data-set.ts';

/** Row after row; a missing reading is 0, the mean, and a constant channel keeps its unit. */
export function standardised({ channels, rows, learnRows, values }: DataSet): Float64Array {
  const n = channels.length;
  const out = new Float64Array(values.length);
  for (let c = 0; c < n; c++) {
    let count = 0;
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < learnRows; row++) {
      const value = values[row * n + c];
      if (Number.isNaN(value)) continue;
      count++;
      sum += value;
      squares += value * value;
    }
    const mean = sum / Math.max(1, count);
    const variance = squares / Math.max(1, count) - mean * mean;
    const spread = variance > 1e-12 * (1 + mean * mean) ? Math.sqrt(variance) : 1;
    for (let at = c; at < rows * n; at += n) out[at] = Number.isNaN(values[at]) ? 0 : (values[at] - mean) / spread;
  }
  return out;
}

/** Mean products of the columns over the first rows, d × d. */
export function secondMoments(z: Float64Array, d: number, rows: number): Float64Array {
  const out = new Float64Array(d * d);
  for (let from = 0; from < rows * d; from += d) {
    for (let a = 0; a < d; a++) {
      const value = z[from + a] / rows;
      if (value === 0) continue;
      for (let b = a, at = a * d + a; b < d; b++, at++) out[at] += value * z[from + b];
    }
  }
  for (let a = 0; a < d; a++) for (let b = 0; b < a; b++) out[a * d + b] = out[b * d + a];
  return out;
}
