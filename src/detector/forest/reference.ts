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

export class ReferenceExplainer {
  readonly #forest: Forest;
  /** Values of both inputs; where a feature has been decided, both hold the value that was taken. */
  readonly #x: Float64Array;
  readonly #reference: Float64Array;
  /** Shares of a leaf with u features of the input and v of the reference, at u · #stride + v. */
  readonly #shareOfInput: Float64Array;
  readonly #shareOfReference: Float64Array;
  readonly #stride: number;
  /** Of each parting on the way to the node at hand: its feature, both values, where the reference goes. */
  readonly #column: Int32Array;
  readonly #inputValue: Float64Array;
  readonly #referenceValue: Float64Array;
  readonly #referenceChild: Int32Array;
  /** Sums over the leaves on the input's side of a parting, once they are known; NaN before. */
  readonly #inputSum: Float64Array;
  readonly #referenceSum: Float64Array;

  constructor(forest: Forest) {
    const most = Math.min(forest.height, forest.features);
    this.#forest = forest;
    this.#x = new Float64Array(forest.features);
    this.#reference = new Float64Array(forest.features);
    this.#stride = most + 1;
    this.#shareOfInput = new Float64Array(this.#stride ** 2);
    this.#shareOfReference = new Float64Array(this.#stride ** 2);
    const trees = forest.roots.length;
    for (let u = 0; u <= most; u++) {
      for (let v = 0; u + v <= most; v++) {
        if (u > 0) this.#shareOfInput[u * this.#stride + v] = 1 / (u * choose(u + v, u) * trees);
        if (v > 0) this.#shareOfReference[u * this.#stride + v] = 1 / (v * choose(u + v, v) * trees);
      }
    }
    this.#column = new Int32Array(most);
    this.#inputValue = new Float64Array(most);
    this.#referenceValue = new Float64Array(most);
    this.#referenceChild = new Int32Array(most);
    this.#inputSum = new Float64Array(most);
    this.#referenceSum = new Float64Array(most);
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
    for (let t = 0; t < roots.length; t++) this.#addTree(values, roots[t]);
  }

  /** Visits every leaf that a mixture of both inputs reaches, the input's side of each parting first. */
  #addTree(values: Float64Array, root: number): void {
    const { feature, threshold, right, pathLength } = this.#forest;
    const x = this.#x;
    const reference = this.#reference;
    const column = this.#column;
    const inputValue = this.#inputValue;
    const referenceValue = this.#referenceValue;
    const referenceChild = this.#referenceChild;
    const inputSum = this.#inputSum;
    const referenceSum = this.#referenceSum;
    const stride = this.#stride;
    let node = root;
    let partings = 0;
    let u = 0;
    for (;;) {
      while (feature[node] !== LEAF) {
        const f = feature[node];
        const inputGoesLeft = x[f] <= threshold[node];
        const referenceGoesLeft = reference[f] <= threshold[node];
        if (inputGoesLeft !== referenceGoesLeft) {
          column[partings] = f;
          inputValue[partings] = x[f];
          referenceValue[partings] = reference[f];
          referenceChild[partings] = referenceGoesLeft ? node + 1 : right[node];
          inputSum[partings] = Number.NaN;
          reference[f] = x[f];
          partings++;
          u++;
        }
        node = inputGoesLeft ? node + 1 : right[node];
      }
      const share = u * stride + partings - u;
      let ofInput = pathLength[node] * this.#shareOfInput[share];
      let ofReference = pathLength[node] * this.#shareOfReference[share];
      // Back to the last parting whose other side is still to be seen.
      while (partings > 0 && inputSum[partings - 1] === inputSum[partings - 1]) {
        partings--;
        const f = column[partings];
        values[f] += inputSum[partings] - ofReference;
        ofInput += inputSum[partings];
        ofReference += referenceSum[partings];
        x[f] = inputValue[partings];
      }
      if (partings === 0) return;
      inputSum[partings - 1] = ofInput;
      referenceSum[partings - 1] = ofReference;
      const f = column[partings - 1];
      x[f] = referenceValue[partings - 1];
      reference[f] = referenceValue[partings - 1];
      node = referenceChild[partings - 1];
      u--;
    }
  }
}

/** Ways to choose k of n. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
