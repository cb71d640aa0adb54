import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  benchmarkAerationPower,
  blowerPower,
  liftingPower,
  PUMPING_KWH_PER_M3,
  pumpingPower,
  reactorMixingPower,
  weirHead,
} from './energy.ts';

const near = (got: number, expected: number, tolerance = 1e-3) =>
  assert.ok(Math.abs(got / expected - 1) < tolerance, `${got}, expected ${expected}`);

test('pumping, aeration and mixing of BSM1 in open loop are the published 388.2, 3341.4 and 240 kWh/d', () => {
  const { internalRecycle, returnSludge, wasteSludge } = PUMPING_KWH_PER_M3;
  const pumps =
    pumpingPower(55_338, internalRecycle) + pumpingPower(18_446, returnSludge) + pumpingPower(385, wasteSludge);
  near(24 * pumps, 388.17);
  const air = [240, 240, 84].reduce((sum, kLa) => sum + benchmarkAerationPower(8, 1333, kLa), 0);
  near(24 * air, 3341.387, 1e-6);
  near(24 * [0, 0].reduce((sum, kLa) => sum + reactorMixingPower(1000, kLa), 0), 240);
  assert.equal(reactorMixingPower(1333, 20), 0);
});

test('lifting 1000 m3/h by 10 m takes 27.2 kW of water power', () => {
  near(liftingPower(24_000, 10, 1), 27.25);
  near(liftingPower(24_000, 10, 0.7), 38.93);
});

test('a blower takes some 20 W per m3/h against 5.5 m of water, and none without a pressure rise', () => {
  // w R T / (28.97 n e) ((p2/p1)^n − 1) by hand: 0.3592 kg/s, 288.15 K, 1.5428^0.283 − 1 = 0.1306, e = 0.7.
  near(blowerPower(1000, 101.3, 156.3, 15, 0.7), 19.58, 2e-3);
  assert.equal(blowerPower(1000, 101.3, 100, 15, 0.7), 0);
});

test('head over a weir follows Francis and is none without flow', () => {
  near(weirHead(86_400 * 1.84, 1), 1);
  near(weirHead(86_400 * 1.84 * 8, 1), 4);
  assert.equal(weirHead(0, 1), 0);
  assert.equal(weirHead(-5, 1), 0);
});
