import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { type ForestOptions, fitForest } from './fit.ts';
import { averagePathLength, type Forest, heightLimit, LEAF } from './forest.ts';
import { scoreForest } from './score.ts';

const N = 300;
const D = 5;
/** A constant column, one whose values differ too little, and one of few values besides two normal ones. */
const rows = makeRows(N, 1);

describe('fitForest', () => {
  it('grows trees whose splits separate their own rows, up to the height limit', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(),
          trees: fc.integer({ min: 1, max: 5 }),
          sampleSize: fc.integer({ min: 2, max: N }),
        }),
        (options) => {
          const forest = fitForest(rows, N, D, options);
          assert.equal(forest.roots.length, options.trees);
          assert.ok(forest.height <= heightLimit(options.sampleSize));
          for (const root of forest.roots) validate(forest, root, 0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('splits no feature that is constant', () => {
    const { feature } = fitForest(rows, N, D, { seed: 1 });
    assert.deepEqual([...new Set(feature)].sort(), [LEAF, 0, 1, 2]);
  });

  it('leaves rows together that differ in nothing', () => {
    const { feature, pathLength, averagePathLength: average } = fitForest(new Float64Array(20), 10, 2, { seed: 1 });
    assert.ok(feature.every((f) => f === LEAF));
    assert.equal(pathLength[0], average);
  });

  it('draws features and thresholds evenly', () => {
    const [n, d, trees] = [200, 3, 3000];
    const values = Float64Array.from({ length: n * d }, (_, i) => Math.floor(i / d) / (n - 1) + (i % d));
    const { roots, feature, threshold } = fitForest(values, n, d, { seed: 1, trees, sampleSize: n });
    const [counts, sums] = [new Float64Array(d), new Float64Array(d)];
    for (const root of roots) {
      counts[feature[root]]++;
      sums[feature[root]] += threshold[root] - feature[root];
    }
    for (let f = 0; f < d; f++) {
      // Five standard deviations of a binomial count, and of the mean of that many uniform numbers.
      assert.ok(Math.abs(counts[f] / trees - 1 / d) < 5 * Math.sqrt(2 / 9 / trees), `feature ${f}: ${counts[f]}`);
      assert.ok(Math.abs(sums[f] / counts[f] - 0.5) < 5 / Math.sqrt(12 * counts[f]), `feature ${f}: ${sums[f]}`);
    }
  });

  it('draws the rows of a tree evenly and each once', () => {
    const [n, trees] = [100, 2000];
    const ascending = Float64Array.from({ length: n }, (_, i) => i);
    const pairs = fitForest(ascending, n, 1, { seed: 1, trees, sampleSize: 2 });
    assert.ok(pairs.roots.every((root) => pairs.feature[root] === 0));
    const mean = pairs.roots.reduce((sum, root) => sum + pairs.threshold[root], 0) / trees;
    // A threshold lies evenly between two rows: variance n² / 12 · 2/3, five standard deviations of the mean.
    assert.ok(Math.abs(mean - (n - 1) / 2) < 5 * Math.sqrt((n * n) / 18 / trees), `mean ${mean}`);
  });

  it('lets each tree split a share of the features only', () => {
    const values = new Float64Array(40 * 20);
    new RandomStream(1, 'test').fillNormal(values, 0, values.length);
    const forest = fitForest(values, 40, 20, { seed: 1, maxFeatures: 0.25 });
    const used = Array.from(forest.roots, (root, t) => {
      const end = t + 1 < forest.roots.length ? forest.roots[t + 1] : forest.feature.length;
      return new Set(forest.feature.slice(root, end).filter((f) => f !== LEAF));
    });
    assert.ok(used.every(({ size }) => size <= 5));
    assert.equal(new Set(used.flatMap((features) => [...features])).size, 20);
    const one = fitForest(values, 40, 20, { seed: 1, trees: 1, maxFeatures: 0.001 });
    assert.equal(new Set(one.feature).size, 2);
  });

  it('gives the same forest for the same seed and another for another', () => {
    const grown = (options: ForestOptions) => fitForest(rows, N, D, options);
    assert.deepEqual(grown({ seed: 'a' }), grown({ seed: 'a' }));
    assert.notDeepEqual(grown({ seed: 'a' }), grown({ seed: 'b' }));
    const [few, many] = [grown({ seed: 1, trees: 3 }), grown({ seed: 1, trees: 7 })];
    assert.deepEqual(many.threshold.slice(0, few.threshold.length), few.threshold);
  });

  it('gives the same forest for rows that are the same as float32', () => {
    assert.deepEqual(fitForest(rows, N, D, { seed: 1 }), fitForest(rows.map(Math.fround), N, D, { seed: 1 }));
  });

  it('scores what lies far from the rows high', () => {
    const forest = fitForest(rows, N, D, { seed: 1 });
    const [inside, outside] = [Float64Array.of(0, 0, 1, 7, 0), Float64Array.of(6, -6, 9, 7, 0)];
    assert.ok(scoreForest(forest, inside) < 0.5 && scoreForest(forest, outside) > 0.65);
  });

  it('refuses what cannot be used', () => {
    const refuses = (values: Float64Array, n: number, d: number, options: Partial<ForestOptions>, message: RegExp) => {
      assert.throws(
        () => fitForest(values, n, d, { seed: 1, ...options }),
        (error) => error instanceof ConfigError && message.test(error.message),
      );
    };
    refuses(rows, N, D, { trees: 0 }, /^forest: trees: got 0, expected a whole number, 1 or more$/);
    refuses(rows, N, D, { sampleSize: 301 }, /^forest: sampleSize: got 301, expected a whole number, 2 to 300$/);
    refuses(rows, N, D, { maxFeatures: 0 }, /^forest: maxFeatures: got 0/);
    refuses(rows, N, D, { maxFeatures: Number.NaN }, /^forest: maxFeatures: got NaN/);
    refuses(rows, N, 4, {}, /^forest: rows: got "1500 values", expected 300 rows × 4 features = 1200$/);
    refuses(rows, 1, D, {}, /^forest: rows: got 1, expected a whole number, 2 or more$/);
    refuses(rows, N, 0, {}, /^forest: features: got 0/);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e39]) {
      refuses(rows.with(12, value), N, D, {}, /^forest: rows\[2\], feature 2: got .*, expected a number that float32/);
    }
  });
});

