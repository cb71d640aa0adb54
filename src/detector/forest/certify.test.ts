import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { certify } from './certify.ts';
import { fitForest } from './fit.ts';
import { LEAF } from './forest.ts';
import { HANDMADE, HANDMADE_INPUTS } from './handmade.fake.ts';
import { scoreForest } from './score.ts';

const D = 4;
const rows = new Float64Array(300 * D);
new RandomStream(1, 'test').fillNormal(rows, 0, rows.length);
const forest = fitForest(rows, 300, D, { seed: 1 });
const splits = Array.from(forest.feature.keys()).filter((node) => forest.feature[node] !== LEAF);

describe('certify', () => {
  it('bounds the score of every input of the box', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 3, noNaN: true }), (seed, radius) => {
        const random = new RandomStream(seed, 'box');
        const centre = normals(random);
        const reach = centre.map(() => radius * random.uniform());
        const low = centre.map((c, f) => c - reach[f]);
        const high = centre.map((c, f) => c + reach[f]);
        const { lowest, highest } = certify(forest, low, high);
        for (let i = 0; i < 200; i++) {
          const score = scoreForest(forest, inBox(random, low, high));
          assert.ok(lowest <= score && score <= highest, `${score} is not within ${lowest} to ${highest}`);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('bounds it where the ends lie at a threshold or a step of float32 or float64 beside', () => {
    const random = new RandomStream(1, 'thresholds');
    const steps = [0, 2 ** -52, -(2 ** -52), 2 ** -24, -(2 ** -24), 2 ** -23, -(2 ** -23)];
    for (let trial = 0; trial < 2000; trial++) {
      const ends = [normals(random), normals(random)];
      for (const end of ends) {
        const split = splits[trial % splits.length];
        end[forest.feature[split]] = forest.threshold[split] * (1 + steps[trial % steps.length]);
      }
      const low = ends[0].map((v, f) => Math.min(v, ends[1][f]));
      const high = ends[0].map((v, f) => Math.max(v, ends[1][f]));
      const { lowest, highest } = certify(forest, low, high);
      for (let i = 0; i < 10; i++) {
        const corner = low.map((v, f) => (random.uniform() < 0.5 ? v : high[f]));
        const score = scoreForest(forest, corner);
        assert.ok(lowest <= score && score <= highest, `${score} is not within ${lowest} to ${highest}`);
      }
    }
  });

  it('is the score itself for a box of one input', () => {
    const random = new RandomStream(2, 'points');
    for (let i = 0; i < 1000; i++) {
      const x = normals(random);
      if (i % 2 === 1) x[forest.feature[splits[i]]] = forest.threshold[splits[i]];
      const score = scoreForest(forest, x);
      assert.deepEqual(certify(forest, x, x), { lowest: score, highest: score });
    }
  });

  it('goes one way only where both ends do, at a threshold too', () => {
    for (const x of HANDMADE_INPUTS) {
      const score = scoreForest(HANDMADE, x);
      assert.deepEqual(certify(HANDMADE, x, x), { lowest: score, highest: score });
    }
  });

  it('is reached by some input where there is one tree only', () => {
    const tree = fitForest(rows.slice(0, 300), 300, 1, { seed: 1, trees: 1 });
    const [low, high] = [Float64Array.of(-1), Float64Array.of(1)];
    const { lowest, highest } = certify(tree, low, high);
    const scores = [-1, 1, ...tree.threshold, ...tree.threshold.map((t) => t + 1e-6)]
      .filter((x) => x >= -1 && x <= 1)
      .map((x) => scoreForest(tree, Float64Array.of(x)));
    assert.deepEqual([Math.min(...scores), Math.max(...scores)], [lowest, highest]);
  });

  it('holds for a box without ends', () => {
    const low = new Float64Array(D).fill(Number.NEGATIVE_INFINITY);
    const high = new Float64Array(D).fill(Number.POSITIVE_INFINITY);
    const { lowest, highest } = certify(forest, low, high);
    assert.ok(lowest > 0 && lowest < 0.4 && highest > 0.7 && highest < 1);
  });

  it('refuses what is not a box', () => {
    const x = new Float64Array(D);
    const refuses = (low: Float64Array, high: Float64Array, message: RegExp) => {
      assert.throws(
        () => certify(forest, low, high),
        (error) => error instanceof ConfigError && message.test(error.message),
      );
    };
    refuses(x.subarray(1), x, /^low: got "3 values", expected 4$/);
    refuses(x, new Float64Array(5), /^high: got "5 values", expected 4$/);
    refuses(x.with(2, 1), x, /^feature 2: got "from 1 to 0", expected the lower end first$/);
    refuses(x, x.with(1, Number.NaN), /^feature 1: got "from 0 to NaN"/);
  });
});

function normals(random: RandomStream): Float64Array {
  const x = new Float64Array(D);
  random.fillNormal(x, 0, D);
  return x;
}

/** An input of the box, half of its features at an end. */
function inBox(random: RandomStream, low: Float64Array, high: Float64Array): Float64Array {
  return low.map((from, f) => {
    const draw = 2 * random.uniform() - 0.5;
    return draw <= 0 ? from : draw >= 1 ? high[f] : Math.min(high[f], from + draw * (high[f] - from));
  });
}
