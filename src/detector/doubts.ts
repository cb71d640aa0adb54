/**
 * How far to believe a relation away from the centre of what was learned: the part ρ of its predictors' distances
 * by which it is off, estimated from how much larger its errors are where the predictors are far out.
 */

import type { Relation } from './relations.ts';

/** Days to come stray further than the days learned: the estimate is taken so many times. (estimate) */
const SAFETY = 2;
/** No relation is believed to better, or doubted by more, than these parts. (estimate) */
const LEAST = 0.01;
const MOST = 0.2;

/** Mean errors of one relation over short runs, with what they may be due to. */
export class RunDoubts {
  readonly #distances: number[] = [];
  readonly #squares: number[] = [];

  /**
   * @param doubt distances of the features, see `Features.doubt`
   * @param error mean residual over a run, standardised units
   */
  push({ inputs, weights }: Relation, doubt: Float64Array, error: number): void {
    let distance = 0;
    for (let k = 0; k < inputs.length; k++) distance += (weights[k] * doubt[inputs[k]]) ** 2;
    this.#distances.push(distance);
    this.#squares.push(error * error);
  }

  /** ρ from the quarters of the runs with the nearest and the farthest predictors. */
  estimate(): number {
    const order = this.#distances.map((_, k) => k).sort((a, b) => this.#distances[a] - this.#distances[b]);
    const quarter = order.length >> 2;
    const near = this.#mean(order.slice(0, quarter));
    const far = this.#mean(order.slice(order.length - quarter));
    const growth = (far.square - near.square) / (far.distance - near.distance);
    return Math.min(MOST, Math.max(LEAST, SAFETY * Math.sqrt(growth > 0 ? growth : 0)));
  }

  #mean(runs: readonly number[]): { distance: number; square: number } {
    const sum = { distance: 0, square: 0 };
    for (const k of runs) {
      sum.distance += this.#distances[k] / runs.length;
      sum.square += this.#squares[k] / runs.length;
    }
    return sum;
  }
}
