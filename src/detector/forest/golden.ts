/** Forests that were grown by scikit-learn, in the format of the golden files (`iforest-golden/1`). */

import { ConfigError } from '../../core/errors.ts';
import { expectNumbers, expectRecord, expectWhole, expectWholeNumbers } from './checks.ts';
import { assembleForest, type Forest, LEAF } from './forest.ts';

export const GOLDEN_FORMAT = 'iforest-golden/1';

/**
 * @param document the golden file as parsed from JSON; only `d`, `maxSamples` and `trees` are read
 * @param where how errors call it
 * @throws {ConfigError} for another format, or trees that are damaged or not in preorder
 */
export function forestFromGolden(document: unknown, where = 'golden forest'): Forest {
  const { format, d, maxSamples, trees } = expectRecord(document, where);
  if (format !== GOLDEN_FORMAT) {
    throw new ConfigError({ where: `${where}.format`, got: format, expected: JSON.stringify(GOLDEN_FORMAT) });
  }
  if (!Array.isArray(trees)) throw new ConfigError({ where: `${where}.trees`, got: trees, expected: 'a list' });
  const feature: number[] = [];
  const threshold: number[] = [];
  const samples: number[] = [];
  const right: number[] = [];
  for (const [t, tree] of trees.entries()) {
    const place = `${where}.trees[${t}]`;
    const fields = expectRecord(tree, place);
    const root = feature.length;
    const columns = expectWholeNumbers(fields.feature, `${place}.feature`);
    const thresholds = expectNumbers(fields.threshold, `${place}.threshold`);
    const counts = expectWholeNumbers(fields.nSamples, `${place}.nSamples`);
    const rights = expectWholeNumbers(fields.right, `${place}.right`);
    for (let node = 0; node < columns.length; node++) {
      feature.push(columns[node]);
      threshold.push(thresholds[node]);
      samples.push(counts[node]);
      right.push(rights[node] === LEAF ? LEAF : root + rights[node]);
    }
  }
  const forest = assembleForest(
    {
      features: expectWhole(d, 1, `${where}.d`),
      sampleSize: expectWhole(maxSamples, 2, `${where}.maxSamples`),
      feature: Int32Array.from(feature),
      threshold: Float64Array.from(threshold),
      samples: Int32Array.from(samples),
    },
    where,
  );
  const astray = right.findIndex((child, node) => child !== forest.right[node]);
  if (astray === -1) return forest;
  const expected = `${forest.right[astray]}: the trees in preorder, left child first`;
  throw new ConfigError({ where: `${where}: node ${astray}, right child`, got: right[astray], expected });
}
