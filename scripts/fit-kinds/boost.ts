/**
 * Gradient-boosted trees of few levels, one a kind in each round (Friedman 2001), grown on histograms of quantiles with the
 * second-order gain of Chen & Guestrin (2016).
 */

import { RandomStream } from '../../src/core/random.ts';
import type { KindTree, KindTrees } from '../../src/detector/kinds.ts';

export interface BoostSettings {
  readonly rounds: number;
  readonly depth: number;
  /** Part of each tree that is taken. */
  readonly rate: number;
  /** Penalty on leaves, and least second derivative in one. */
  readonly lambda: number;
  readonly least: number;
  /** Parts of the rows and clues that each tree sees. */
  readonly rowPart: number;
  readonly cluePart: number;
}

const BINS = 64;

/**
 * @param rows clues of each moment, @param targets kind of each from 0, @param weights of each
 * @param kinds how many there are
 */
export function boost(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  weights: Float64Array,
  kinds: number,
  settings: BoostSettings,
  seed = 1,
): KindTrees {
  const random = new RandomStream(seed, 'kinds');
  const n = rows.length;
  const width = rows[0].length;
  const cuts = Array.from({ length: width }, (_, k) => quantiles(rows.map((row) => row[k])));
  const bins = Array.from({ length: width }, (_, k) => Uint8Array.from(rows, (row) => binOf(row[k], cuts[k])));
  const total = weights.reduce((sum, w) => sum + w, 0);
  const biases = Array.from({ length: kinds }, (_, c) => {
    const mine = targets.reduce((sum, target, r) => sum + (target === c ? weights[r] : 0), 0);
    return round(Math.log((mine + 1) / (total + kinds)));
  });
  const scores = new Float64Array(n * kinds);
  for (let r = 0; r < n; r++) for (let c = 0; c < kinds; c++) scores[r * kinds + c] = biases[c];
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n);
  const chances = new Float64Array(n * kinds);
  const trees: KindTree[] = [];
  for (let round = 0; round < settings.rounds; round++) {
    softmaxRows(scores, chances, kinds);
    const taken = Uint8Array.from({ length: n }, () => (random.uniform() < settings.rowPart ? 1 : 0));
    for (let c = 0; c < kinds; c++) {
      for (let r = 0; r < n; r++) {
        const p = chances[r * kinds + c];
        gradient[r] = weights[r] * ((targets[r] === c ? 1 : 0) - p);
        hessian[r] = weights[r] * Math.max(p * (1 - p), 1e-6);
      }
      const allowed = Array.from({ length: width }, (_, k) => k).filter(() => random.uniform() < settings.cluePart);
      const { tree, leafOf } = grow(bins, cuts, gradient, hessian, taken, allowed, settings);
      trees.push(tree);
      for (let r = 0; r < n; r++) scores[r * kinds + c] += tree.leaves[leafOf[r]];
    }
  }
  return { biases, trees };
}

function softmaxRows(scores: Float64Array, chances: Float64Array, kinds: number): void {
  for (let at = 0; at < scores.length; at += kinds) {
    let most = Number.NEGATIVE_INFINITY;
    let total = 0;
    for (let c = 0; c < kinds; c++) most = Math.max(most, scores[at + c]);
    for (let c = 0; c < kinds; c++) total += chances[at + c] = Math.exp(scores[at + c] - most);
    for (let c = 0; c < kinds; c++) chances[at + c] /= total;
  }
}

function grow(
  bins: readonly Uint8Array[],
  cuts: readonly Float64Array[],
  gradient: Float64Array,
  hessian: Float64Array,
  taken: Uint8Array,
  allowed: readonly number[],
  { depth, rate, lambda, least }: BoostSettings,
): { tree: KindTree; leafOf: Uint8Array } {
  const n = gradient.length;
  const tree = { clues: [] as number[], thresholds: [] as number[], leaves: [] as number[] };
  const leafOf = new Uint8Array(n);
  for (let level = 0; level < depth; level++) {
    const nodes = 1 << level;
    const best = Array.from({ length: nodes }, () => ({ gain: 1e-9, clue: 0, bin: BINS }));
    for (const k of allowed) {
      const sums = new Float64Array(nodes * BINS * 2);
      const own = bins[k];
      for (let r = 0; r < n; r++) {
        if (taken[r] === 0) continue;
        const at = 2 * (leafOf[r] * BINS + own[r]);
        sums[at] += gradient[r];
        sums[at + 1] += hessian[r];
      }
      for (let node = 0; node < nodes; node++) bestSplit(sums, node, k, cuts[k].length, lambda, least, best[node]);
    }
    for (const { clue, bin } of best) {
      tree.clues.push(clue);
      tree.thresholds.push(bin < BINS ? cuts[clue][bin] : Number.POSITIVE_INFINITY);
    }
    for (let r = 0; r < n; r++) {
      const { clue, bin } = best[leafOf[r]];
      leafOf[r] = 2 * leafOf[r] + (bins[clue][r] <= bin ? 0 : 1);
    }
  }
  const sums = new Float64Array(2 << depth);
  for (let r = 0; r < n; r++) {
    if (taken[r] === 0) continue;
    sums[2 * leafOf[r]] += gradient[r];
    sums[2 * leafOf[r] + 1] += hessian[r];
  }
  for (let leaf = 0; leaf < 1 << depth; leaf++) {
    tree.leaves.push(round((rate * sums[2 * leaf]) / (sums[2 * leaf + 1] + lambda)));
  }
  return { tree, leafOf };
}

function bestSplit(
  sums: Float64Array,
  node: number,
  clue: number,
  cuts: number,
  lambda: number,
  least: number,
  best: { gain: number; clue: number; bin: number },
): void {
  let [allG, allH] = [0, 0];
  const from = 2 * node * BINS;
  for (let bin = 0; bin < BINS; bin++) {
    allG += sums[from + 2 * bin];
    allH += sums[from + 2 * bin + 1];
  }
  const whole = (allG * allG) / (allH + lambda);
  let [g, h] = [0, 0];
  for (let bin = 0; bin < cuts; bin++) {
    g += sums[from + 2 * bin];
    h += sums[from + 2 * bin + 1];
    if (h < least || allH - h < least) continue;
    const gain = (g * g) / (h + lambda) + (allG - g) ** 2 / (allH - h + lambda) - whole;
    if (gain <= best.gain) continue;
    best.gain = gain;
    best.clue = clue;
    best.bin = bin;
  }
}

/** Thresholds between bins: at most `BINS` − 1, half-way between neighbouring values. */
function quantiles(values: readonly number[]): Float64Array {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  if (sorted.length <= BINS) return Float64Array.from(sorted.slice(1), (value, k) => round((value + sorted[k]) / 2));
  const all = Float64Array.from(values).sort();
  const cuts = new Set<number>();
  for (let k = 1; k < BINS; k++) cuts.add(round(all[Math.floor((k * all.length) / BINS)]));
  return Float64Array.from(cuts).sort();
}

/** As it is written to the file of weights. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

function binOf(value: number, cuts: Float64Array): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}
