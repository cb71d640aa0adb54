import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFrame } from '../core/frame.ts';
import { FakeJudged } from './judged.fake.ts';
import { EventTracker } from './tracker.ts';

/** Events after channels were flagged as the plan says, `[channels, frames]` one after the other: names of their sensors. */
function eventsOf(plan: readonly (readonly [channels: readonly number[], frames: number])[]): string[][] {
  const judged = new FakeJudged();
  const tracker = new EventTracker(judged);
  const frame = createFrame(judged.channels.length);
  const sensors = new Map<number, readonly string[]>();
  for (const [channels, frames] of plan) {
    for (let k = 0; k < frames; k++) {
      frame.seq++;
      judged.flag(channels, 'mean_36');
      judged.past.push(frame.values);
      tracker.step(frame);
      for (const { detection } of tracker.changes) sensors.set(detection.id, [...detection.sensors].sort());
    }
  }
  return [...sensors.values()].map((names) => [...names]);
}

test('channels flagged together are one event, related or not', () => {
  assert.deepEqual(eventsOf([[[0, 5], 100]]), [['S0', 'S5']]);
});

test('a related channel joins within half an hour, an unrelated one does not', () => {
  assert.deepEqual(
    eventsOf([
      [[0], 100],
      [[0, 1], 100],
    ]),
    [['S0', 'S1']],
  );
  assert.deepEqual(
    eventsOf([
      [[0], 100],
      [[0, 5], 100],
    ]),
    [['S0'], ['S5']],
  );
});

test('what begins much later is another event, however related', () => {
  assert.deepEqual(
    eventsOf([
      [[0], 1_000],
      [[0, 1], 100],
    ]),
    [['S0'], ['S1']],
  );
});

test('nothing joins through a channel that is no longer flagged', () => {
  const plan = [
    [[0, 4], 50],
    [[4], 200],
    [[4, 1], 100],
  ] as const;
  assert.deepEqual(eventsOf(plan), [['S0', 'S4'], ['S1']]);
});

test('a channel that went quiet and comes again while the event lasts is another event', () => {
  assert.deepEqual(
    eventsOf([
      [[0, 4], 50],
      [[4], 200],
      [[0, 4], 50],
    ]),
    [['S0', 'S4'], ['S0']],
  );
});

test('a channel that is quiet for minutes only goes on in the same event', () => {
  assert.deepEqual(
    eventsOf([
      [[0, 4], 50],
      [[4], 170],
      [[0, 4], 50],
    ]),
    [['S0', 'S4']],
  );
});
