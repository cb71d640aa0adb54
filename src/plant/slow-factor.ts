/**
 * A factor around 1 that wanders smoothly over hours or days, for what a town or a sludge does from day to day without
 * anyone being able to say why. Lognormal, its mean exactly 1: long-run means stay what they were.
 *
 * White noise passes two first-order lags of equal length, so that the course has no corners. The correlation of two
 * moments is (1 + s/lag) e^(−s/lag), one half at s = 1.7 lags.
 */

import { RandomStream } from '../core/random.ts';

export class SlowFactor {
  readonly #random: RandomStream;
  readonly #sigma: number;
  readonly #keep: number;
  readonly #push: number;
  /** Standard deviation of the second lag. */
  readonly #scale: number;
  #first: number;
  #second: number;

  /**
   * @param cv coefficient of variation of the factor, at least 0; 0 gives 1 throughout
   * @param lagD length of each lag, days
   * @param stepD length of all steps, days
   */
  constructor(seed: number | string, name: string, cv: number, lagD: number, stepD: number) {
    this.#random = new RandomStream(seed, name);
    this.#sigma = Math.sqrt(Math.log1p(cv * cv));
    const keep = Math.exp(-stepD / lagD);
    this.#keep = keep;
    this.#push = Math.sqrt(1 - keep * keep);
    // Variance of the second lag and its covariance with the first, of variance 1, in the stationary state.
    const variance = (1 + keep * keep) / (1 + keep) ** 2;
    const covariance = 1 / (1 + keep);
    this.#scale = Math.sqrt(variance);
    this.#first = this.#random.normal();
    this.#second = covariance * this.#first + Math.sqrt(variance - covariance * covariance) * this.#random.normal();
  }

  /** One step on; the factor at its end. */
  step(): number {
    this.#first = this.#keep * this.#first + this.#push * this.#random.normal();
    this.#second = this.#keep * this.#second + (1 - this.#keep) * this.#first;
    return this.value;
  }

  get value(): number {
    const sigma = this.#sigma;
    return Math.exp(sigma * (this.#second / this.#scale - 0.5 * sigma));
  }

  save(): number[] {
    return [this.#first, this.#second, ...this.#random.save()];
  }

  /** @param from where the saved numbers start */
  restore(saved: readonly number[], from = 0): void {
    this.#first = saved[from];
    this.#second = saved[from + 1];
    this.#random.restore(Int32Array.from(saved.slice(from + 2, from + SlowFactor.saved)));
  }

  /** How many numbers `save` gives. */
  static readonly saved = 6;
}
