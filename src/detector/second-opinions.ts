/**
 * What each channel would be predicted from if its foremost predictor were not there. Two readings that are each other's
 * best predictors accuse each other when one is wrong; the others say which.
 */

import type { Features } from './features.ts';
import type { Relation } from './relations.ts';
import { Residuals } from './residuals.ts';

export interface SecondOpinionsModel {
  /** Relations without the foremost predictor of each channel. */
  readonly relations: readonly Relation[];
  /** Baselines at the end of the normal data, standardised units. */
  readonly baselines: readonly number[];
  /** What the mean of each channel's residual rarely exceeds in normal operation, standardised units, above 0. */
  readonly thresholds: readonly number[];
}

/** Time constant of the mean, periods. (estimate) */
const MEAN_PERIODS = 36;

export class SecondOpinions {
  /** Mean residual of each channel, standardised units. */
  readonly means: Float64Array;
  readonly #residuals: Residuals;
  readonly #invThresholds: Float64Array;

  constructor({ relations, baselines, thresholds }: SecondOpinionsModel, baselinePeriods: number) {
    const n = relations.length;
    this.means = new Float64Array(n);
    this.#residuals = new Residuals(relations, new Float64Array(n).fill(1), new Float64Array(n), baselinePeriods);
    this.#residuals.baseline.set(baselines);
    this.#invThresholds = Float64Array.from(thresholds, (threshold) => 1 / threshold);
  }

  get baselines(): Float64Array {
    return this.#residuals.baseline;
  }

  /** Forgets the past, as after a gap in time. */
  reset(): void {
    this.means.fill(0);
    this.#residuals.restart();
  }

  /** How far a reading has been off its second opinion lately, 1 where that becomes rare. */
  deviation(channel: number): number {
    return Math.abs(this.means[channel]) * this.#invThresholds[channel];
  }

  /** Takes the features of a period. */
  step(features: Features): void {
    const residuals = this.#residuals;
    const { means } = this;
    residuals.step(features);
    const { values } = residuals;
    for (let i = 0; i < means.length; i++) {
      if (!Number.isNaN(values[i])) means[i] += (values[i] - means[i]) / MEAN_PERIODS;
    }
  }

  /** @param doubted 1 for each channel whose baseline follows slowly */
  adapt(doubted: Uint8Array): void {
    this.#residuals.adapt(doubted);
  }

  copy(other: SecondOpinions): void {
    this.means.set(other.means);
    this.#residuals.copy(other.#residuals);
  }
}
