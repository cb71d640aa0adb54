import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, COUNTS_ALLOCATIONS } from '../../tests/support/allocations.ts';
import { Detector } from './detector.ts';
import { FAKE_TICK_MS, FakePlant, fakeModel } from './plant.fake.ts';

/** Bytes a frame: the compiler boxes a number or two now and then. */
const ENOUGH = 64;

test('a normal frame allocates nothing', { skip: !COUNTS_ALLOCATIONS && 'this Node does not count' }, () => {
  const detector = new Detector(fakeModel());
  const plant = new FakePlant(2);
  const frames = Array.from({ length: 200 }, () => {
    const { seq, time, values, quality } = plant.next();
    return { seq, time, values: values.slice(), quality: quality.slice() };
  });
  const run = (times: number) => {
    for (let k = 0; k < times; k++) {
      for (const frame of frames) {
        frame.time += frames.length * FAKE_TICK_MS;
        detector.score(frame);
      }
    }
  };
  run(300);
  const bytes = bytesOf(() => run(20), ENOUGH * 20 * frames.length) / (20 * frames.length);
  assert.ok(bytes <= ENOUGH, `${bytes} bytes a frame`);
});
