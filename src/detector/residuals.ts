/**
 * What each reading differs from the value that other channels predict for it, in units of its normal spread and
 * less a baseline that follows slowly: seasons and ageing move relations, and little of that is in some weeks of data.
 */

import type { Features } from './features.ts';
import type { Relation } from './relations.ts';

/**
 * After a restart the baseline follows as if it had seen this part of its time constant, but at least so many periods:
 * a plant that was not watched for a while has moved, yet what is wrong from the start must still be seen. (estimate)
 */
const RESTART_PART = 0.02;
const RESTART_PERIODS = 60;
/** Residuals are cut at so many spreads before they move the baseline. (estimate) */
const INFLUENCE = 3;
/** The baseline of a reading judged anomalous follows at this part of the pace: in the end it is the new normal. */
const DOUBT = 0.1;
/** Until the baseline is worth this part of its time constant it follows all readings alike. (estimate) */
const NEW_PART = 0.1;

export class Residuals {
  readonly channels: number;
  /** Standardised predictions of this period, baseline included. */
  readonly predictions: Float64Array;
  /** (reading − prediction) over spread; NaN where the reading is missing. */
  readonly values: Float64Array;
  /** How much wider than normal each residual's spread is now, ≥ 1: `values` are divided by it. */
  readonly widths: Float64Array;
  /** Baseline of each channel, units of its spread. */
  readonly baseline: Float64Array;
  /** By how much each residual's variance is more than normal because predictors are replaced by estimates, ≥ 1. */
  readonly dilution: Float64Array;
  readonly #bias: Float64Array;
  readonly #starts: Int32Array;
  readonly #inputs: Int32Array;
  readonly #weights: Float64Array;
  readonly #spread: Float64Array;
  readonly #invSpread: Float64Array;
  readonly #doubts: Float64Array;
  readonly #hasDoubts: boolean;
  readonly #baselinePeriods: number;
  readonly #variance: Float64Array;
  readonly #replaced: Uint8Array;
  /** How far the baseline may be from where it was at the restart while it is new, and where that was, units of spread. */
  readonly #reach: Float64Array;
  readonly #origin: Float64Array;
  /** Periods that the baseline is worth; infinite while nothing interrupted what was learned. */
  #age = Number.POSITIVE_INFINITY;

