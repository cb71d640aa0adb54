import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RandomStream } from '../../core/random.ts';
import { ScoreHistogram } from './score-histogram.ts';

const scored = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.boolean()), { minLength: 2, maxLength: 200 });

test('areas as their definitions, of scores that the bins tell apart', () => {
  fc.assert(
    fc.property(scored, (points) => {
      fc.pre(points.some(([, anomalous]) => anomalous) && points.some(([, anomalous]) => !anomalous));
      const histogram = new ScoreHistogram();
      for (const [score, anomalous] of points) histogram.add(score / 41, anomalous);
      assert.ok(Math.abs(histogram.averagePrecision().value - averagePrecision(points)) < 1e-12);
      assert.ok(Math.abs(histogram.rocArea().value - rocArea(points)) < 1e-12);
    }),
  );
});

test('the bounds hold whatever the order of the scores within their bins', () => {
  fc.assert(
    fc.property(scored, fc.integer({ min: 1, max: 1e9 }), (points, seed) => {
      fc.pre(points.some(([, anomalous]) => anomalous) && points.some(([, anomalous]) => !anomalous));
      const random = new RandomStream(seed, 'ties');
      const histogram = new ScoreHistogram();
      // Apart by far less than a bin: the histogram sees few different scores, the definition many.
      const exact = points.map(([score, anomalous]) => [score + 1e-6 * random.uniform(), anomalous] as const);
      for (const [score, anomalous] of exact) histogram.add((score + 0.5) / 41, anomalous);
      const precision = histogram.averagePrecision();
      const roc = histogram.rocArea();
      assert.ok(precision.least <= precision.value + 1e-12 && precision.value <= precision.most + 1e-12);
      assert.ok(within(precision, averagePrecision(exact)), `${averagePrecision(exact)} ${JSON.stringify(precision)}`);
      assert.ok(within(roc, rocArea(exact)), `${rocArea(exact)} ${JSON.stringify(roc)}`);
    }),
  );
});

test('perfect scores reach 1; random ones the prevalence and one half', () => {
  const random = new RandomStream(1, 'histogram');
  const perfect = new ScoreHistogram();
  const chance = new ScoreHistogram();
  for (let i = 0; i < 200_000; i++) {
    const anomalous = i % 50 === 0;
    perfect.add(anomalous ? 0.9 : 0.1, anomalous);
    chance.add(random.uniform(), anomalous);
  }
  assert.equal(perfect.averagePrecision().value, 1);
  assert.equal(perfect.rocArea().value, 1);
  const { value, least, most } = chance.averagePrecision();
  assert.ok(Math.abs(value - 0.02) < 0.002, String(value));
  assert.ok(most - least < 0.001, `${least} … ${most}`);
  assert.ok(Math.abs(chance.rocArea().value - 0.5) < 0.01);
});

test('all in one bin: the bounds are those of the best and the worst order, of any size', () => {
  const histogram = new ScoreHistogram();
  for (let i = 0; i < 1_000; i++) histogram.add(0.5, i < 200);
  const { value, least, most } = histogram.averagePrecision();
  let worst = 0;
  for (let i = 1; i <= 200; i++) worst += i / (800 + i) / 200;
  assert.equal(value, 0.2);
  assert.ok(Math.abs(most - 1) < 1e-12);
  assert.ok(Math.abs(least - worst) < 1e-6, `${least} ${worst}`);
});

test('scores beyond the ends count as the ends, NaN as the least', () => {
  const histogram = new ScoreHistogram();
  for (const score of [7, 1, Number.POSITIVE_INFINITY]) histogram.add(score, true);
  for (const score of [-7, Number.NaN, 0]) histogram.add(score, false);
  assert.equal(histogram.averagePrecision().value, 1);
  assert.equal(histogram.normal[0], 3);
});

test('merging counts as often as told', () => {
  const [into, other] = [new ScoreHistogram(), new ScoreHistogram()];
  other.add(0.25, true);
  other.add(0.25, false);
  into.merge(other, 3);
  assert.equal(
    into.anomalous.reduce((a, b) => a + b),
    3,
  );
  assert.equal(
    into.normal.reduce((a, b) => a + b),
    3,
  );
});

function within({ least, most }: { least: number; most: number }, value: number): boolean {
  return value >= least - 1e-9 && value <= most + 1e-9;
}

/** Σ (Rₖ − Rₖ₋₁) Pₖ over all thresholds. */
function averagePrecision(points: readonly (readonly [number, boolean])[]): number {
  const total = points.filter(([, anomalous]) => anomalous).length;
  const thresholds = [...new Set(points.map(([score]) => score))].sort((a, b) => b - a);
  let sum = 0;
  let last = 0;
  for (const threshold of thresholds) {
    const flagged = points.filter(([score]) => score >= threshold);
    const found = flagged.filter(([, anomalous]) => anomalous).length;
    sum += ((found - last) / total) * (found / flagged.length);
    last = found;
  }
  return sum;
}

/** Share of pairs in the right order, equal ones half. */
function rocArea(points: readonly (readonly [number, boolean])[]): number {
  let [right, pairs] = [0, 0];
  for (const [high, anomalous] of points) {
    if (!anomalous) continue;
    for (const [low, other] of points) {
      if (other) continue;
      pairs++;
      right += high > low ? 1 : high === low ? 0.5 : 0;
    }
  }
  return right / pairs;
}
