import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TICK_MS } from '../../core/time.ts';
import { TOLERANCE_MS } from './detection-log.ts';
import { OnlineEvaluation } from './online.ts';
import type { DetectionNews } from './verdict.ts';

function push(
  online: OnlineEvaluation,
  frame: number,
  events: number[],
  flags: number[],
  changes: readonly DetectionNews[] = [],
) {
  const labels = { kinds: Uint8Array.from(events, (id) => (id > 0 ? 1 : 0)), events: Uint32Array.from(events) };
  online.push(frame * TICK_MS, labels, { flags: Uint8Array.from(flags), changes });
}

test('counts from the beginning, and of the last hour alone', () => {
  const online = new OnlineEvaluation(['A', 'B']);
  push(online, 0, [1, 0], [1, 1]);
  push(online, 1, [1, 0], [0, 0]);
  assert.equal(online.total().accuracy, 0.5);
  assert.equal(online.lastHour().accuracy, 0.5);
  // The hour after, in which nothing is wrong.
  for (let frame = 2; frame < 1_440; frame++) push(online, frame, [0, 0], [0, 0]);
  assert.equal(online.lastHour().accuracy, 1);
  assert.ok(Number.isNaN(online.lastHour().recall));
  assert.equal(online.total().recall, 0.5);
});

test('after a gap in the frames the last hour is not the one before the gap', () => {
  const online = new OnlineEvaluation(['A']);
  push(online, 0, [1], [0]);
  push(online, 12 * 100, [0], [0]);
  assert.equal(online.lastHour().accuracy, 1);
});

test('an event is found once, with its delay from the first label', () => {
  const delays: number[] = [];
  const online = new OnlineEvaluation(['A', 'B'], (delay) => delays.push(delay));
  push(online, 3, [9, 0], [0, 1]);
  push(online, 5, [9, 9], [0, 1]);
  push(online, 6, [9, 9], [1, 1]);
  push(online, 7, [4, 0], [0, 0]);
  assert.deepEqual(delays, [10]);
  assert.deepEqual([online.events, online.found], [2, 1]);
});

test('a detection without a label near it is a false alarm once the tolerance is over', () => {
  const online = new OnlineEvaluation(['A', 'B']);
  const news = (change: DetectionNews['change'], id: number): DetectionNews => {
    return { change, detection: { id, kind: 'unknown', confidence: 0.5, sensors: ['B'] } };
  };
  const far = TOLERANCE_MS / TICK_MS + 2;
  push(online, 0, [0, 0], [0, 1], [news('begun', 1)]);
  push(online, 2, [0, 0], [0, 0], [news('ended', 1)]);
  assert.equal(online.falseAlarms, 0);
  push(online, 2 + far, [0, 0], [0, 1], [news('begun', 2)]);
  assert.equal(online.falseAlarms, 1);
  push(online, 3 + far, [0, 8], [0, 0], [news('ended', 2)]);
  push(online, 3 + 2 * far, [0, 0], [0, 0]);
  assert.equal(online.falseAlarms, 1);
});

test('a new run: the same numbers are other events, and counts go on', () => {
  const online = new OnlineEvaluation(['A']);
  push(online, 5, [1], [1]);
  online.restart();
  push(online, 0, [1], [0]);
  assert.deepEqual([online.events, online.found], [2, 1]);
  assert.equal(online.total().recall, 0.5);
  assert.equal(online.lastHour().recall, 0);
});

test('memory stays bounded however many events there are', () => {
  const online = new OnlineEvaluation(['A']);
  for (let id = 1; id <= 5_000; id++) push(online, id, [id], [1]);
  assert.deepEqual([online.events, online.found], [5_000, 5_000]);
});
