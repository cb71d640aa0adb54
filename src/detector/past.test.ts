import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../core/random.ts';
import { Past } from './past.ts';

function pastOf(readings: readonly number[]): Past {
  const past = new Past(1);
  for (const reading of readings) past.push(Float64Array.of(reading));
  return past;
}

test('readings are found again as long as they are kept, and nothing before the first', () => {
  const past = pastOf([1, 2, 3, 4]);
  assert.deepEqual(
    [0, 1, 3, 4].map((ago) => past.at(0, ago)),
    [4, 3, 1, Number.NaN],
  );
  assert.equal(past.mean(0, 1, 2), 2.5);
  assert.ok(Number.isNaN(past.mean(0, 9, 3)));
  for (let k = 0; k < past.frames; k++) past.push(Float64Array.of(k));
  assert.equal(past.at(0, past.frames - 1), 0);
  assert.ok(Number.isNaN(past.at(0, past.frames)));
});

test('a standstill and a silence are as long as they are, up to the most that is asked', () => {
  assert.equal(pastOf([1, 2, 5, 5, 5]).stillFor(0, 0, 9), 2);
  assert.equal(pastOf([1, 2, 5, 5, 5]).stillFor(0, 0, 1), 1);
  assert.equal(pastOf([1, 2, 5, 5, 5]).stillFor(0, 3, 9), 0);
  assert.equal(pastOf([1, Number.NaN, Number.NaN]).stillFor(0, 0, 9), 1);
});

test('roughness is that of second differences between readings that changed, steps are the greatest change', () => {
  assert.equal(pastOf([0, 1, 2, 3, 4]).roughness(0, 0, 5), 0);
  assert.equal(pastOf([0, 1, 0, 1, 0]).roughness(0, 0, 5), 4);
  assert.equal(pastOf([0, 0, 1, 1, 2, 2]).roughness(0, 0, 6), 0);
  assert.equal(pastOf([0, 1, 4, 3]).greatestChange(0, 0, 3), 3);
  assert.equal(pastOf([0, 1, 4, 3]).greatestChange(0, 0, 1), 1);
});

test('readings that were read before are repeats, new noise and a standstill are none', () => {
  const noise = new RandomStream(1, 'past');
  const readings = Array.from({ length: 400 }, () => noise.normal());
  assert.equal(pastOf(readings).repeats(0, 0), false);
  const replayed = [...readings, ...readings.slice(100, 140)];
  assert.equal(pastOf(replayed).repeats(0, 0), true);
  assert.equal(pastOf([...replayed, ...Array.from({ length: 5 }, () => noise.normal())]).repeats(0, 5), true);
  assert.equal(pastOf([...readings, ...new Array<number>(900).fill(3)]).repeats(0, 0), false);
});
