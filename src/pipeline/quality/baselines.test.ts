/** The trivial detectors: late by as much as told, random at the rate told, the forest within its budget. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFrame } from '../../core/frame.ts';
import { RandomStream } from '../../core/random.ts';
import { TICKS_PER_DAY } from '../../core/time.ts';
import { RandomFlags } from './random-flags.ts';
import { RawForestLearner } from './raw-forest.ts';
import { ShiftedVerdicts } from './shifted-verdicts.ts';

test('a late verdict is the one given `shift` frames before', () => {
  const shifted = new ShiftedVerdicts(2, 3);
  const given = Array.from({ length: 10 }, (_, k) => ({
    flags: Uint8Array.of(k % 2, 1 - (k % 2)),
    channelScores: Float64Array.of(k / 16, 0.5),
    overallScore: k / 32,
    alarm: k % 3 === 0,
    changes:
      k === 4
        ? [{ change: 'begun' as const, detection: { id: 1, kind: 'unknown' as const, confidence: 0, sensors: ['A'] } }]
        : [],
  }));
  for (const [k, verdict] of given.entries()) {
    shifted.push(verdict);
    assert.equal(shifted.isReady, k >= 3);
    if (k < 3) continue;
    const { flags, channelScores, overallScore, alarm, changes } = given[k - 3];
    assert.deepEqual([...shifted.flags], [...flags]);
    assert.deepEqual([...shifted.channelScores], [...channelScores]);
    assert.deepEqual([shifted.overallScore, shifted.alarm, shifted.changes], [overallScore, alarm, changes]);
  }
});

test('random flags come at their rate', () => {
  const random = new RandomFlags(100, 0.02, 7);
  let flagged = 0;
  for (let k = 0; k < 2_000; k++) {
    random.draw();
    for (const flag of random.flags) flagged += flag;
  }
  assert.ok(Math.abs(flagged / 200_000 - 0.02) < 0.002);
});

test('the forest keeps its budget on normal data like those of its threshold, and sees what is far out', () => {
  const random = new RandomStream(2, 'raw-forest');
  const channels = 4;
  const ticks = 2 * TICKS_PER_DAY;
  const learner = new RawForestLearner(channels, ticks, 1);
  const frame = createFrame(channels);
  const fill = (offset: number) => {
    for (let i = 0; i < channels; i++) frame.values[i] = random.normal() + offset;
  };
  for (let k = 0; k < ticks; k++) {
    fill(0);
    learner.push(frame);
  }
  const forest = learner.finish();
  let alarms = 0;
  for (let k = 0; k < TICKS_PER_DAY; k++) {
    fill(0);
    forest.score(frame);
    if (forest.alarm) alarms++;
  }
  assert.ok(alarms <= 20, `${alarms} alarms a day`);
  fill(12);
  forest.score(frame);
  assert.ok(forest.alarm && forest.flags.every((flag) => flag === 1));
  // A missing reading counts as the last one.
  frame.values[0] = Number.NaN;
  forest.score(frame);
  assert.ok(forest.alarm);
});
