import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../core/errors.ts';
import { C } from '../components.ts';
import { BENCHMARK_COLUMNS, BENCHMARK_ROW, type BenchmarkTable, benchmarkInfluent } from './benchmark-file.ts';
import { BenchmarkSource } from './benchmark-source.ts';
import { INFLUENT, INFLUENT_LENGTH } from './source.ts';

/** Row r has the value 100 r + c in its column c. */
function table(rows: number, overrides: Partial<BenchmarkTable> = {}): BenchmarkTable {
  return {
    file: 'in.csv',
    rows,
    timeKind: 'days',
    time: Float64Array.from({ length: rows }, (_, r) => 0.25 * r),
    columns: new Map(
      BENCHMARK_COLUMNS.map(({ name }, c) => [name, Float64Array.from({ length: rows }, (_, r) => 100 * r + c)]),
    ),
    ...overrides,
  };
}

describe('benchmark influent', () => {
  it('takes 13 components and the flow, in order', () => {
    const { rows } = benchmarkInfluent(table(3));
    assert.equal(BENCHMARK_ROW, 14);
    assert.deepEqual(
      [...rows.subarray(14, 28)],
      [...Array(14).keys()].map((c) => 100 + c),
    );
  });

  it('refuses dates, a single row and a missing column', () => {
    assert.throws(() => benchmarkInfluent(table(3, { timeKind: 'date' })), ConfigError);
    assert.throws(() => benchmarkInfluent(table(1)), ConfigError);
    assert.throws(() => benchmarkInfluent(table(3, { columns: new Map() })), /S_I/);
  });

  it('holds each row until the next and repeats after the last', () => {
    const source = new BenchmarkSource(benchmarkInfluent(table(4)));
    const out = new Float64Array(INFLUENT_LENGTH);
    const first = (t: number) => {
      source.at(t, out);
      return out[C.S_I];
    };
    assert.deepEqual([0, 0.2499, 0.25, 0.99, 1, 1.3, 0.1, 2.75].map(first), [0, 0, 100, 300, 0, 100, 0, 300]);
    assert.equal(out[INFLUENT.Q], 313);
    assert.equal(out[C.T], 15);
  });

  it('fills every component with a finite number that is not negative', () => {
    const source = new BenchmarkSource(benchmarkInfluent(table(4)));
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), (t) => {
        const out = new Float64Array(INFLUENT_LENGTH).fill(Number.NaN);
        source.at(t, out);
        assert.ok(out.every((value) => Number.isFinite(value) && value >= 0));
      }),
    );
  });
});
