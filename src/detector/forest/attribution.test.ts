import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RandomStream } from '../../core/random.ts';
import { fitForest } from './fit.ts';
import { assembleForest, type Forest, LEAF } from './forest.ts';
import { HANDMADE, HANDMADE_INPUTS } from './handmade.fake.ts';
import { PathDependentExplainer } from './path-dependent.ts';
import { ReferenceExplainer } from './reference.ts';
import { meanPathLength } from './score.ts';

const TOLERANCE = 1e-9;
/** Few features and deep trees: most paths split a feature more than once. */
const forests = fc
  .record({
    seed: fc.nat(),
    d: fc.integer({ min: 1, max: 5 }),
    trees: fc.integer({ min: 1, max: 4 }),
    sampleSize: fc.integer({ min: 2, max: 64 }),
    isScrambled: fc.boolean(),
  })
  .map(({ seed, d, trees, sampleSize, isScrambled }) => {
    const forest = fitForest(normals(64 * d, seed), 64, d, { seed, trees, sampleSize });
    return { forest: isScrambled ? scramble(forest, seed) : forest, d };
  });
/** Rows as wide as the widest forest, on both sides of its thresholds and far away. */
const input = fc
  .array(
    fc.double({ min: -1e39, max: 1e39, noNaN: true }).map((v) => (Math.abs(v) > 5 ? v : v / 2)),
    {
      minLength: 5,
      maxLength: 5,
    },
  )
  .map((values) => Float64Array.from(values));
const nearInput = fc.nat().map((seed) => normals(5, seed));
const anyInput = fc.oneof(nearInput, nearInput, input);