describe('averagePathLength', () => {
  it('is the mean path of a random binary search tree', () => {
    assert.deepEqual([0, 1, 2].map(averagePathLength), [0, 0, 1]);
    let harmonic = 0;
    for (let n = 3; n <= 300; n++) {
      harmonic = 0;
      for (let k = 1; k < n; k++) harmonic += 1 / k;
      // ln k + γ falls short of the harmonic number of k by 1 / 2k.
      assert.ok(Math.abs(averagePathLength(n) - (2 * harmonic - (2 * (n - 1)) / n)) < 1.001 / (n - 1));
    }
  });
});

/** Checks a node and all below it; returns the sum of its leaves' path lengths by training rows. */
function validate(forest: Forest, node: number, depth: number): number {
  const { feature, samples, pathLength, right, sampleSize, threshold } = forest;
  if (feature[node] === LEAF) {
    const expected = depth + averagePathLength(samples[node]);
    assert.equal(pathLength[node], expected);
    assert.equal(threshold[node], 0);
    return samples[node] * expected;
  }
  assert.ok(depth < heightLimit(sampleSize) && samples[node] >= 2);
  assert.equal(samples[node], samples[node + 1] + samples[right[node]]);
  const total = validate(forest, node + 1, depth + 1) + validate(forest, right[node], depth + 1);
  assert.ok(Math.abs(pathLength[node] - total / samples[node]) < 1e-12 * pathLength[node]);
  return total;
}

function makeRows(n: number, seed: number): Float64Array {
  const random = new RandomStream(seed, 'test/rows');
  const values: number[] = [];
  for (let i = 0; i < n; i++) values.push(random.normal(), random.normal(), i % 3, 7, 5e-8 * random.uniform());
  return Float64Array.from(values);
}
