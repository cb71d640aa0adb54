import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rate } from './rate.ts';

test('a steady flow is measured once half a minute has passed, and forgotten after another', () => {
  const rate = new Rate();
  assert.equal(rate.perSecond(5), 0);
  for (let ms = 1_000; ms <= 121_000; ms += 5_000) rate.add(127, ms);
  assert.ok(Math.abs(rate.perSecond(121_000 + 4_999) - 25.4) < 0.9, String(rate.perSecond(125_999)));
  assert.equal(rate.perSecond(151_000), 0);
  assert.equal(rate.perSecond(1e9), 0);
});

test('shortly after the first count it is over the time since', () => {
  const rate = new Rate();
  rate.add(100, 10_000);
  assert.equal(rate.perSecond(10_000), 100);
  rate.add(100, 14_000);
  assert.equal(rate.perSecond(14_000), 50);
});
