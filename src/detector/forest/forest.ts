/**
 * An isolation forest (Liu, Ting & Zhou 2008, ICDM) as one set of columns over the nodes of all trees, with the
 * semantics of scikit-learn's `IsolationForest`: inputs are rounded to float32, thresholds stay float64, and
 * `x <= threshold` goes left.
 */

import { ConfigError } from '../../core/errors.ts';

/** What a forest consists of: all else follows. Nodes of a tree lie in preorder, left child first. */
export interface ForestColumns {
  /** Width of an input. */
  readonly features: number;
  /** Training rows that each tree was grown on, 2 or more. */
  readonly sampleSize: number;
  /** Column of the input that a node asks for, −1 at a leaf. */
  readonly feature: Int32Array;
  /** Inputs up to this, itself included, go left; 0 at a leaf. */
  readonly threshold: Float64Array;
  /** Training rows that came through a node. */
  readonly samples: Int32Array;
}

export interface Forest extends ForestColumns {
  /** First node of each tree. The left child of a node is the node after it. */
  readonly roots: Int32Array;
  /** Right child of a node, −1 at a leaf. */
  readonly right: Int32Array;
  /**
   * Path length that a node stands for: its depth and the mean path of an unbuilt tree on its rows at a leaf, the
   * mean of its leaves by training rows above. Of a root: the path expected of an input about which nothing is known.
   */
  readonly pathLength: Float64Array;
  /** Most edges between a root and a leaf. */
  readonly height: number;
  /** Mean path length of an unsuccessful search among `sampleSize` rows: at this path the score is one half. */
  readonly averagePathLength: number;
}

const EULER_GAMMA = 0.5772156649015329;
export const LEAF = -1;

/** c(n) of Liu et al. (2008), eq. 1, with scikit-learn's approximation of the harmonic number. */
export function averagePathLength(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER_GAMMA) - (2 * (n - 1)) / n;
}

/** Trees stop growing at this depth: about the mean depth, beyond which only normal rows would be told apart. */
export function heightLimit(sampleSize: number): number {
  return Math.ceil(Math.log2(sampleSize));
}

/**
 * Works out what follows from the columns, and checks them.
 * @param where how errors call the forest
 * @throws {ConfigError} if the columns do not describe whole trees
 */
export function assembleForest(columns: ForestColumns, where = 'forest'): Forest {
  const { features, sampleSize, feature, threshold, samples } = columns;
  const nodes = feature.length;
  const right = new Int32Array(nodes).fill(LEAF);
  const pathLength = new Float64Array(nodes);
  const limit = heightLimit(sampleSize);
  const roots: number[] = [];
  let height = 0;
  let next = 0;

  const place = (parent: number, depth: number): number => {
    const node = next++;
    if (node >= nodes) throw fault(where, parent, 'no children', 'two');
    const column = feature[node];
    if (column < LEAF || column >= features) throw fault(where, node, `feature ${column}`, `-1 to ${features - 1}`);
    if (!Number.isFinite(threshold[node])) throw fault(where, node, threshold[node], 'a finite threshold');
    if (samples[node] < 1) throw fault(where, node, `${samples[node]} rows`, 'at least one');
    height = Math.max(height, depth);
    if (column === LEAF) {
      pathLength[node] = depth + averagePathLength(samples[node]);
      return node;
    }
    if (depth === limit) throw fault(where, node, 'children', `a leaf, at depth ${limit}`);
    const left = place(node, depth + 1);
    right[node] = place(node, depth + 1);
    const total = samples[left] + samples[right[node]];
    if (total !== samples[node]) throw fault(where, node, `${samples[node]} rows`, `${total}, as its children have`);
    pathLength[node] = (samples[left] * pathLength[left] + samples[right[node]] * pathLength[right[node]]) / total;
    return node;
  };

  while (next < nodes) {
    const root = place(LEAF, 0);
    if (samples[root] !== sampleSize) throw fault(where, root, `${samples[root]} rows`, `${sampleSize} at a root`);
    roots.push(root);
  }
  if (roots.length === 0) throw new ConfigError({ where, got: 'no trees', expected: 'at least one' });
  return {
    ...columns,
    roots: Int32Array.from(roots),
    right,
    pathLength,
    height,
    averagePathLength: averagePathLength(sampleSize),
  };
}

/** The mean path length of the forest over its training rows: the baseline of path-dependent attributions. */
export function expectedPathLength({ roots, pathLength }: Forest): number {
  let sum = 0;
  for (let t = 0; t < roots.length; t++) sum += pathLength[roots[t]];
  return sum / roots.length;
}

function fault(where: string, node: number, got: unknown, expected: string): ConfigError {
  return new ConfigError({ where: `${where}: node ${node}`, got, expected });
}
