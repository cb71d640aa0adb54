import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { InvariantError } from '../../core/errors.ts';
import { Bytes } from '../bytes.ts';
import { familyHeader, labelSet, writeValue } from './text.ts';

/** What Prometheus' own parser does with a label set: the inverse of `labelSet`, written from the format's page. */
function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  let rest = text.slice(1, -1);
  while (rest !== '') {
    const match = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/.exec(rest);
    assert.ok(match, `cannot be parsed: ${rest}`);
    labels[match[1]] = match[2].replace(/\\([\\"n])/g, (_, c: string) => (c === 'n' ? '\n' : c));
    rest = rest.slice(match[0].length);
  }
  return labels;
}

const value = (number: number): string => {
  const out = new Bytes();
  writeValue(out, number);
  return out.view().toString();
};

describe('labelSet', () => {
  it('keeps any text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('\\', '"', '\n', 'n', ',', '}') }),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        assert.deepEqual(parseLabels(labelSet({ a, b })), { a, b });
      }),
      { numRuns: 1_000 },
    );
  });

  it('is nothing where there are no labels', () => {
    assert.equal(labelSet({}), '');
  });

  it('replaces what is no text', () => {
    assert.equal(labelSet({ a: 'x\ud800y' }), '{a="x\ufffdy"}');
  });

  it('knows a label name that is none', () => {
    assert.throws(() => labelSet({ 'a-b': '' }), InvariantError);
  });
});

describe('familyHeader', () => {
  it('escapes the help and checks the name', () => {
    assert.equal(familyHeader('a_b', 'gauge', 'x\\y\nz "q"'), '# HELP a_b x\\\\y\\nz "q"\n# TYPE a_b gauge\n');
    assert.throws(() => familyHeader('a b', 'gauge', ''), InvariantError);
  });
});

describe('writeValue', () => {
  it('writes numbers as Prometheus reads them', () => {
    assert.equal(value(7.25), ' 7.25\n');
    assert.equal(value(1e21), ' 1e+21\n');
    assert.equal(value(Infinity), ' +Inf\n');
    assert.equal(value(-Infinity), ' -Inf\n');
    assert.equal(value(Number.NaN), ' NaN\n');
  });
});
