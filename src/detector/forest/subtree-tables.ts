/**
 * Exact path-dependent Shapley values by table: each tree is cut into subtrees so small that what their leaves give
 * to each feature can be stored for every way an input can lie to them. After Fast TreeSHAP v2 (Yang 2021,
 * arXiv 2109.09847), which stores a table a leaf: one for a whole subtree means fewer to look up.
 *
 * An input lies to a subtree by bits: one a feature of the path above (does the input satisfy all that the path asks
 * of it?), one a split within (does the input go left?). They are the number of a row, and the row is added to the
 * values.
 */

import type { Forest } from './forest.ts';
import { fillTable } from './subtree-fill.ts';
import { bitsOf, type Cut, tableSize } from './subtree-plan.ts';

export class SubtreeTables {
  /**
   * Of each class of subtrees with as many bits and as many columns: their number, bits, columns. The inner loops
   * turn as often for all subtrees of a class, so that the processor foresees their ends.
   */
  readonly #classes: Int32Array;
  /** Feature of each bit of each subtree, and its lower and upper bound; NaN where there is no such bound. */
  readonly #testFeature: Int32Array;
  readonly #testBounds: Float64Array;
  readonly #tableStart: Int32Array;
  /** Feature of each column of each subtree. */
  readonly #columns: Int32Array;
  readonly #table: Float64Array;
  /** Where the row of each subtree begins for this input; as long as the largest class. */
  readonly #rowStart: Int32Array;
  readonly #touched = new Float64Array(1);

  /** @param cuts as planned by `planCuts` for the same forest */
  constructor(forest: Forest, cuts: readonly Cut[]) {
    const classes: number[] = [];
    const testFeature: number[] = [];
    const testBounds: number[] = [];
    const tableStart: number[] = [];
    let size = 0;
    for (const [i, cut] of cuts.entries()) {
      const last = cuts[i - 1];
      const isAlike = i > 0 && bitsOf(cut) === bitsOf(last) && cut.columns.length === last.columns.length;
      if (!isAlike) classes.push(0, bitsOf(cut), cut.columns.length);
      classes[classes.length - 3]++;
      for (const [k, feature] of cut.above.feature.entries()) {
        testFeature.push(feature);
        testBounds.push(cut.above.lower[k], cut.above.upper[k]);
      }
      for (const split of cut.splits) {
        testFeature.push(forest.feature[split]);
        testBounds.push(Number.NaN, forest.threshold[split]);
      }
      tableStart.push(size);
      size += tableSize(cut);
    }
    this.#classes = Int32Array.from(classes);
    this.#testFeature = Int32Array.from(testFeature);
    this.#testBounds = Float64Array.from(testBounds);
    this.#tableStart = Int32Array.from(tableStart);
    this.#columns = Int32Array.from(cuts.flatMap(({ columns }) => columns));
    this.#rowStart = new Int32Array(Math.max(...classes.filter((_, i) => i % 3 === 0)));
    this.#table = new Float64Array(size);
    for (const [i, cut] of cuts.entries()) fillTable(forest, cut, this.#table, tableStart[i]);
  }

  get bytes(): number {
    return this.#table.byteLength;
  }

  /** Adds what each feature of `x`, already rounded to float32, does to the mean path length. */
  addTo(values: Float64Array, x: Float64Array): void {
    const classes = this.#classes;
    const testFeature = this.#testFeature;
    const testBounds = this.#testBounds;
    const tableStart = this.#tableStart;
    const columns = this.#columns;
    const table = this.#table;
    const rowStart = this.#rowStart;
    let cut = 0;
    let test = 0;
    let column = 0;
    let touched = 0;
    for (let c = 0; c < classes.length; c += 3) {
      const count = classes[c];
      const bits = classes[c + 1];
      const width = classes[c + 2];
      for (let i = 0; i < count; i++, cut++) {
        let row = 0;
        for (let bit = 0; bit < bits; bit++, test++) {
          const value = x[testFeature[test]];
          const isAbove = +!(value <= testBounds[2 * test]);
          const isBelow = +!(value > testBounds[2 * test + 1]);
          row |= (isAbove & isBelow) << bit;
        }
        rowStart[i] = tableStart[cut] + row * width;
      }
      // Asks for all rows at once, as they lie all over the memory: without, the next loop would wait for each
      // (measured: two to three times as long, 50 trees of 256 rows).
      for (let i = 0; i < count; i++) touched += table[rowStart[i]] + table[rowStart[i] + width - 1];
      for (let i = 0; i < count; i++) {
        const start = rowStart[i];
        for (let k = 0; k < width; k++, column++) values[columns[column]] += table[start + k];
      }
    }
    this.#touched[0] = touched;
  }
}
