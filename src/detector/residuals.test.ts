import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Features } from './features.ts';
import { Residuals } from './residuals.ts';

const PROFILE = { center: 0, scale: 1, min: -5, max: 5, discrete: false, flatRun: 0, missingRun: 0, readings: 1_000 };
const PERIODS = 10_000;
const REACH = 1.5;

/** One channel without a relation, off by `offset` from the restart on. */
function follow(reach: Float64Array | undefined, offset: number, periods: number): number {
  const features = new Features([PROFILE], []);
  const alone = [{ bias: 0, inputs: [], weights: [] }];
  const residuals = new Residuals(alone, [1], [0], PERIODS, reach);
  residuals.restart();
  const trusted = new Uint8Array(1);
  for (let period = 0; period < periods; period++) {
    features.step(Float64Array.of(offset), new Float64Array(1), trusted);
    residuals.step(features);
    residuals.adapt(trusted);
  }
  return residuals.baseline[0];
}

test('what is wrong from the first frame on moves the new baseline only so far', () => {
  assert.ok(follow(undefined, 4, 700) > 3, `${follow(undefined, 4, 700)} without a bound`);
  assert.equal(follow(Float64Array.of(REACH), 4, 700), REACH);
  assert.equal(follow(Float64Array.of(REACH), -4, 700), -REACH);
});

test('a small change is followed whole, and in the end a lasting one is the new normal', () => {
  assert.ok(Math.abs(follow(Float64Array.of(REACH), 1, 900) - 1) < 0.3);
  assert.ok(follow(Float64Array.of(REACH), 4, 60_000) > 3.5);
});
