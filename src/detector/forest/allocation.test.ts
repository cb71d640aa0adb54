import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bytesOf, COUNTS_ALLOCATIONS } from '../../../tests/support/allocations.ts';
import { RandomStream } from '../../core/random.ts';
import { fitForest } from './fit.ts';
import { PathDependentExplainer } from './path-dependent.ts';
import { ReferenceExplainer } from './reference.ts';
import { scoreForest } from './score.ts';

/** Enough for the compiler to be done with every path. */
const WARM_UP = 30_000;
const INPUTS = 20_000;
/** Bytes an input: a score that is returned may be boxed, with 16 bytes; an array would take 64 or more. */
const ENOUGH = 20;

const [n, d] = [500, 12];
const rows = new Float64Array(n * d);
new RandomStream(1, 'test').fillNormal(rows, 0, rows.length);
const inputs = Array.from({ length: n }, (_, i) => rows.slice(i * d, (i + 1) * d));
const forest = fitForest(rows, n, d, { seed: 1, trees: 5, sampleSize: 64 });
const values = new Float64Array(d);

const tables = new PathDependentExplainer(forest);
const quadrature = new PathDependentExplainer(forest, { mostTableBytes: 0 });
const reference = new ReferenceExplainer(forest);
let sink = 0;
const work: Record<string, (x: Float64Array) => void> = {
  scoring: (x) => {
    sink += scoreForest(forest, x);
  },
  'explaining by tables': (x) => tables.explain(x, values),
  'explaining by quadrature': (x) => quadrature.explain(x, values),
  'explaining against a reference': (x) => reference.explain(x, inputs[0], values),
};

describe('steady work allocates nothing', {
  skip: !COUNTS_ALLOCATIONS && 'this Node does not count what it allocates',
}, () => {
  for (const [name, once] of Object.entries(work)) {
    it(name, () => {
      const run = (count: number) => {
        for (let i = 0; i < count; i++) once(inputs[i % n]);
      };
      run(WARM_UP);
      const bytes = bytesOf(() => run(INPUTS), ENOUGH * INPUTS) / INPUTS;
      assert.ok(bytes <= ENOUGH, `${bytes} bytes an input`);
      assert.ok(Number.isFinite(sink + values[0]));
    });
  }
});
