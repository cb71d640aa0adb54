import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RandomStream } from '../core/random.ts';
import { evidenceOf, fitTail, TAIL_EVIDENCE, tailEvidence, valueAt, withDeadBand } from './tail.ts';

/** Evidence at the end of a dead band. */
const FELT = 14;

const positive = { noNaN: true, noDefaultInfinity: true };
const tails = fc.record({
  u: fc.double({ min: 0.01, max: 100, ...positive }),
  beta: fc.double({ min: 0.01, max: 100, ...positive }),
  xi: fc.double({ min: 0.05, max: 0.6, ...positive }),
});

test('evidence rises with the value, without end, from 0 at 0, and is continuous at the threshold', () => {
  fc.assert(
    fc.property(tails, fc.double({ min: 0, max: 1e6, ...positive }), ({ u, beta, xi }, value) => {
      assert.equal(tailEvidence(0, u, beta, xi), 0);
      assert.ok(tailEvidence(value * 1.01 + 0.01, u, beta, xi) > tailEvidence(value, u, beta, xi));
      assert.ok(Math.abs(tailEvidence(u, u, beta, xi) - TAIL_EVIDENCE) < 1e-12);
    }),
  );
});

test('the value of an evidence is the inverse of the evidence of a value', () => {
  fc.assert(
    fc.property(tails, fc.double({ min: TAIL_EVIDENCE, max: 40, ...positive }), (tail, evidence) => {
      const back = tailEvidence(valueAt(tail, evidence), tail.u, tail.beta, tail.xi);
      assert.ok(Math.abs(back - evidence) < 1e-6 * evidence, `${back} for ${evidence}`);
    }),
  );
});

test('of exponential values the evidence is about −ln of the chance, on the side of caution', () => {
  const noise = new RandomStream(1, 'tail');
  const { u, beta, xi } = fitTail(
    Float64Array.from({ length: 20_000 }, () => noise.exponential()),
    0.1,
  );
  assert.ok(Math.abs(u - TAIL_EVIDENCE) < 0.2, `threshold ${u}`);
  // P(X > x) is e^−x.
  const evidence = tailEvidence(9, u, beta, xi);
  assert.ok(evidence > 6.5 && evidence < 9.5, `${evidence} at 9`);
});

test('what normal data reach again and again has no more evidence than they allow', () => {
  const sample = () => Float64Array.from({ length: 1_000 }, (_, i) => i / 1_000);
  const { u, beta, xi } = fitTail(sample(), 0.1, 1, { value: 50, evidence: 8 });
  assert.ok(Math.abs(tailEvidence(50, u, beta, xi) - 8) < 1e-9);
});

test('few independent values make a tail wider and heavier; a sample without values has a tail all the same', () => {
  const sample = () => Float64Array.from({ length: 1_000 }, (_, i) => i / 1_000);
  const narrow = fitTail(sample(), 0.1);
  const wide = fitTail(sample(), 0.1, 2);
  assert.ok(wide.u > narrow.u && wide.beta > narrow.beta && wide.xi > narrow.xi);
  assert.ok(fitTail(Float64Array.of(Number.NaN), 0.3).u === 0.3);
});

test('a dead band stretches a tail until its end has the evidence of an anomaly, no more, and never shrinks one', () => {
  fc.assert(
    fc.property(tails, fc.double({ min: 0, max: 1e4, ...positive }), (tail, band) => {
      const stretched = withDeadBand(tail, band);
      const usual = valueAt(tail, FELT);
      if (band <= usual) {
        assert.deepEqual(stretched, tail);
        return;
      }
      assert.ok(Math.abs(evidenceOf(band, stretched) - FELT) < 1e-6);
      assert.ok(evidenceOf(0.99 * band, stretched) < FELT && evidenceOf(1.01 * band, stretched) > FELT);
      // The shape is the same, so that twice the band is as rare as twice the usual value was.
      assert.ok(Math.abs(evidenceOf(2 * band, stretched) - evidenceOf(2 * usual, tail)) < 1e-6);
    }),
  );
});
