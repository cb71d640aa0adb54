/**
 * Soft sensors: each channel predicted from a few other channels, now and averaged over the past, by ridge
 * regression. Predictors are chosen one after the other (orthogonal matching pursuit, Pati et al. 1993); how many
 * is decided by contiguous cross-validation, for the days to come differ from the days learned.
 */

import { choleskySolve } from './linear.ts';

/** A sparse linear prediction of one channel's standardised reading. */
export interface Relation {
  /** Prediction where all predictors are 0. */
  readonly bias: number;
  /** Indices into `Features.values`. */
  readonly inputs: readonly number[];
  readonly weights: readonly number[];
}

export interface FittedRelation {
  readonly relation: Relation;
  /** One relation a fold, each learned from the other folds. */
  readonly folds: readonly Relation[];
}

/** Sums of products of features over the rows of one fold. */
export interface Moments {
  rows: number;
  readonly sums: Float64Array;
  /** Symmetric, row-major; only columns ≥ row are filled while summing, both halves after `mirror`. */
  readonly products: Float64Array;
}

/** Most predictors of a channel. */
const MOST_INPUTS = 12;
/** Numbers of predictors that cross-validation compares. */
const SIZES = [0, 1, 2, 3, 4, 6, 8, 12];
/** Ridge penalty as a part of each predictor's variance, plus this many pseudo-rows over the rows at hand. */
const RIDGE = 1e-3;
const RIDGE_ROWS = 3;
/** And of each channel's own variance of 1: a mean that hardly moves must not weigh much. (estimate) */
const RIDGE_FLOOR = 0.01;
/** A larger relation must better the smaller one's error by this factor for each step up in size. */
const WORTHWHILE = 0.98;

export function createMoments(features: number): Moments {
  return { rows: 0, sums: new Float64Array(features), products: new Float64Array(features * features) };
}

/** Rows that are added to moments at once: each product is then read and written once for all of them. */
export const BATCH_ROWS = 8;

/**
 * Adds rows in their order.
 * @param batch `BATCH_ROWS` rows, value f of row k at `f × BATCH_ROWS + k`; rows from `rows` on are zeros
 * @param rows how many there are, 1 … `BATCH_ROWS`
 */
export function addRows(moments: Moments, batch: Float64Array, rows: number): void {
  const { sums, products } = moments;
  const p = sums.length;
  moments.rows += rows;
  for (let a = 0; a < p; a++) {
    const from = a * BATCH_ROWS;
    const v0 = batch[from];
    const v1 = batch[from + 1];
    const v2 = batch[from + 2];
    const v3 = batch[from + 3];
    const v4 = batch[from + 4];
    const v5 = batch[from + 5];
    const v6 = batch[from + 6];
    const v7 = batch[from + 7];
    sums[a] = sums[a] + v0 + v1 + v2 + v3 + v4 + v5 + v6 + v7;
    if (v0 === 0 && v1 === 0 && v2 === 0 && v3 === 0 && v4 === 0 && v5 === 0 && v6 === 0 && v7 === 0) continue;
    const row = a * p;
    for (let b = a, at = from; b < p; b++, at += BATCH_ROWS) {
      products[row + b] =
        products[row + b] +
        v0 * batch[at] +
        v1 * batch[at + 1] +
        v2 * batch[at + 2] +
        v3 * batch[at + 3] +
        v4 * batch[at + 4] +
        v5 * batch[at + 5] +
        v6 * batch[at + 6] +
        v7 * batch[at + 7];
    }
  }
}

/** Copies the upper half of the products into the lower. */
export function mirror({ sums, products }: Moments): void {
  const p = sums.length;
  for (let a = 0; a < p; a++) for (let b = 0; b < a; b++) products[a * p + b] = products[b * p + a];
}

/** The sum of some folds' moments. */
export function addMoments(parts: readonly Moments[]): Moments {
  const total = createMoments(parts[0].sums.length);
  for (const part of parts) {
    total.rows += part.rows;
    for (let i = 0; i < total.sums.length; i++) total.sums[i] += part.sums[i];
    for (let i = 0; i < total.products.length; i++) total.products[i] += part.products[i];
  }
  return total;
}

/** Centred products over rows: a covariance matrix, with its means. */
export interface Covariance {
  readonly rows: number;
  readonly means: Float64Array;
  readonly matrix: Float64Array;
}

export function covariance({ rows, sums, products }: Moments): Covariance {
  const p = sums.length;
  const means = sums.map((sum) => sum / rows);
  const matrix = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < p; b++) matrix[a * p + b] = products[a * p + b] / rows - means[a] * means[b];
  }
  return { rows, means, matrix };
}

/** Of every channel: its relation, and the one it would have without its foremost predictor. */
export interface FittedRelations {
  readonly first: readonly FittedRelation[];
  readonly second: readonly FittedRelation[];
}

/**
 * Relations of every channel.
 * @param folds moments of contiguous parts of the normal data, at least two, of features less their slow means
 * @param levels mean of each feature, slow parts included
 * @param usable 1 for each channel that may predict others
 * @param lags time constants of the features beyond the present ones, periods
 * @param periods that the moments were taken from
 */
