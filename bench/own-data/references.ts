/** Detectors to compare with, from textbooks, fitted on the same rows: what any user could set up in an hour. */

import { fitForest, scoreForest } from '../../src/detector/forest/index.ts';
import { factor } from '../../src/detector/linear.ts';
import type { DataSet } from './data-set.ts';
import { dynamicPca } from './dynamic-pca.ts';
import type { Verdicts } from './figures.ts';
import { secondMoments, standardised } from './standardised.ts';

/** A reference gives alarm above the score that this share of the learned rows stays below. */
const QUIET_SHARE = 0.995;
/** Correlations are shrunk by this part. */
const SHRINKAGE = 0.1;
const SMOOTHING = 0.1;
const TREES = 100;
const TREE_ROWS = 256;

export const REFERENCES = {
  'always alarm': (data) => ({ score: new Float64Array(data.rows), alarm: new Uint8Array(data.rows).fill(1) }),
  mahalanobis: (data) => withAlarm(data, mahalanobis(data, 1)),
  'mahalanobis, smoothed': (data) => withAlarm(data, mahalanobis(data, SMOOTHING)),
  'dynamic PCA': (data) => withAlarm(data, dynamicPca(data)),
  'isolation forest': (data) => withAlarm(data, isolationForest(data)),
} as const satisfies Record<string, (data: DataSet) => Verdicts>;

function withAlarm({ learnRows }: DataSet, score: Float64Array): Verdicts {
  const learned = score.slice(0, learnRows).sort();
  const limit = learned[Math.floor(QUIET_SHARE * (learnRows - 1))];
  return { score, alarm: Uint8Array.from(score, (value) => (value > limit ? 1 : 0)) };
}

/** Distance from the centre of an exponentially weighted mean of the rows, by the shrunken covariance of rows. */
function mahalanobis(data: DataSet, smoothing: number): Float64Array {
  const n = data.channels.length;
  const z = standardised(data);
  const covariance = secondMoments(z, n, data.learnRows);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) covariance[a * n + b] *= 1 - SHRINKAGE;
    covariance[a * n + a] += SHRINKAGE;
  }
  factor(covariance, n);
  const mean = new Float64Array(n);
  const white = new Float64Array(n);
  return Float64Array.from({ length: data.rows }, (_, row) => {
    for (let c = 0; c < n; c++) mean[c] += smoothing * (z[row * n + c] - mean[c]);
    let distance = 0;
    for (let i = 0; i < n; i++) {
      let sum = mean[i];
      for (let k = 0; k < i; k++) sum -= covariance[i * n + k] * white[k];
      white[i] = sum / covariance[i * n + i];
      distance += white[i] * white[i];
    }
    return Math.sqrt(distance);
  });
}

function isolationForest({ channels, rows, learnRows, values }: DataSet): Float64Array {
  const d = channels.length;
  const filled = values.slice();
  const last = new Float64Array(d);
  for (let at = 0; at < filled.length; at++) {
    if (Number.isNaN(filled[at])) filled[at] = last[at % d];
    else last[at % d] = filled[at];
  }
  const sampleSize = Math.min(TREE_ROWS, learnRows);
  const forest = fitForest(filled.slice(0, learnRows * d), learnRows, d, { trees: TREES, sampleSize, seed: 1 });
  return Float64Array.from({ length: rows }, (_, row) => scoreForest(forest, filled.subarray(row * d, (row + 1) * d)));
}
