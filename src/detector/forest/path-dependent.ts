/**
 * Path-dependent attributions, the default of the `shap` package for trees: where a feature is unknown, an input
 * takes both ways, in proportion to the training rows that did.
 */

import { expectedPathLength, type Forest } from './forest.ts';
import { QuadratureExplainer } from './quadrature.ts';
import { roundInput } from './score.ts';
import { planCuts } from './subtree-plan.ts';
import { SubtreeTables } from './subtree-tables.ts';

export interface PathDependentOptions {
  /** What the tables may take, bytes; default 32 MiB. A forest that needs more is explained without, more slowly. */
  readonly mostTableBytes?: number;
}

/** Holds 50 trees of 256 rows of any width (7 to 17 MB measured); of 64 rows they take about 2 MB. */
const MOST_TABLE_BYTES = 32 * 2 ** 20;

export class PathDependentExplainer {
  /** Mean path length when no feature is known; with the values of an input it adds up to its mean path length. */
  readonly expectedValue: number;
  /** Both are exact: tables for forests whose tables are small enough, quadrature for all others. */
  readonly method: 'tables' | 'quadrature';
  readonly #values: SubtreeTables | QuadratureExplainer;
  readonly #rounded: Float64Array;

  constructor(forest: Forest, { mostTableBytes = MOST_TABLE_BYTES }: PathDependentOptions = {}) {
    const cuts = planCuts(forest, mostTableBytes);
    this.expectedValue = expectedPathLength(forest);
    this.method = cuts ? 'tables' : 'quadrature';
    this.#values = cuts ? new SubtreeTables(forest, cuts) : new QuadratureExplainer(forest);
    this.#rounded = new Float64Array(forest.features);
  }

  /** Memory of the tables or of the work space, bytes. */
  get bytes(): number {
    return this.#values.bytes;
  }

  /**
   * Shapley values of the mean path length: negative where a feature shortens the path, that is, speaks for an anomaly.
   * @param x as many numbers as the forest has features, none NaN
   * @param values filled, one a feature
   */
  explain(x: Float64Array, values: Float64Array): void {
    roundInput(x, this.#rounded);
    values.fill(0);
    this.#values.addTo(values, this.#rounded);
  }
}
