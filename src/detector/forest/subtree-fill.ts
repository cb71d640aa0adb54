/** The content of the table of a subtree: what its leaves give to each feature for each way an input can lie to them. */

import { type Forest, LEAF } from './forest.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { follow, type PathConditions } from './path-conditions.ts';
import { bitsOf, type Cut } from './subtree-plan.ts';

/** Fills `table` from `start` on, row after row; what is there must be 0. */
export function fillTable(forest: Forest, cut: Cut, table: Float64Array, start: number): void {
  const { feature, right, pathLength, roots } = forest;
  const rows = 2 ** bitsOf(cut);
  const width = cut.columns.length;

  const addLeaf = (leaf: number, path: PathConditions, masks: readonly number[], wanted: readonly number[]): void => {
    const count = masks.length;
    const values = leafAttributions(path.cover, pathLength[leaf] / roots.length);
    const columns = path.feature.map((f) => cut.columns.indexOf(f));
    for (let row = 0; row < rows; row++) {
      let satisfied = 0;
      for (let k = 0; k < count; k++) if ((row & masks[k]) === wanted[k]) satisfied |= 1 << k;
      for (let k = 0; k < count; k++) table[start + row * width + columns[k]] += values[satisfied * count + k];
    }
  };

  /** `masks` and `wanted`: which bits of a row tell whether a feature satisfies the path, and what they must be. */
  const visit = (node: number, path: PathConditions, masks: readonly number[], wanted: readonly number[]): void => {
    if (feature[node] === LEAF) {
      addLeaf(node, path, masks, wanted);
      return;
    }
    const bit = 1 << (cut.above.feature.length + cut.splits.indexOf(node));
    for (const child of [node + 1, right[node]]) {
      const conditions = follow(forest, path, node, child);
      const at = conditions.feature.indexOf(feature[node]);
      const add = (list: readonly number[], bits: number) => {
        return at < list.length ? list.with(at, list[at] | bits) : [...list, bits];
      };
      visit(child, conditions, add(masks, bit), add(wanted, child === node + 1 ? bit : 0));
    }
  };
  const own = cut.above.feature.map((_, k) => 1 << k);
  visit(cut.root, cut.above, own, own);
}

/**
 * Shapley values of the game of one leaf, for each set of features whose conditions an input satisfies. A coalition
 * is worth the leaf's value times, over all features of the path, 1 or 0 for those in it and the cover for the
 * others. By the integral over the chance t that another feature is in the coalition (Owen 1972, Management Science
 * 18), a polynomial in t.
 * @returns a row of `cover.length` values for each set, bit k of its number standing for feature k
 */
function leafAttributions(cover: readonly number[], leafValue: number): Float64Array {
  const count = cover.length;
  const values = new Float64Array(2 ** count * count);
  const { nodes, weights } = gaussLegendre(Math.max(1, Math.ceil(count / 2)));
  for (let set = 0; set < 2 ** count; set++) {
    for (let p = 0; p < nodes.length; p++) {
      const t = nodes[p];
      let product = leafValue * weights[p];
      for (let k = 0; k < count; k++) product *= cover[k] * (1 - t) + ((set >> k) & 1) * t;
      for (let k = 0; k < count; k++) {
        const isSatisfied = (set >> k) & 1;
        values[set * count + k] += ((isSatisfied - cover[k]) * product) / (cover[k] * (1 - t) + isSatisfied * t);
      }
    }
  }
  return values;
}
