import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { expectedPathLength } from './forest.ts';
import { GOLDEN_NAMES, goldenDocument, readGolden, skip } from './golden.fake.ts';
import { forestFromGolden } from './golden.ts';
import { PathDependentExplainer } from './path-dependent.ts';
import { ReferenceExplainer } from './reference.ts';
import { meanPathLength, scoreForest } from './score.ts';

const SCORE_TOLERANCE = 1e-12;
const ATTRIBUTION_TOLERANCE = 1e-9;

for (const name of GOLDEN_NAMES) {
  describe(`golden forest ${name}`, { skip }, () => {
    const golden = readGolden(name);
    const { forest, inputs } = golden;
    const values = new Float64Array(forest.features);

    it('scores every input as scikit-learn does, threshold traps included', () => {
      near(forest.averagePathLength, golden.cMaxSamples, SCORE_TOLERANCE, 'c(maxSamples)');
      for (const [i, x] of inputs.entries()) {
        near(scoreForest(forest, x), -golden.scoreSamples[i], SCORE_TOLERANCE, `input ${i}`);
        near(meanPathLength(forest, x), golden.meanPathLength[i], SCORE_TOLERANCE, `input ${i}`);
      }
    });

    for (const [method, mostTableBytes] of [
      ['tables', 2 ** 25],
      ['quadrature', 0],
    ] as const) {
      it(`attributes every input as shap does, path-dependent, by ${method}`, () => {
        const explainer = new PathDependentExplainer(forest, { mostTableBytes });
        assert.equal(explainer.method, method);
        const { expectedValue, values: expected } = golden.shapPathDependent;
        near(explainer.expectedValue, expectedValue, ATTRIBUTION_TOLERANCE, 'expected value');
        near(expectedPathLength(forest), expectedValue, ATTRIBUTION_TOLERANCE, 'expected path');
        for (const [i, x] of inputs.entries()) {
          explainer.explain(x, values);
          nearAll(values, expected[i], `input ${i}`);
          near(expectedValue + sum(values), golden.meanPathLength[i], ATTRIBUTION_TOLERANCE, `sum of input ${i}`);
        }
      });
    }

    const { shapInterventional } = golden;
    if (!shapInterventional) return;
    it('attributes every input exactly against each background row', () => {
      const explainer = new ReferenceExplainer(forest);
      const background = shapInterventional.background.map((row) => Float64Array.from(row));
      const mean = new Float64Array(forest.features);
      for (const [i, x] of inputs.entries()) {
        mean.fill(0);
        for (const reference of background) {
          explainer.explain(x, reference, values);
          for (let f = 0; f < values.length; f++) mean[f] += values[f] / background.length;
        }
        nearAll(mean, shapInterventional.exactValues[i], `input ${i}`);
        const total = shapInterventional.expectedValue + sum(mean);
        near(total, golden.meanPathLength[i], ATTRIBUTION_TOLERANCE, `sum of input ${i}`);
      }
    });
  });
}

describe('forestFromGolden', { skip }, () => {
  const document = skip ? {} : goldenDocument('tiny-d3-t5');
  const trees = document.trees as Record<string, number[]>[];
  const refuses = (changed: unknown, message: RegExp) => {
    assert.throws(
      () => forestFromGolden(changed, 'tiny.json'),
      (error) => error instanceof ConfigError && message.test(error.message),
    );
  };

  it('refuses what is not such a file', () => {
    refuses([], /^tiny\.json: got \[\], expected an object$/);
    refuses({ ...document, format: 'iforest-golden/2' }, /^tiny\.json\.format: got "iforest-golden\/2"/);
    refuses({ ...document, trees: 5 }, /^tiny\.json\.trees: got 5/);
    refuses({ ...document, d: 0 }, /^tiny\.json\.d: got 0, expected a whole number, 1 or more$/);
  });

  it('refuses trees that are damaged', () => {
    const withTree = (change: object) => ({ ...document, trees: [{ ...trees[0], ...change }, ...trees.slice(1)] });
    refuses(withTree({ feature: 'none' }), /trees\[0\]\.feature: got "none"/);
    refuses(withTree({ feature: trees[0].feature.with(1, 3) }), /node 1: got "feature 3", expected -1 to 2/);
    refuses(withTree({ feature: trees[0].feature.with(1, 0.5) }), /trees\[0\]\.feature\[1\]: got 0\.5/);
    refuses(withTree({ threshold: trees[0].threshold.slice(0, 1) }), /node 1: got NaN, expected a finite threshold/);
    refuses(withTree({ nSamples: trees[0].nSamples.with(1, 7) }), /node 1: got "7 rows", expected 6/);
    refuses(withTree({ right: trees[0].right.with(0, 9) }), /node 0, right child: got 9, expected 10/);
  });
});

function near(actual: number, expected: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, expected ${expected}`);
}

function nearAll(actual: Float64Array, expected: readonly number[], what: string): void {
  assert.equal(actual.length, expected.length);
  for (const [f, value] of expected.entries()) near(actual[f], value, ATTRIBUTION_TOLERANCE, `${what}, feature ${f}`);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
