/** What the path from a root to a node asks of each feature: an interval, and the share of rows that lies in it. */

import type { Forest } from './forest.ts';

/** The features of a path, each once, in the order of their first split. */
export interface PathConditions {
  readonly feature: readonly number[];
  /** A value satisfies the path if it is not `<= lower` and not `> upper`; NaN where there is no such bound. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Product of the shares of training rows that went on along the path at the splits of this feature. */
  readonly cover: readonly number[];
}

export const NO_CONDITIONS: PathConditions = { feature: [], lower: [], upper: [], cover: [] };

/** The conditions of a child of `parent`, to which `conditions` lead. */
export function follow(forest: Forest, conditions: PathConditions, parent: number, child: number): PathConditions {
  const { feature: features, threshold, samples } = forest;
  const feature = features[parent];
  const share = samples[child] / samples[parent];
  const bound = threshold[parent];
  const goesLeft = child === parent + 1;
  const at = conditions.feature.indexOf(feature);
  const known = at >= 0;
  const lower = known ? conditions.lower[at] : Number.NaN;
  const upper = known ? conditions.upper[at] : Number.NaN;
  const put = (list: readonly number[], value: number) => (known ? list.with(at, value) : [...list, value]);
  return {
    feature: put(conditions.feature, feature),
    lower: put(conditions.lower, goesLeft || lower > bound ? lower : bound),
    upper: put(conditions.upper, goesLeft && !(upper < bound) ? bound : upper),
    cover: put(conditions.cover, share * (known ? conditions.cover[at] : 1)),
  };
}