describe('PathDependentExplainer', () => {
  it('gives the Shapley values of the game in which unknown features go both ways', () => {
    fc.assert(
      fc.property(forests, anyInput, ({ forest, d }, x) => {
        const expected = shapley(d, (known) => pathIfKnown(forest, x, known));
        for (const mostTableBytes of [2 ** 25, 0]) {
          const values = new Float64Array(d);
          new PathDependentExplainer(forest, { mostTableBytes }).explain(x, values);
          nearAll(values, expected);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('does so at thresholds', () => {
    for (const x of HANDMADE_INPUTS) {
      const expected = shapley(2, (known) => pathIfKnown(HANDMADE, x, known));
      for (const mostTableBytes of [2 ** 25, 0]) {
        const values = new Float64Array(2);
        new PathDependentExplainer(HANDMADE, { mostTableBytes }).explain(x, values);
        nearAll(values, expected);
      }
    }
  });

  it('agrees between both methods where a leaf alone has more bits than a subtree may, and adds up', () => {
    const [n, d] = [3000, 14];
    const forest = fitForest(normals(n * d, 1), n, d, { seed: 1, trees: 2, sampleSize: 2048 });
    const tables = new PathDependentExplainer(forest, { mostTableBytes: 2 ** 30 });
    const quadrature = new PathDependentExplainer(forest, { mostTableBytes: 2 ** 20 });
    assert.deepEqual([tables.method, quadrature.method], ['tables', 'quadrature']);
    assert.ok(tables.bytes > 2 ** 20 && quadrature.bytes < 10_000);
    const [a, b] = [new Float64Array(d), new Float64Array(d)];
    for (let i = 0; i < 100; i++) {
      const x = normals(d, i);
      tables.explain(x, a);
      quadrature.explain(x, b);
      nearAll(a, b);
      near(tables.expectedValue + sum(a), meanPathLength(forest, x));
    }
  });

  it('takes no more memory for tables than it is allowed', () => {
    const [n, d] = [512, 12];
    for (const sampleSize of [32, 64, 128, 256, 512]) {
      const forest = fitForest(normals(n * d, 1), n, d, { seed: 1, sampleSize });
      for (const mostTableBytes of [2 ** 18, 2 ** 20, 2 ** 22, 2 ** 24]) {
        assert.ok(new PathDependentExplainer(forest, { mostTableBytes }).bytes <= mostTableBytes);
      }
    }
  });

  it('leaves the input as it is', () => {
    const forest = fitForest(normals(128, 1), 64, 2, { seed: 1 });
    const x = Float64Array.of(0.1, 0.2);
    new PathDependentExplainer(forest).explain(x, new Float64Array(2));
    assert.deepEqual(x, Float64Array.of(0.1, 0.2));
  });
});

describe('ReferenceExplainer', () => {
  it('gives the Shapley values of the game in which a reference stands in for unknown features', () => {
    fc.assert(
      fc.property(forests, anyInput, anyInput, ({ forest, d }, x, reference) => {
        const mixed = (known: readonly boolean[]) => Float64Array.from(known, (k, f) => (k ? x[f] : reference[f]));
        const expected = shapley(d, (known) => meanPathLength(forest, mixed(known)));
        const values = new Float64Array(d);
        new ReferenceExplainer(forest).explain(x, reference, values);
        nearAll(values, expected);
        near(sum(values), meanPathLength(forest, x) - meanPathLength(forest, reference));
      }),
      { numRuns: 300 },
    );
  });

  it('does so at thresholds', () => {
    for (const [i, x] of HANDMADE_INPUTS.entries()) {
      const reference = HANDMADE_INPUTS[(5 * i) % HANDMADE_INPUTS.length];
      const mixed = (known: readonly boolean[]) => Float64Array.from(known, (k, f) => (k ? x[f] : reference[f]));
      const values = new Float64Array(2);
      new ReferenceExplainer(HANDMADE).explain(x, reference, values);
      nearAll(
        values,
        shapley(2, (known) => meanPathLength(HANDMADE, mixed(known))),
      );
    }
  });

  it('gives nothing to features that are as expected', () => {
    const forest = fitForest(normals(800, 1), 100, 8, { seed: 1 });
    const [x, reference] = [normals(8, 2), normals(8, 3)];
    for (const f of [0, 3, 7]) x[f] = reference[f];
    const values = new Float64Array(8);
    new ReferenceExplainer(forest).explain(x, reference, values);
    assert.deepEqual([values[0], values[3], values[7]], [0, 0, 0]);
    assert.notEqual(values[1], 0);
  });
});

/** Shapley values from the definition: the mean over all orders in which features may become known. */
function shapley(d: number, worth: (known: readonly boolean[]) => number): Float64Array {
  const worths = Array.from({ length: 2 ** d }, (_, set) => {
    return worth(Array.from({ length: d }, (_, f) => ((set >> f) & 1) === 1));
  });
  const size = (set: number) => set.toString(2).replaceAll('0', '').length;
  const factorial = (k: number): number => (k <= 1 ? 1 : k * factorial(k - 1));
  return Float64Array.from({ length: d }, (_, f) => {
    let value = 0;
    for (let set = 0; set < 2 ** d; set++) {
      if ((set >> f) & 1) continue;
      const weight = (factorial(size(set)) * factorial(d - size(set) - 1)) / factorial(d);
      value += weight * (worths[set | (1 << f)] - worths[set]);
    }
    return value;
  });
}

/** The mean path length where an input goes both ways, by training rows, at features that are not known. */
function pathIfKnown(forest: Forest, x: Float64Array, known: readonly boolean[]): number {
  const { feature, threshold, right, samples, pathLength, roots } = forest;
  const below = (node: number): number => {
    if (feature[node] === LEAF) return pathLength[node];
    const [left, other] = [node + 1, right[node]];
    if (known[feature[node]]) return below(Math.fround(x[feature[node]]) <= threshold[node] ? left : other);
    return (samples[left] * below(left) + samples[other] * below(other)) / samples[node];
  };
  return roots.reduce((sum, root) => sum + below(root), 0) / roots.length;
}

/** The forest with other thresholds: of a file, a split may lie beyond what the path above leaves. */
function scramble(forest: Forest, seed: number): Forest {
  return assembleForest({ ...forest, threshold: normals(forest.threshold.length, seed + 1) });
}

function normals(count: number, seed: number): Float64Array {
  const values = new Float64Array(count);
  new RandomStream(seed, 'test/normals').fillNormal(values, 0, count);
  return values;
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= TOLERANCE, `${actual}, expected ${expected}`);
}

function nearAll(actual: Float64Array, expected: Float64Array): void {
  for (const [f, value] of expected.entries()) near(actual[f], value);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
