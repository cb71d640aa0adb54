/** For tests: a tree whose thresholds float32 can hold, so that inputs can lie at them. */

import { assembleForest, LEAF } from './forest.ts';

/** Asks for feature 0 at 0, then to the left for 1 at 0.5 and 0 again at 2, to the right for 0 at -2. */
export const HANDMADE = assembleForest({
  features: 2,
  sampleSize: 16,
  feature: Int32Array.of(0, 1, LEAF, 0, LEAF, LEAF, 0, LEAF, LEAF),
  threshold: Float64Array.of(0, 0.5, 0, 2, 0, 0, -2, 0, 0),
  samples: Int32Array.of(16, 9, 4, 5, 1, 4, 7, 1, 6),
});
/** Inputs at, below and above each threshold. */
export const HANDMADE_INPUTS = [-3, -2, -1, 0, 1, 2, 3].flatMap((a) => [0, 0.5, 1].map((b) => Float64Array.of(a, b)));
