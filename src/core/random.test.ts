import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RandomStream } from './random.ts';

const DRAWS = 400_000;

function normals(stream: RandomStream, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => stream.normal());
}

const mean = (values: Float64Array, of: (x: number) => number = (x) => x) =>
  values.reduce((sum, x) => sum + of(x), 0) / values.length;

/** Pearson's correlation of two samples of standard normals. */
const correlation = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i], 0) / a.length;

test('the integer stream is pinned: the same seed and name give the same bytes for ever', () => {
  const stream = new RandomStream(42, 'pinned');
  assert.deepEqual(
    Array.from({ length: 8 }, () => stream.uint32()),
    [813438100, 2818720656, 1193545479, 1461615488, 301455552, 1659702663, 2577991078, 3373755223],
  );
});

test('uniforms fill [0, 1) evenly', () => {
  const stream = new RandomStream(1, 'uniform');
  const counts = new Int32Array(64);
  for (let i = 0; i < DRAWS; i++) counts[Math.floor(stream.uniform() * counts.length)]++;
  const expected = DRAWS / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  assert.ok(chiSquare < 103, `χ² of 63 degrees of freedom: ${chiSquare}, the 0.1 % point is 103`);
});

test('normals have the moments of the standard normal', () => {
  const values = normals(new RandomStream(1, 'moments'), DRAWS);
  // Five standard errors of each sample moment: √(1, 2, 15, 96) / √n.
  const within = (order: number, moment: number, variance: number) => {
    const found = mean(values, (x) => x ** order);
    const margin = 5 * Math.sqrt(variance / DRAWS);
    assert.ok(Math.abs(found - moment) < margin, `moment ${order}: ${found}, expected ${moment} ± ${margin}`);
  };
  within(1, 0, 1);
  within(2, 1, 2);
  within(3, 0, 15);
  within(4, 3, 96);
});

test('normals have the tails of the standard normal, beyond the ziggurat’s base layer too', () => {
  const values = normals(new RandomStream(2, 'tails'), 2_000_000);
  // Two-sided tail probabilities, erfc(x / √2).
  for (const [beyond, probability] of [
    [1, 0.317310508],
    [2, 0.045500264],
    [3, 0.002699796],
    [3.442619855899, 0.000576107],
    [4, 6.334e-5],
  ]) {
    const expected = probability * values.length;
    const found = values.reduce((count, x) => count + (Math.abs(x) > beyond ? 1 : 0), 0);
    assert.ok(
      Math.abs(found - expected) < 5 * Math.sqrt(expected * (1 - probability)),
      `|x| > ${beyond}: ${found} of ${values.length}, expected ${expected.toFixed(0)}`,
    );
  }
});

test('neighbouring normals, and their squares, are uncorrelated', () => {
  const values = normals(new RandomStream(3, 'series'), DRAWS);
  const squares = values.map((x) => (x * x - 1) / Math.SQRT2);
  for (const series of [values, squares]) {
    const r = correlation(series.subarray(1), series.subarray(0, -1));
    assert.ok(Math.abs(r) < 5 / Math.sqrt(DRAWS), `lag 1: ${r}`);
  }
});

test('streams of other names or seeds are independent', () => {
  const one = normals(new RandomStream(1, 'BIO-O2-01/noise'), DRAWS);
  for (const other of [new RandomStream(1, 'BIO-O2-02/noise'), new RandomStream(2, 'BIO-O2-01/noise')]) {
    const r = correlation(one, normals(other, DRAWS));
    assert.ok(Math.abs(r) < 5 / Math.sqrt(DRAWS), `correlation ${r}`);
  }
});

test('exponentials have mean and standard deviation 1', () => {
  const stream = new RandomStream(1, 'exponential');
  const values = Float64Array.from({ length: DRAWS }, () => stream.exponential());
  assert.ok(Math.abs(mean(values) - 1) < 5 / Math.sqrt(DRAWS));
  assert.ok(Math.abs(mean(values, (x) => x * x) - 2) < 5 * Math.sqrt(20 / DRAWS));
  assert.ok(values.every((x) => x >= 0 && Number.isFinite(x)));
});

test('fillNormal gives what as many calls of normal give, in any slices', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.nat(300), { maxLength: 20 }), (name, slices) => {
      const total = slices.reduce((sum, length) => sum + length, 0);
      const filled = new Float64Array(total);
      const stream = new RandomStream(5, name);
      let at = 0;
      for (const length of slices) {
        stream.fillNormal(filled, at, at + length);
        at += length;
      }
      assert.deepEqual(filled, normals(new RandomStream(5, name), total));
    }),
    { numRuns: 50 },
  );
});

test('a restored stream goes on where the saved one was', () => {
  const stream = new RandomStream('text seeds too', 'x');
  normals(stream, 1000);
  const saved = stream.save();
  const expected = normals(stream, 1000);
  const other = new RandomStream(0, 'y');
  other.restore(saved);
  assert.deepEqual(normals(other, 1000), expected);
  assert.notDeepEqual(stream.save(), saved, 'what was saved is a copy');
});