  /**
   * @param spreads normal spread of (reading − prediction) of each channel, standardised units, above 0
   * @param doubts part of each predictor's distance from its centre by which a relation may be off, by channel
   * @param reach how far a baseline may be moved by the first periods after a restart, units of spread, by channel
   * @param baselinePeriods time constant of the baseline, periods
   */
  constructor(
    relations: readonly Relation[],
    spreads: ArrayLike<number>,
    doubts: ArrayLike<number>,
    baselinePeriods: number,
    reach?: Float64Array,
  ) {
    this.channels = relations.length;
    this.predictions = new Float64Array(this.channels);
    this.values = new Float64Array(this.channels);
    this.widths = new Float64Array(this.channels).fill(1);
    this.baseline = new Float64Array(this.channels);
    this.dilution = new Float64Array(this.channels).fill(1);
    this.#reach = reach ?? new Float64Array(this.channels).fill(Number.POSITIVE_INFINITY);
    this.#origin = new Float64Array(this.channels);
    this.#replaced = new Uint8Array(this.channels);
    this.#baselinePeriods = baselinePeriods;
    this.#bias = Float64Array.from(relations, ({ bias }) => bias);
    this.#starts = new Int32Array(this.channels + 1);
    for (const [i, { inputs }] of relations.entries()) this.#starts[i + 1] = this.#starts[i] + inputs.length;
    this.#inputs = Int32Array.from(relations.flatMap(({ inputs }) => [...inputs]));
    this.#weights = Float64Array.from(relations.flatMap(({ weights }) => [...weights]));
    this.#variance = Float64Array.from(
      relations.flatMap(({ inputs, weights }, i) =>
        inputs.map((input, k) => ((weights[k] * spreads[input % relations.length]) / spreads[i]) ** 2),
      ),
    );
    this.#spread = Float64Array.from(spreads);
    this.#doubts = Float64Array.from(doubts, (doubt, i) => (doubt / spreads[i]) ** 2);
    this.#hasDoubts = this.#doubts.some((doubt) => doubt > 0);
    this.#invSpread = Float64Array.from(spreads, (spread) => 1 / spread);
  }

  step(features: Features): void {
    const { channels, predictions, values, widths, baseline, dilution } = this;
    if (this.#noteReplaced(features.replaced)) this.#dilute();
    const { own, values: inputs } = features;
    // Measured only where it is asked for.
    const doubt = this.#hasDoubts ? features.doubt : undefined;
    const bias = this.#bias;
    const starts = this.#starts;
    const index = this.#inputs;
    const weights = this.#weights;
    const spread = this.#spread;
    const invSpread = this.#invSpread;
    const doubts = this.#doubts;
    for (let i = 0; i < channels; i++) {
      let prediction = bias[i] + baseline[i] * spread[i];
      const end = starts[i + 1];
      let doubted = 0;
      for (let k = starts[i]; k < end; k++) prediction += weights[k] * inputs[index[k]];
      if (doubt !== undefined) {
        for (let k = starts[i]; k < end; k++) {
          const astray = weights[k] * doubt[index[k]];
          doubted += astray * astray;
        }
      }
      predictions[i] = prediction;
      const scale = invSpread[i];
      const width = Math.sqrt(dilution[i] + doubted * doubts[i]);
      widths[i] = width;
      values[i] = ((own[i] - prediction) * scale) / width;
    }
  }

  /** Says that the plant was not watched for a while: the baseline is worth little. */
  restart(): void {
    this.#origin.set(this.baseline);
    this.#age = Math.max(RESTART_PERIODS, RESTART_PART * this.#baselinePeriods);
  }

  /**
   * Lets the baseline follow this period's residuals.
   * @param doubted 1 for each channel whose residual may not be normal: its baseline follows more slowly
   */
  adapt(doubted: Uint8Array): void {
    const { channels, values, baseline } = this;
    const periods = this.#baselinePeriods;
    this.#age++;
    const weight = this.#age < periods ? 1 / this.#age : 1 / periods;
    const isNew = this.#age < NEW_PART * periods;
    const doubt = isNew ? 1 : DOUBT;
    const reach = this.#reach;
    const origin = this.#origin;
    for (let i = 0; i < channels; i++) {
      const value = values[i];
      if (Number.isNaN(value)) continue;
      const cut = value > INFLUENCE ? INFLUENCE : value < -INFLUENCE ? -INFLUENCE : value;
      const moved = baseline[i] + (doubted[i] === 1 ? weight * doubt : weight) * cut;
      baseline[i] = isNew ? Math.max(origin[i] - reach[i], Math.min(origin[i] + reach[i], moved)) : moved;
    }
  }

  /** Whether other channels than before are replaced by estimates. */
  #noteReplaced(replaced: Uint8Array): boolean {
    const known = this.#replaced;
    let changed = false;
    for (let i = 0; i < known.length; i++) {
      if (known[i] === replaced[i]) continue;
      known[i] = replaced[i];
      changed = true;
    }
    return changed;
  }

  /** An estimate is off by its own spread: independent errors add by their squares. */
  #dilute(): void {
    const { channels, dilution } = this;
    for (let i = 0; i < channels; i++) {
      let variance = 1;
      for (let k = this.#starts[i]; k < this.#starts[i + 1]; k++) {
        if (this.#replaced[this.#inputs[k] % channels] === 1) variance += this.#variance[k];
      }
      dilution[i] = variance;
    }
  }

  copy(other: Residuals): void {
    this.predictions.set(other.predictions);
    this.values.set(other.values);
    this.widths.set(other.widths);
    this.baseline.set(other.baseline);
    this.dilution.set(other.dilution);
    this.#replaced.set(other.#replaced);
    this.#origin.set(other.#origin);
    this.#age = other.#age;
  }
}
