import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY_MS, MINUTE_MS } from '../core/time.ts';
import { DailyComposite } from './composite.ts';

const START = Date.UTC(2026, 0, 1);
const DAY = START / DAY_MS;

function feed(composite: DailyComposite, from: number, minutes: number, water: (minute: number) => number[]): void {
  for (let m = from; m < from + minutes; m++) composite.add(START + m * MINUTE_MS, Float64Array.from(water(m)));
}

function day(composite: DailyComposite, index = 0): number[] {
  const out = new Float64Array(2);
  composite.day(DAY + index, out);
  return [...out];
}

function last24h(composite: DailyComposite): number[] {
  const out = new Float64Array(2);
  composite.last24h(out);
  return [...out];
}

test('a composite is weighted by flow', () => {
  const composite = new DailyComposite(1);
  // 12 h of 1000 m3/d at 30 mg/L, 12 h of 3000 m3/d at 10 mg/L: (1000·30 + 3000·10) / 4000 = 15.
  feed(composite, 0, 1440, (m) => (m < 720 ? [1000, 30] : [3000, 10]));
  assert.deepEqual(day(composite), [2000, 15]);
  assert.deepEqual(last24h(composite), [2000, 15]);
});

test('a day ends at midnight UTC and stays readable for the hour after', () => {
  const composite = new DailyComposite(1);
  feed(composite, 0, 1440, () => [100, 5]);
  feed(composite, 1440, 60, () => [100, 500]);
  assert.deepEqual(day(composite), [100, 5]);
});

test('the sliding window is 24 h long at every minute', () => {
  const composite = new DailyComposite(1);
  feed(composite, 0, 1440, () => [100, 0]);
  for (const minutes of [30, 30, 45]) {
    const before = Math.round((last24h(composite)[1] * 1440) / 100);
    feed(composite, 1440 + before, minutes, () => [100, 100]);
    // Of the 1440 minutes, `before + minutes` hold 100 mg/L.
    assert.ok(Math.abs(last24h(composite)[1] - (100 * (before + minutes)) / 1440) < 1e-9);
  }
});

test('missing minutes do not count, and too many of them spoil the day', () => {
  const enough = new DailyComposite(1);
  feed(enough, 0, 1440, (m) => [100, m < 144 ? Number.NaN : 7]);
  assert.deepEqual(day(enough), [100, 7]);
  const tooFew = new DailyComposite(1);
  feed(tooFew, 0, 1440, (m) => [100, m < 145 ? Number.NaN : 7]);
  assert.deepEqual(day(tooFew), [100, Number.NaN]);
  assert.deepEqual(last24h(tooFew), [100, 7]);
  const noFlow = new DailyComposite(1);
  feed(noFlow, 0, 1440, (m) => [m < 145 ? Number.NaN : 100, 7]);
  assert.deepEqual(day(noFlow), [Number.NaN, Number.NaN]);
});

test('negative and infinite values are missing', () => {
  const composite = new DailyComposite(1);
  feed(composite, 0, 1440, (m) => [m === 5 ? -1 : m === 6 ? Infinity : 100, m === 7 ? -1 : m === 8 ? Infinity : 7]);
  assert.deepEqual(day(composite), [100, 7]);
});

test('without flow there is nothing to sample, but the hours are known', () => {
  const dry = new DailyComposite(1);
  feed(dry, 0, 1440, () => [0, Number.NaN]);
  assert.deepEqual(day(dry), [0, Number.NaN]);
  const half = new DailyComposite(1);
  feed(half, 0, 1440, (m) => (m < 720 ? [0, Number.NaN] : [100, 7]));
  assert.deepEqual(day(half), [50, 7]);
});

test('after a gap of days nothing old remains', () => {
  const composite = new DailyComposite(1);
  feed(composite, 0, 1440, () => [100, 50]);
  feed(composite, 10 * 1440, 1440, () => [100, 5]);
  assert.deepEqual(day(composite, 10), [100, 5]);
  assert.deepEqual(last24h(composite), [100, 5]);
  assert.deepEqual(day(composite, 9), [Number.NaN, Number.NaN]);
});

test('before the first minute all is unknown', () => {
  assert.deepEqual(last24h(new DailyComposite(1)), [Number.NaN, Number.NaN]);
});

test('property: a composite lies between the least and the greatest value', () => {
  // Hundredths, as a laboratory reports them: numbers next to zero have too few digits for any mean.
  const flow = fc.integer({ min: 1, max: 10_000_000 }).map((hundredths) => hundredths / 100);
  const value = fc.integer({ min: 0, max: 1_000_000 }).map((hundredths) => hundredths / 100);
  fc.assert(
    fc.property(fc.array(fc.tuple(flow, value), { minLength: 1, maxLength: 40 }), (waters) => {
      const composite = new DailyComposite(1);
      feed(composite, 0, 1440, (m) => waters[m % waters.length]);
      const [, mean] = day(composite);
      const values = waters.map(([, concentration]) => concentration);
      const slack = 1e-9 * Math.max(...values);
      assert.ok(mean >= Math.min(...values) - slack && mean <= Math.max(...values) + slack);
    }),
    { numRuns: 25 },
  );
});
