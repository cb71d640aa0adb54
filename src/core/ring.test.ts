import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createFrame, type Frame } from './frame.ts';
import { FrameRing } from './ring.ts';

const SENSORS = 3;

function numbered(seq: number): Frame {
  const frame = createFrame(SENSORS);
  frame.seq = seq;
  frame.time = seq * 5_000;
  frame.values.set([seq, seq + 0.5, Number.NaN]);
  frame.quality.set([0, 1, 3]);
  return frame;
}

test('keeps exactly the last frames, whatever the first number and the capacity', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.integer({ min: 1, max: 20 }), fc.nat(60), (first, capacity, count) => {
      const ring = new FrameRing(SENSORS, capacity);
      for (let seq = first; seq < first + count; seq++) ring.push(numbered(seq));
      const kept = Math.min(count, capacity);
      assert.equal(ring.isEmpty, count === 0);
      if (count > 0) assert.deepEqual([ring.oldest, ring.next], [first + count - kept, first + count]);
      const frame = createFrame(SENSORS);
      for (let seq = first - 2; seq < first + count + 2; seq++) {
        const isKept = count > 0 && seq >= ring.oldest && seq < ring.next;
        assert.equal(ring.read(seq, frame), isKept);
        if (isKept) assert.deepEqual(frame, numbered(seq));
      }
    }),
  );
});

test('a frame out of order is a contradiction', () => {
  const ring = new FrameRing(SENSORS, 4);
  ring.push(numbered(7));
  assert.throws(() => ring.push(numbered(9)), /frame 9 came where 8 was due/);
  assert.throws(() => ring.push(numbered(7)), /frame 7 came where 8 was due/);
  assert.throws(() => new FrameRing(SENSORS, 0), /at least one frame/);
});
