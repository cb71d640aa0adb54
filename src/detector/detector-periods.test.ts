import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame } from '../core/frame.ts';
import { watch } from './detector.fake.ts';
import { Detector } from './detector.ts';
import { FAKE_CHANNELS, fakeModel, learnFake } from './plant.fake.ts';

/** Learned from so much that relations run on means over several ticks. */
const longModel = learnFake(1, undefined, { rows: 45_000 });

test('of much data relations are learned between means over several ticks; a step is found at its first tick all the same', () => {
  assert.equal(longModel.periodTicks, 4);
  assert.equal(longModel.learned.rows, 45_000);
  // At every place within a period.
  for (const from of [2_000, 2_001, 2_002, 2_003]) {
    const detector = new Detector(longModel);
    const change = (frame: Frame, i: number) => {
      if (i >= from) frame.values[3] += 6;
    };
    watch(detector, from + 400, { change }, (i) => {
      assert.equal(detector.flags[3], i < from ? 0 : 1, `frame ${i}, step at ${from}`);
      assert.equal(
        detector.flags.reduce((sum, flag) => sum + flag, 0),
        detector.flags[3],
      );
      if (i === from) assert.equal(detector.statistics[detector.which[3]], 'jump');
    });
    assert.ok(detector.alarm);
    assert.match(detector.statistics[detector.which[3]], /^mean_\d+$/);
  }
});

test('by means over several ticks a drift is found while it is small, by what other channels say, and nothing before', () => {
  const detector = new Detector(longModel);
  const [from, perTick] = [2_000, 0.000_5];
  let found = 0;
  watch(
    detector,
    6_000,
    {
      change: (frame, i) => {
        frame.values[3] += Math.max(0, i - from) * perTick;
      },
    },
    (i) => {
      if (i < from) assert.ok(!detector.flags.includes(1), `frame ${i}`);
      if (detector.flags[3] === 0) return;
      if (found === 0) found = i;
    },
  );
  // Twice the noise of 0.1 is 400 ticks of it.
  assert.ok(found > from && found < from + 400, `found at ${found}`);
  assert.equal(detector.flags[3], 1);
  const name = detector.statistics[detector.which[3]];
  const ticks = Number(/^mean_(\d+)$/.exec(name)?.[1]);
  assert.ok(longModel.means.map((periods) => periods * longModel.periodTicks).includes(ticks), name);
});

test('what relations say of a period stands until the next has ended, and a gap in time ends the period begun', () => {
  const detector = new Detector(longModel);
  const changed: number[] = [];
  let last = 0;
  watch(
    detector,
    400,
    {
      change: (frame, i) => {
        if (i >= 302) frame.time += 3_600_000;
      },
    },
    (i) => {
      const expected = detector.expected(0);
      if (expected !== last) changed.push(i);
      last = expected;
    },
  );
  assert.deepEqual(changed.slice(0, 4), [0, 3, 7, 11]);
  // Frames 300 and 301 are of a period that never ends: the first after the gap ends with frame 305.
  assert.deepEqual(
    changed.filter((i) => i > 290 && i < 315),
    [291, 295, 299, 305, 309, 313],
  );
});

test('a reading that is missing or far out of its range is judged as long as it is, and spoils no other', () => {
  for (const model of [fakeModel(), longModel]) {
    for (const wrong of [() => Number.NaN, (reading: number) => reading + 1_000]) {
      const detector = new Detector(model);
      const counts = { before: 0, during: 0, after: 0, others: 0 };
      const change = (frame: Frame, i: number) => {
        if (i >= 1_000 && i < 1_100) frame.values[3] = wrong(frame.values[3]);
      };
      watch(detector, 2_000, { change }, (i) => {
        const all = detector.flags.reduce((sum, flag) => sum + flag, 0);
        counts.others += all - detector.flags[3];
        counts[i < 1_000 ? 'before' : i < 1_100 ? 'during' : 'after'] += detector.flags[3];
      });
      const isMissing = Number.isNaN(wrong(0));
      const told = JSON.stringify({ ...counts, isMissing, periodTicks: model.periodTicks });
      assert.deepEqual([counts.before, counts.others], [0, 0], told);
      // One missing reading says no more than that there never was one among those learned.
      assert.ok(counts.during >= (isMissing ? 99 : 100), told);
      assert.ok(counts.after < (isMissing ? 20 : 400), told);
      assert.equal(detector.flags[3], 0, told);
    }
  }
});

test('what was wrong in a period that a gap in time ended is not held against the next', () => {
  const expectedAfter = (wrong: number) => {
    const detector = new Detector(longModel);
    const change = (frame: Frame, i: number) => {
      if (i === 301) frame.values[3] += wrong;
      if (i >= 302) frame.time += 3_600_000;
    };
    const seen: number[] = [];
    watch(detector, 310, { change }, (i) => {
      if (i === 301) assert.equal(detector.flags[3], wrong === 0 ? 0 : 1);
      if (i >= 305) seen.push(...FAKE_CHANNELS.map((_, c) => detector.expected(c)));
    });
    return seen;
  };
  assert.deepEqual(expectedAfter(1_000), expectedAfter(0));
});

/**
 * By how much what is expected of the other channels differs, at most, in each frame of two runs: in the second one
 * S3 reads a little more in the frames told.
 */
function influence(frames: number, change: (frame: Frame, i: number) => void, from: number): number[] {
  const runs = [0, 0.3].map((more) => {
    const detector = new Detector(fakeModel());
    const seen: Float64Array[] = [];
    const both = (frame: Frame, i: number) => {
      change(frame, i);
      if (i >= from) frame.values[3] += more;
    };
    watch(detector, frames, { change: both }, () =>
      seen.push(Float64Array.from(FAKE_CHANNELS, (_, c) => detector.expected(c))),
    );
    return seen;
  });
  return runs[0].map((expected, i) =>
    Math.max(...expected.map((value, c) => (c === 3 ? 0 : Math.abs(value - runs[1][i][c])))),
  );
}

test('a reading that stands still predicts no others once that is news; one that was a spike does so again', () => {
  let still = 0;
  const flat = influence(
    1_100,
    (frame, i) => {
      if (i === 1_000) still = frame.values[3];
      if (i >= 1_000) frame.values[3] = still;
    },
    1_000,
  );
  assert.ok(flat[1_001] > 0.02, `${flat[1_001]} before it is judged`);
  for (let i = 1_007; i < 1_100; i++) assert.ok(flat[i] < flat[1_001] / 5, `frame ${i}: ${flat[i]} of ${flat[1_001]}`);
  const spike = influence(
    3_000,
    (frame, i) => {
      if (i >= 1_000 && i < 1_003) frame.values[3] += 50;
    },
    2_999,
  );
  assert.ok(spike[2_999] > flat[1_001] / 2, `${spike[2_999]} after a spike`);
});
