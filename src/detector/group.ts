/**
 * The plant as a whole, by Hotelling's T²: of what changed lately (the quick means of all channels less their slow
 * means), and of where they are. A family of channels that moves by itself satisfies every relation within the family,
 * and many channels that are each off by a little say nothing one by one; yet both move the plant in a direction in
 * which normal operation does not move it.
 */

import { InvariantError } from '../core/errors.ts';
import type { Features } from './features.ts';
import { factor, solveLower, solveUpper } from './linear.ts';
import { addMoments, type Covariance, covariance, type Moments } from './relations.ts';

export interface GroupModel {
  /** Position among the features, in blocks of channels, of what is looked at; and of what it is taken less, −1 for nothing. */
  readonly of: number;
  readonly less: number;
  /** Normal mean of each channel, standardised. */
  readonly centers: readonly number[];
  /** 1 over the normal spread of each channel; 0 for channels that are left out. */
  readonly invSpreads: readonly number[];
  /** Lower triangle, row after row, of the Cholesky factor of the shrunken correlation matrix. */
  readonly factor: readonly number[];
}

export interface FittedGroup {
  readonly model: GroupModel;
  readonly folds: readonly GroupModel[];
}

/** Correlations are shrunk by this part, for small eigenvalues of a sample are too small (Ledoit & Wolf 2004). */
const SHRINKAGE = 0.1;
/** One channel is cut at so many of its normal spreads: one bad sensor is not the plant. (estimate) */
const CUT = 8;

/** @param folds moments of the features less their slow means, of contiguous parts of the normal data */
export function fitChanges(folds: readonly Moments[], lags: readonly number[], usable: Uint8Array): FittedGroup {
  const n = usable.length;
  const quick = lags.length >= 2 ? 1 : 0;
  const slow = lags.length;
  return fitFolds(folds, (parts) => {
    const { matrix, means } = covariance(addMoments(parts));
    const p = means.length;
    const between = (a: number, b: number) => {
      const [i, j, k, l] = [quick * n + a, slow * n + a, quick * n + b, slow * n + b];
      return matrix[i * p + k] + matrix[j * p + l] - matrix[i * p + l] - matrix[j * p + k];
    };
    return { of: quick, less: slow, centers: new Array<number>(n).fill(0), ...whiten(between, usable) };
  });
}

/** @param folds moments of the standardised readings themselves */
export function fitLevels(folds: readonly Moments[], usable: Uint8Array): FittedGroup {
  return fitFolds(folds, (parts) => {
    const { matrix, means }: Covariance = covariance(addMoments(parts));
    const between = (a: number, b: number) => matrix[a * means.length + b];
    return { of: 0, less: -1, centers: [...means], ...whiten(between, usable) };
  });
}

function fitFolds(folds: readonly Moments[], fit: (parts: readonly Moments[]) => GroupModel): FittedGroup {
  return { model: fit(folds), folds: folds.map((fold) => fit(folds.filter((other) => other !== fold))) };
}

function whiten(
  between: (a: number, b: number) => number,
  usable: Uint8Array,
): Pick<GroupModel, 'invSpreads' | 'factor'> {
  const n = usable.length;
  const invSpreads = Array.from(usable, (ok, i) =>
    ok === 1 && between(i, i) > 1e-9 ? 1 / Math.sqrt(between(i, i)) : 0,
  );
  const shrunk = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) shrunk[a * n + b] = (1 - SHRINKAGE) * between(a, b) * invSpreads[a] * invSpreads[b];
    shrunk[a * n + a] = 1;
  }
  if (!factor(shrunk, n)) throw new InvariantError('the shrunken correlation matrix is not positive definite');
  const lower: number[] = [];
  for (let a = 0; a < n; a++) for (let b = 0; b <= a; b++) lower.push(shrunk[a * n + b]);
  return { invSpreads, factor: lower };
}

export class Group {
  /** T² over the number of channels: about 1 in normal operation. */
  value = 0;
  readonly #of: number;
  readonly #less: number;
  readonly #centers: Float64Array;
  readonly #invSpreads: Float64Array;
  readonly #lower: Float64Array;
  readonly #deviations: Float64Array;
  readonly #whitened: Float64Array;
  readonly #channels: number;

  constructor({ of, less, centers, invSpreads, factor }: GroupModel) {
    const n = invSpreads.length;
    this.#of = of * n;
    this.#less = less * n;
    this.#centers = Float64Array.from(centers);
    this.#invSpreads = Float64Array.from(invSpreads);
    this.#lower = Float64Array.from(factor);
    this.#deviations = new Float64Array(n);
    this.#whitened = new Float64Array(n);
    this.#channels = Math.max(1, invSpreads.filter((inverse) => inverse > 0).length);
  }

  step({ values }: Features): void {
    const deviations = this.#deviations;
    const whitened = this.#whitened;
    const centers = this.#centers;
    const invSpreads = this.#invSpreads;
    const of = this.#of;
    const less = this.#less;
    for (let i = 0; i < deviations.length; i++) {
      const value = less < 0 ? values[of + i] : values[of + i] - values[less + i];
      const deviation = (value - centers[i]) * invSpreads[i];
      deviations[i] = deviation > CUT ? CUT : deviation < -CUT ? -CUT : deviation;
    }
    whitened.set(deviations);
    solveLower(this.#lower, whitened);
    let sum = 0;
    for (let i = 0; i < whitened.length; i++) sum += whitened[i] * whitened[i];
    this.value = sum / this.#channels;
  }

  /** Parts of `value` due to each channel, of either sign; they add up to it exactly (Euler, order two). */
  contributions(out: Float64Array): void {
    out.set(this.#whitened);
    solveUpper(this.#lower, out);
    for (let i = 0; i < out.length; i++) out[i] *= this.#deviations[i] / this.#channels;
  }
}
