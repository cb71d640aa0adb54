/**
 * Interventional attributions against one reference input: which features move an input's mean path length away from
 * that of what was expected instead. Where a feature is unknown, the reference's value stands in for it; another game
 * than the path-dependent one, and not the default of the `shap` package.
 *
 * In each tree both inputs go down together. Where they part, the feature's value decides, so that a leaf is reached
 * with u features taken from the input and v from the reference; its share of each is a function of u and v alone
 * (independent TreeSHAP, Lundberg et al. 2020, Nature Machine Intelligence 2, algorithm 3).
 */

import { type Forest, LEAF } from './forest.ts';
import { roundInput } from './score.ts';

const UNDECIDED = 0;
const FROM_INPUT = 1;
const FROM_REFERENCE = 2;

export class ReferenceExplainer {
  readonly #forest: Forest;
  readonly #x: Float64Array;
  readonly #reference: Float64Array;
  /** From whom each feature is taken on the way to the node at hand. */
  readonly #taken: Uint8Array;
  /** Share of a leaf with u features of the input and v of the reference for each of the former: at u · #stride + v. */
  readonly #shareOfInput: Float64Array;
  /** The same for each of the reference's, without its sign. */
  readonly #shareOfReference: Float64Array;
  readonly #stride: number;
  /** After each number of partings: sums over the leaves below of their value times the one share, and the other. */
  readonly #inputSum: Float64Array;
  readonly #referenceSum: Float64Array;

  constructor(forest: Forest) {
    const most = Math.min(forest.height, forest.features);
    this.#forest = forest;
    this.#x = new Float64Array(forest.features);
    this.#reference = new Float64Array(forest.features);
    this.#taken = new Uint8Array(forest.features);
    this.#stride = most + 1;
    this.#shareOfInput = new Float64Array(this.#stride ** 2);
    this.#shareOfReference = new Float64Array(this.#stride ** 2);
    this.#inputSum = new Float64Array(most + 1);
    this.#referenceSum = new Float64Array(most + 1);
    const trees = forest.roots.length;
    for (let u = 0; u <= most; u++) {
      for (let v = 0; u + v <= most; v++) {
        const orders = choose(u + v, u) * trees;
        if (u > 0) this.#shareOfInput[u * this.#stride + v] = 1 / (u * orders);
        if (v > 0) this.#shareOfReference[u * this.#stride + v] = 1 / (v * orders);
      }
    }
  }

  /**
   * Shapley values of the mean path length, negative where a feature shortens the path. They add up to the mean path
   * length of `x` less that of `reference`.
   * @param x as many numbers as the forest has features, none NaN
   * @param reference likewise: what was expected
   * @param values filled, one a feature
   */
  explain(x: Float64Array, reference: Float64Array, values: Float64Array): void {
    roundInput(x, this.#x);
    roundInput(reference, this.#reference);
    values.fill(0);
    const { roots } = this.#forest;
    for (let t = 0; t < roots.length; t++) this.#descend(values, roots[t], 0, 0);
  }

  /** Fills the sums of a node that is reached with `u` features of the input and `v` of the reference. */
  #descend(values: Float64Array, from: number, u: number, v: number): void {
    const { feature, threshold, right, pathLength } = this.#forest;
    const x = this.#x;
    const reference = this.#reference;
    const taken = this.#taken;
    const inputSum = this.#inputSum;
    const referenceSum = this.#referenceSum;
    const partings = u + v;
    let node = from;
    while (feature[node] !== LEAF) {
      const column = feature[node];
      const inputGoesLeft = x[column] <= threshold[node];
      const referenceGoesLeft = reference[column] <= threshold[node];
      if (inputGoesLeft === referenceGoesLeft) {
        node = inputGoesLeft ? node + 1 : right[node];
        continue;
      }
      const inputChild = inputGoesLeft ? node + 1 : right[node];
      const referenceChild = referenceGoesLeft ? node + 1 : right[node];
      if (taken[column] !== UNDECIDED) {
        node = taken[column] === FROM_INPUT ? inputChild : referenceChild;
        continue;
      }
      taken[column] = FROM_INPUT;
      this.#descend(values, inputChild, u + 1, v);
      const inputShare = inputSum[partings + 1];
      const referenceShare = referenceSum[partings + 1];
      taken[column] = FROM_REFERENCE;
      this.#descend(values, referenceChild, u, v + 1);
      taken[column] = UNDECIDED;
      values[column] += inputShare - referenceSum[partings + 1];
      inputSum[partings] = inputShare + inputSum[partings + 1];
      referenceSum[partings] = referenceShare + referenceSum[partings + 1];
      return;
    }
    const share = u * this.#stride + v;
    inputSum[partings] = pathLength[node] * this.#shareOfInput[share];
    referenceSum[partings] = pathLength[node] * this.#shareOfReference[share];
  }
}

/** Ways to choose k of n. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
