/** How the trees of a forest are cut into subtrees that each get a table of attributions. */

import { type Forest, LEAF } from './forest.ts';
import { follow, NO_CONDITIONS, type PathConditions } from './path-conditions.ts';

export interface Cut {
  readonly root: number;
  /** What the path above asks: the first bits of the index of a row. */
  readonly above: PathConditions;
  /** The splits within, in preorder: the other bits. */
  readonly splits: readonly number[];
  /** The features of both, each once: the columns of the table. */
  readonly columns: readonly number[];
}

/**
 * Most bits of a subtree of more than one leaf, the first that fits: with 9 the look-ups are few and the tables
 * small (measured: 8 costs a third more time, 10 a third more memory).
 */
const BITS = [9, 8];
const BYTES_PER_VALUE = 8;

/** The cuts of all trees, ordered by bits and columns; undefined if their tables would take more than `mostBytes`. */
export function planCuts(forest: Forest, mostBytes: number): Cut[] | undefined {
  for (const bits of BITS) {
    const cuts = cutTrees(forest, bits, mostBytes / BYTES_PER_VALUE);
    if (cuts) return cuts.sort((a, b) => bitsOf(a) - bitsOf(b) || a.columns.length - b.columns.length);
  }
  return undefined;
}

export function bitsOf({ above, splits }: Cut): number {
  return above.feature.length + splits.length;
}

/** Numbers in the table of a subtree. */
export function tableSize(cut: Cut): number {
  return 2 ** bitsOf(cut) * cut.columns.length;
}

/** The largest subtrees with at most so many bits, and the leaves that have more by themselves. */
function cutTrees(forest: Forest, mostBits: number, mostValues: number): Cut[] | undefined {
  const { feature, right } = forest;
  const cuts: Cut[] = [];
  let values = 0;
  const cutBelow = (root: number, above: PathConditions): void => {
    if (values > mostValues) return;
    const splits = splitsBelow(forest, root, mostBits + 1 - above.feature.length, []);
    if (feature[root] !== LEAF && above.feature.length + splits.length > mostBits) {
      cutBelow(root + 1, follow(forest, above, root, root + 1));
      cutBelow(right[root], follow(forest, above, root, right[root]));
      return;
    }
    const columns = [...new Set([...above.feature, ...splits.map((split) => feature[split])])];
    const cut = { root, above, splits, columns };
    values += tableSize(cut);
    cuts.push(cut);
  };
  for (const root of forest.roots) cutBelow(root, NO_CONDITIONS);
  return values > mostValues ? undefined : cuts;
}

/** The splits at and below a node in preorder, or the first `most` of them. */
function splitsBelow(forest: Forest, node: number, most: number, splits: number[]): number[] {
  if (forest.feature[node] === LEAF || splits.length >= most) return splits;
  splits.push(node);
  splitsBelow(forest, node + 1, most, splits);
  return splitsBelow(forest, forest.right[node], most, splits);
}
