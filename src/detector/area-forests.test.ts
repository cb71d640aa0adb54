import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../core/random.ts';
import { AreaForests, fitAreaForests } from './area-forests.ts';
import { LEARN_DEFAULTS } from './settings.ts';

const CHANNELS = 6;
const AREAS = [
  [0, 1, 2],
  [5, 3],
];
const ROWS = 2_000;

function normalEvidence(noise: RandomStream, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = noise.normal() ** 2;
}

function learn(): AreaForests {
  const evidence = new Float64Array(ROWS * CHANNELS);
  normalEvidence(new RandomStream(1, 'forests'), evidence);
  return new AreaForests(fitAreaForests(AREAS, evidence, CHANNELS, LEARN_DEFAULTS));
}

test('each forest shares out its own part among its own channels, to those that speak for it and to no other', () => {
  const forests = learn();
  const noise = new RandomStream(2, 'forests');
  const evidence = new Float64Array(CHANNELS);
  const out = new Float64Array(CHANNELS);
  let against = 0;
  for (let row = 0; row < 500; row++) {
    normalEvidence(noise, evidence);
    if (row >= 250) {
      for (let i = 0; i < CHANNELS; i++) evidence[i] = Math.min(evidence[i], 3);
      evidence[row % 3] = 12;
    }
    forests.step(evidence);
    const parts = Float64Array.of(2 + (row % 7), 5);
    out.fill(0);
    forests.attribute(parts, parts[0] + parts[1], out);
    for (const [k, area] of AREAS.entries()) {
      const sum = area.reduce((all, channel) => all + out[channel], 0);
      assert.ok(Math.abs(sum - parts[k]) < 1e-9 * parts[k], `row ${row}, area ${k}: ${sum} for ${parts[k]}`);
    }
    assert.ok(
      out.every((share) => share >= 0),
      `row ${row}: ${out}`,
    );
    assert.equal(out[4], 0, 'a channel of no area');
    if (out.subarray(0, 3).includes(0)) against++;
    if (row >= 250) assert.equal(out.indexOf(Math.max(...out.subarray(0, 3))), row % 3, `row ${row}: ${out}`);
  }
  assert.ok(against > 100, `a channel speaks against the evidence in ${against} of 500 rows`);
});

test('shares add to what there is, and a part too small to matter is shared in proportion to the evidence', () => {
  const forests = learn();
  const evidence = Float64Array.of(1, 3, 4, 0, 0, 0);
  forests.step(evidence);
  const out = new Float64Array(CHANNELS).fill(10);
  forests.attribute(Float64Array.of(1, 1), 1e6, out);
  const expected = [10 + 1 / 8, 10 + 3 / 8, 10 + 1 / 2, 10.5, 10, 10.5];
  for (const [i, value] of out.entries()) assert.ok(Math.abs(value - expected[i]) < 1e-9, `${i}: ${value}`);
});
