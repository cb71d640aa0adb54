/**
 * The plant as a whole: Hotelling's T² of what changed lately, the quick means of all channels less their slow
 * means. A family of channels that moves by itself satisfies every relation within the family, yet changes the plant
 * in a direction in which normal operation does not move it.
 */

import { InvariantError } from '../core/errors.ts';
import type { Features } from './features.ts';
import { factor, solveLower, solveUpper } from './linear.ts';
import { addMoments, covariance, type Moments } from './relations.ts';

export interface GroupModel {
  /** Position among the features of the quick and the slow means, in blocks of channels. */
  readonly quick: number;
  readonly slow: number;
  /** 1 over the normal spread of each channel's change; 0 for channels that are left out. */
  readonly invSpreads: readonly number[];
  /** Lower triangle, row after row, of the Cholesky factor of the changes' shrunken correlation matrix. */
  readonly factor: readonly number[];
}

export interface FittedGroup {
  readonly model: GroupModel;
  readonly folds: readonly GroupModel[];
}

/** Correlations are shrunk by this part, for small eigenvalues of a sample are too small (Ledoit & Wolf 2004). */
const SHRINKAGE = 0.1;
/** A change of one channel is cut at so many of its normal spreads: one bad sensor is not the plant. (estimate) */
const CUT = 8;

export function fitGroup(folds: readonly Moments[], lags: readonly number[], usable: Uint8Array): FittedGroup {
  const quick = lags.length >= 2 ? 1 : 0;
  const slow = lags.length;
  const fit = (parts: readonly Moments[]) => fitOn(parts, usable, quick, slow);
  return { model: fit(folds), folds: folds.map((fold) => fit(folds.filter((other) => other !== fold))) };
}

function fitOn(parts: readonly Moments[], usable: Uint8Array, quick: number, slow: number): GroupModel {
  const { matrix, means } = covariance(addMoments(parts));
  const p = means.length;
  const n = usable.length;
  const at = (a: number, b: number) => {
    const [i, j, k, l] = [quick * n + a, slow * n + a, quick * n + b, slow * n + b];
    return matrix[i * p + k] + matrix[j * p + l] - matrix[i * p + l] - matrix[j * p + k];
  };
  const invSpreads = Array.from(usable, (ok, i) => (ok === 1 && at(i, i) > 1e-9 ? 1 / Math.sqrt(at(i, i)) : 0));
  const shrunk = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) shrunk[a * n + b] = (1 - SHRINKAGE) * at(a, b) * invSpreads[a] * invSpreads[b];
    shrunk[a * n + a] = 1;
  }
  if (!factor(shrunk, n)) throw new InvariantError('the shrunken correlation matrix is not positive definite');
  const lower: number[] = [];
  for (let a = 0; a < n; a++) for (let b = 0; b <= a; b++) lower.push(shrunk[a * n + b]);
  return { quick, slow, invSpreads, factor: lower };
}

export class Group {
  /** T² over the number of channels: about 1 in normal operation. */
  value = 0;
  readonly #offsetQuick: number;
  readonly #offsetSlow: number;
  readonly #invSpreads: Float64Array;
  readonly #lower: Float64Array;
  readonly #changes: Float64Array;
  readonly #whitened: Float64Array;
  readonly #channels: number;

  constructor({ quick, slow, invSpreads, factor }: GroupModel) {
    const n = invSpreads.length;
    this.#offsetQuick = quick * n;
    this.#offsetSlow = slow * n;
    this.#invSpreads = Float64Array.from(invSpreads);
    this.#lower = Float64Array.from(factor);
    this.#changes = new Float64Array(n);
    this.#whitened = new Float64Array(n);
    this.#channels = Math.max(1, invSpreads.filter((inverse) => inverse > 0).length);
  }

  step({ values }: Features): void {
    const changes = this.#changes;
    const whitened = this.#whitened;
    const invSpreads = this.#invSpreads;
    const quick = this.#offsetQuick;
    const slow = this.#offsetSlow;
    for (let i = 0; i < changes.length; i++) {
      const change = (values[quick + i] - values[slow + i]) * invSpreads[i];
      changes[i] = change > CUT ? CUT : change < -CUT ? -CUT : change;
    }
    whitened.set(changes);
    solveLower(this.#lower, whitened);
    let sum = 0;
    for (let i = 0; i < whitened.length; i++) sum += whitened[i] * whitened[i];
    this.value = sum / this.#channels;
  }

  /** Parts of `value` due to each channel, of either sign; they add up to it exactly (Euler, order two). */
  contributions(out: Float64Array): void {
    out.set(this.#whitened);
    solveUpper(this.#lower, out);
    for (let i = 0; i < out.length; i++) out[i] *= this.#changes[i] / this.#channels;
  }
}
