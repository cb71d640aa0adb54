/**
 * An isolation forest for each process area, on the evidence of the area's channels: it sees unusual combinations
 * of things that are each still within what is normal. One vote among others, for its score saturates.
 */

import {
  type Forest,
  type ForestDocument,
  fitForest,
  loadForest,
  PathDependentExplainer,
  saveForest,
  scoreForest,
} from './forest/index.ts';
import type { LearnSettings } from './settings.ts';
import { fitTail, type Tail, tailEvidence } from './tail.ts';

export interface AreaForest {
  /** Indices of the channels whose evidence is the forest's input. */
  readonly channels: readonly number[];
  readonly forest: ForestDocument;
  /** Tail of the forest's score. */
  readonly tail: Tail;
}

/** The score of an average row, below which a forest says nothing. */
const SCORE_FLOOR = 0.5;
/** A forest with less than this part of the whole evidence is attributed in proportion, not by its trees. */
const MINOR = 1e-3;

/**
 * @param evidence of all channels, a row a sample
 * @param channels how many there are
 */
export function fitAreaForests(
  areas: readonly (readonly number[])[],
  evidence: Float64Array,
  channels: number,
  { n_estimators, max_samples, seed }: LearnSettings,
): AreaForest[] {
  const rows = evidence.length / channels;
  return areas.map((area, k) => {
    const inputs = new Float64Array(rows * area.length);
    for (let row = 0; row < rows; row++) {
      for (let j = 0; j < area.length; j++) inputs[row * area.length + j] = evidence[row * channels + area[j]];
    }
    const sampleSize = Math.min(max_samples, rows);
    const forest = fitForest(inputs, rows, area.length, { trees: n_estimators, sampleSize, seed: `${seed}/area-${k}` });
    const scores = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      scores[row] = scoreForest(forest, inputs.subarray(row * area.length, (row + 1) * area.length));
    }
    return { channels: area, forest: saveForest(forest), tail: fitTail(scores, SCORE_FLOOR) };
  });
}

export class AreaForests {
  /** Evidence of each area's forest for the last frame. */
  readonly evidence: Float64Array;
  readonly #areas: readonly AreaForest[];
  readonly #forests: readonly Forest[];
  readonly #inputs: readonly Float64Array[];
  readonly #values: readonly Float64Array[];
  readonly #explainers: (PathDependentExplainer | undefined)[];

  constructor(areas: readonly AreaForest[]) {
    this.#areas = areas;
    this.#forests = areas.map(({ forest }, k) => loadForest(forest, `model.areas[${k}].forest`));
    this.#inputs = areas.map(({ channels }) => new Float64Array(channels.length));
    this.#values = areas.map(({ channels }) => new Float64Array(channels.length));
    this.#explainers = areas.map(() => undefined);
    this.evidence = new Float64Array(areas.length);
  }

  /** @param evidence of all channels */
  step(evidence: Float64Array): void {
    for (let k = 0; k < this.#areas.length; k++) {
      const { channels, tail } = this.#areas[k];
      const input = this.#inputs[k];
      for (let j = 0; j < input.length; j++) input[j] = evidence[channels[j]];
      this.evidence[k] = tailEvidence(scoreForest(this.#forests[k], input), tail.u, tail.beta, tail.xi);
    }
  }

  /**
   * Adds each forest's part of the whole to its channels, by exact Shapley values of its score's path length: in
   * proportion to those that shorten the path, for the others speak against what is shared out.
   * @param parts part of each forest
   * @param whole what `parts` are parts of
   * @param out added to, by channel
   */
  attribute(parts: Float64Array, whole: number, out: Float64Array): void {
    for (let k = 0; k < parts.length; k++) {
      const shares = this.#shares(k, parts[k] >= MINOR * whole);
      let sum = 0;
      for (const share of shares) sum += Math.max(0, share);
      const { channels } = this.#areas[k];
      for (let j = 0; j < channels.length; j++) {
        out[channels[j]] += parts[k] * (sum > 0 ? Math.max(0, shares[j]) / sum : 1 / channels.length);
      }
    }
  }

  /** How much each channel of a forest speaks for its evidence; negative where it speaks against it. */
  #shares(k: number, exact: boolean): Float64Array {
    if (!exact) return this.#inputs[k];
    // Built when first needed: its tables take megabytes.
    const explainer = this.#explainers[k] ?? new PathDependentExplainer(this.#forests[k]);
    this.#explainers[k] = explainer;
    const values = this.#values[k];
    explainer.explain(this.#inputs[k], values);
    for (let j = 0; j < values.length; j++) values[j] = -values[j];
    return values;
  }
}
