/**
 * A certificate: bounds of the anomaly score over a whole box of inputs, by one walk of each tree. Each tree's
 * shortest and longest path that any input of the box can take, so that no input within scores beyond the bounds;
 * they are reached where the trees agree on an input, and always for a box of one point. Bounds by tree: Chen et al.
 * 2019 (Robustness verification of tree-based models, NeurIPS), level 1.
 */

import { ConfigError } from '../../core/errors.ts';
import { type Forest, LEAF } from './forest.ts';
import { scoreOfPath } from './score.ts';

export interface Certificate {
  /** No input of the box scores less. */
  readonly lowest: number;
  /** No input of the box scores more. */
  readonly highest: number;
}

/**
 * Rounding to float32 keeps order, so that inputs of the box lie within the rounded ends; and sums of terms that are
 * larger one by one are not smaller, so that their rounding breaks no bound. The power that makes a score of a path
 * is good to one unit in the last place.
 * @param low least value of each feature, itself included; may be -Infinity
 * @param high greatest value of each feature, itself included; may be Infinity
 * @throws {ConfigError} if there are more or fewer ends than features, or a feature's are not numbers in this order
 */
export function certify(forest: Forest, low: Float64Array, high: Float64Array): Certificate {
  const { features, roots, feature, threshold, right, pathLength } = forest;
  expectBox(features, low, high);
  let shortest = 0;
  let longest = 0;
  const descend = (from: number): void => {
    let node = from;
    while (feature[node] !== LEAF) {
      const mayGoLeft = Math.fround(low[feature[node]]) <= threshold[node];
      const mayGoRight = Math.fround(high[feature[node]]) > threshold[node];
      if (mayGoLeft && mayGoRight) descend(node + 1);
      node = mayGoRight ? right[node] : node + 1;
    }
    shortest = Math.min(shortest, pathLength[node]);
    longest = Math.max(longest, pathLength[node]);
  };
  let sumOfShortest = 0;
  let sumOfLongest = 0;
  for (const root of roots) {
    shortest = Number.POSITIVE_INFINITY;
    longest = 0;
    descend(root);
    sumOfShortest += shortest;
    sumOfLongest += longest;
  }
  return {
    lowest: scoreOfPath(forest, sumOfLongest / roots.length),
    highest: scoreOfPath(forest, sumOfShortest / roots.length),
  };
}

function expectBox(features: number, low: Float64Array, high: Float64Array): void {
  for (const [where, { length }] of Object.entries({ low, high })) {
    if (length !== features) throw new ConfigError({ where, got: `${length} values`, expected: `${features}` });
  }
  for (let f = 0; f < features; f++) {
    if (low[f] <= high[f]) continue;
    throw new ConfigError({
      where: `feature ${f}`,
      got: `from ${low[f]} to ${high[f]}`,
      expected: 'the lower end first',
    });
  }
}