export function fitRelations(
  folds: readonly Moments[],
  levels: Float64Array,
  usable: Uint8Array,
  lags: readonly number[],
  periods: number,
): FittedRelations {
  const channels = usable.length;
  const chance = byChance(channels, lags, periods);
  const total = covariance(addMoments(folds));
  const without = folds.map((fold) => covariance(addMoments(folds.filter((other) => other !== fold))));
  const fit = (target: number, allowed: Uint8Array): FittedRelation => {
    const order = usable[target] === 1 ? pursue(total, target, channels, allowed, chance) : [];
    const inputs = order.slice(0, chooseSize(folds, without, target, order));
    return {
      relation: atLevel(regress(total, target, inputs), target, levels),
      folds: without.map((part) => atLevel(regress(part, target, inputs), target, levels)),
    };
  };
  const first = Array.from(usable, (_, target) => fit(target, usable));
  const second = first.map((fitted, target) => {
    const { inputs } = fitted.relation;
    if (inputs.length === 0) return fitted;
    const others = usable.slice();
    others[inputs[0] % channels] = 0;
    return fit(target, others);
  });
  return { first, second };
}

/**
 * The part of a channel's variance that the best of as many unrelated features explains by chance, by feature: the
 * largest of p squared correlations of n independent pairs is about 2 ln p / n, and of values averaged over a time
 * constant one in twice as many is independent.
 */
function byChance(channels: number, lags: readonly number[], periods: number): Float64Array {
  const features = channels * (lags.length + 1);
  return Float64Array.from({ length: features }, (_, f) => {
    const lag = f < channels ? 0.5 : lags[Math.floor(f / channels) - 1];
    return (2 * Math.log(features) * 2 * lag) / periods;
  });
}

/** Features in the order in which they lessen the target's error most, beyond what chance would. */
function pursue(
  { matrix, means, rows }: Covariance,
  target: number,
  channels: number,
  usable: Uint8Array,
  chance: Float64Array,
): number[] {
  const p = means.length;
  const order: number[] = [];
  const limit = Math.min(MOST_INPUTS, Math.floor(rows / 10));
  // Correlation of each feature with what is left of the target, kept up by Gram–Schmidt on the covariance.
  const residualWith = matrix.slice(target * p, (target + 1) * p);
  const variance = Float64Array.from({ length: p }, (_, f) => matrix[f * p + f] * (1 + RIDGE) + RIDGE_FLOOR);
  const floor = variance.map((v) => v * 1e-4);
  const basis: Float64Array[] = [];
  let left = matrix[target * p + target];
  while (order.length < limit) {
    let best = -1;
    let gain = 1e-6 * matrix[target * p + target];
    for (let f = 0; f < p; f++) {
      const channel = f % channels;
      if (channel === target || usable[channel] === 0 || variance[f] <= floor[f] || floor[f] <= 0) continue;
      const g = (residualWith[f] * residualWith[f]) / variance[f] - chance[f] * left;
      if (g > gain && !order.includes(f)) {
        gain = g;
        best = f;
      }
    }
    if (best < 0) break;
    const column = new Float64Array(p);
    const norm = 1 / Math.sqrt(variance[best]);
    for (let f = 0; f < p; f++) {
      let c = matrix[best * p + f];
      for (const earlier of basis) c -= earlier[best] * earlier[f];
      column[f] = c * norm;
    }
    const along = residualWith[best] * norm;
    left -= along * along;
    for (let f = 0; f < p; f++) {
      residualWith[f] -= along * column[f];
      variance[f] -= column[f] * column[f];
    }
    basis.push(column);
    order.push(best);
  }
  return order;
}

function chooseSize(
  folds: readonly Moments[],
  without: readonly Covariance[],
  target: number,
  order: readonly number[],
): number {
  let chosen = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const size of SIZES) {
    if (size > order.length) break;
    const inputs = order.slice(0, size);
    let error = 0;
    for (const [k, fold] of folds.entries()) error += squaredError(fold, regress(without[k], target, inputs), target);
    if (error < least * WORTHWHILE) {
      least = error;
      chosen = size;
    }
  }
  return chosen;
}

function regress({ matrix, means, rows }: Covariance, target: number, inputs: readonly number[]): Relation {
  const p = means.length;
  const k = inputs.length;
  const a = new Float64Array(k * k);
  const b = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    const from = inputs[i] * p;
    for (let j = 0; j < k; j++) a[i * k + j] = matrix[from + inputs[j]];
    a[i * k + i] += (RIDGE + RIDGE_ROWS / rows) * matrix[from + inputs[i]] + RIDGE_FLOOR;
    b[i] = matrix[from + target];
  }
  choleskySolve(a, b);
  let bias = means[target];
  for (let i = 0; i < k; i++) bias -= b[i] * means[inputs[i]];
  return { bias, inputs: [...inputs], weights: [...b] };
}

/** The same weights with the bias that fits the mean levels. */
function atLevel({ inputs, weights }: Relation, target: number, levels: Float64Array): Relation {
  let bias = levels[target];
  for (let i = 0; i < inputs.length; i++) bias -= weights[i] * levels[inputs[i]];
  return { bias, inputs, weights };
}

/** Sum of squared errors of a relation over a fold's rows, from the fold's moments alone. */
function squaredError({ rows, sums, products }: Moments, { bias, inputs, weights }: Relation, target: number): number {
  const p = sums.length;
  let error = products[target * p + target] + rows * bias * bias - 2 * bias * sums[target];
  for (let i = 0; i < inputs.length; i++) {
    error += 2 * weights[i] * (bias * sums[inputs[i]] - products[inputs[i] * p + target]);
    for (let j = 0; j < inputs.length; j++) error += weights[i] * weights[j] * products[inputs[i] * p + inputs[j]];
  }
  return Math.max(0, error);
}
