/** What each reading differs from the value that other channels predict for it, in units of its normal spread. */

import type { Features } from './features.ts';
import type { Relation } from './relations.ts';

export class Residuals {
  readonly channels: number;
  /** Standardised predictions of this tick. */
  readonly predictions: Float64Array;
  /** (reading − prediction) over spread; NaN where the reading is missing. */
  readonly values: Float64Array;
  readonly #bias: Float64Array;
  readonly #starts: Int32Array;
  readonly #inputs: Int32Array;
  readonly #weights: Float64Array;
  readonly #invSpread: Float64Array;

  /** @param spreads normal spread of (reading − prediction) of each channel, standardised units, above 0 */
  constructor(relations: readonly Relation[], spreads: ArrayLike<number>) {
    this.channels = relations.length;
    this.predictions = new Float64Array(this.channels);
    this.values = new Float64Array(this.channels);
    this.#bias = Float64Array.from(relations, ({ bias }) => bias);
    this.#starts = new Int32Array(this.channels + 1);
    for (const [i, { inputs }] of relations.entries()) this.#starts[i + 1] = this.#starts[i] + inputs.length;
    this.#inputs = Int32Array.from(relations.flatMap(({ inputs }) => [...inputs]));
    this.#weights = Float64Array.from(relations.flatMap(({ weights }) => [...weights]));
    this.#invSpread = Float64Array.from(spreads, (spread) => 1 / spread);
  }

  step(features: Features): void {
    const { channels, predictions, values } = this;
    const { own, values: inputs } = features;
    const bias = this.#bias;
    const starts = this.#starts;
    const index = this.#inputs;
    const weights = this.#weights;
    const invSpread = this.#invSpread;
    for (let i = 0; i < channels; i++) {
      let prediction = bias[i];
      const end = starts[i + 1];
      for (let k = starts[i]; k < end; k++) prediction += weights[k] * inputs[index[k]];
      predictions[i] = prediction;
      values[i] = (own[i] - prediction) * invSpread[i];
    }
  }
}
