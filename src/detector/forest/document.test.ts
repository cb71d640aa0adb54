import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { type ForestDocument, loadForest, saveForest } from './document.ts';
import { fitForest } from './fit.ts';

const rows = new Float64Array(600);
new RandomStream(1, 'test').fillNormal(rows, 0, rows.length);
const forest = fitForest(rows, 200, 3, { seed: 1, trees: 5, sampleSize: 32 });
const text = JSON.stringify(saveForest(forest));
const document: ForestDocument = JSON.parse(text);

describe('saveForest and loadForest', () => {
  it('give back the same forest, bit for bit, through JSON', () => {
    assert.deepEqual(loadForest(JSON.parse(text)), forest);
    assert.equal(JSON.stringify(saveForest(loadForest(JSON.parse(text)))), text);
  });

  it('have a hash that follows the content', () => {
    assert.match(document.sha256, /^[0-9a-f]{64}$/);
    const other = fitForest(rows, 200, 3, { seed: 2, trees: 5, sampleSize: 32 });
    assert.notEqual(saveForest(other).sha256, document.sha256);
  });

  it('refuse another format or version', () => {
    refuses(
      { ...document, format: 'traffeyere-forest/2' },
      /^model\.json\.format: got "traffeyere-forest\/2", expected/,
    );
    refuses({ ...document, format: undefined }, /^model\.json\.format: got nothing/);
    refuses(null, /^model\.json: got null, expected an object$/);
    refuses([document], /^model\.json: got .*, expected an object$/);
  });

  it('refuse content that was changed', () => {
    const changed = document.threshold.with(0, document.threshold[0] + 1e-12);
    refuses({ ...document, threshold: changed }, /^model\.json\.sha256: got ".*", expected .* \(was it changed\?\)$/);
    refuses({ ...document, sampleSize: 33 }, /sha256/);
    refuses({ ...document, sha256: undefined }, /^model\.json\.sha256: got nothing/);
  });

  it('refuse content that is damaged', () => {
    refuses({ ...document, features: '3' }, /^model\.json\.features: got "3", expected a whole number, 1 or more$/);
    refuses({ ...document, sampleSize: 1 }, /^model\.json\.sampleSize: got 1, expected a whole number, 2 or more$/);
    refuses({ ...document, samples: {} }, /^model\.json\.samples: got {}, expected a list of numbers$/);
    refuses({ ...document, threshold: ['a'] }, /^model\.json\.threshold\[0\]: got "a", expected a number$/);
    refuses(
      { ...document, feature: [0.5] },
      /^model\.json\.feature\[0\]: got 0\.5, expected a whole number of 32 bits$/,
    );
    refuses({ ...document, samples: [32] }, /^model\.json\.samples: got "1 numbers", expected \d+, one a node$/);
  });

  it('refuse trees that are not whole, though their hash is right', () => {
    const hashed = (change: Partial<ForestDocument>) => {
      const { feature, threshold, samples, ...rest } = { ...document, ...change };
      return saveForest({
        ...rest,
        feature: Int32Array.from(feature),
        threshold: Float64Array.from(threshold),
        samples: Int32Array.from(samples),
      });
    };
    const empty = { feature: [], threshold: [], samples: [] };
    const cut = (list: readonly number[]) => list.slice(0, -1);
    const { feature, threshold, samples } = document;
    refuses(hashed(empty), /^model\.json: got "no trees", expected at least one$/);
    const truncated = { feature: cut(feature), threshold: cut(threshold), samples: cut(samples) };
    refuses(hashed(truncated), /^model\.json: node \d+: got "no children", expected two$/);
    refuses(hashed({ features: 2 }), /got "feature 2", expected -1 to 1$/);
    refuses(hashed({ sampleSize: 33 }), /node 0: got "32 rows", expected 33 at a root$/);
    refuses(hashed({ samples: samples.with(0, 31) }), /node 0: got "31 rows", expected 32, as its children have$/);
    refuses(hashed({ samples: samples.with(-1, 0) }), /got "0 rows", expected at least one$/);
    const chain = { feature: Array(9).fill(0), threshold: Array(9).fill(0), samples: Array(9).fill(32) };
    refuses(hashed(chain), /node 5: got "children", expected a leaf, at depth 5$/);
  });
});

function refuses(changed: unknown, message: RegExp): void {
  assert.throws(
    () => loadForest(changed, 'model.json'),
    (error) => error instanceof ConfigError && message.test(error.message),
  );
}
