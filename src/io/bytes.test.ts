import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Bytes } from './bytes.ts';

const written = (write: (bytes: Bytes) => void): string => {
  const bytes = new Bytes(1);
  write(bytes);
  return bytes.view().toString();
};

describe('Bytes', () => {
  it('writes every double as String does', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        assert.equal(
          written((bytes) => bytes.number(value)),
          String(value),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('writes numbers of few decimals, as readings are, as String does', () => {
    const reading = fc
      .tuple(fc.integer({ min: -(2 ** 33), max: 2 ** 33 }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, decimals]) => digits / 10 ** decimals);
    fc.assert(
      fc.property(reading, (value) => {
        assert.equal(
          written((bytes) => bytes.number(value)),
          String(value),
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it('writes the edges of its fast path as String does', () => {
    const edges = [
      0, -0, 0.1, 0.05, 0.0001, 0.00001, 1e-7, 2147483647, 2147483648, 214748.3647, 214748.3648, 1e21, 0.3,
    ];
    for (const value of [...edges, 0.1 + 0.2, Number.MAX_VALUE, Number.MIN_VALUE, Number.NaN, -Infinity, Infinity]) {
      assert.equal(
        written((bytes) => bytes.number(value)),
        String(value),
      );
    }
  });

  it('keeps what was written while it grows', () => {
    const text = written((bytes) => {
      for (let i = 0; i < 100; i++) {
        bytes.text('é');
        bytes.byte(44);
        bytes.raw(Buffer.from('xyz'));
      }
    });
    assert.equal(text, 'é,xyz'.repeat(100));
  });

  it('starts anew after take, which gives away a copy', () => {
    const bytes = new Bytes();
    bytes.text('first');
    const first = bytes.take();
    bytes.text('other');
    assert.equal(first.toString(), 'first');
    assert.equal(bytes.view().toString(), 'other');
  });
});
