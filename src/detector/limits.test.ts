import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY_MS } from '../core/time.ts';
import { alarmEvidence, readingEvidence } from './limits.ts';
import type { Model } from './model.ts';
import { DETECTOR_DEFAULTS } from './settings.ts';
import { evidenceOf } from './tail.ts';

const OVERALL = { u: 2, beta: 0.5, xi: 0.1 };
const MANY = 10_000_000;

function modelOf(rows: number, tickMs = 5_000, channels = 10): Model {
  const learned = { from: 0, to: rows * tickMs, rows, tickMs };
  return { learned, channels: new Array(channels), overall: OVERALL } as unknown as Model;
}

const reading = (model: Model, ticks = 1, perDay = 1) =>
  readingEvidence(model, { ...DETECTOR_DEFAULTS, false_alarms_per_day: perDay }, ticks);
const alarm = (model: Model, perDay = 1) =>
  alarmEvidence(model, { ...DETECTOR_DEFAULTS, false_alarms_per_day: perDay });
const near = (got: number, expected: number) => assert.ok(Math.abs(got - expected) < 1e-9, `${got} for ${expected}`);

test('of much data the budget decides: shared by the channels, spent at each look', () => {
  const looks = DAY_MS / 5_000;
  near(reading(modelOf(MANY)), Math.log(10 * looks));
  near(reading(modelOf(MANY), 4), Math.log((10 * looks) / 4));
  near(reading(modelOf(MANY), 4, 2), Math.log((10 * looks) / 8));
  near(reading(modelOf(MANY, 5_000, 20)), Math.log(20 * looks));
});

test('the limit of the frame is what so many frames exceed as the alarms allowed last', () => {
  const chance = Math.exp(-evidenceOf(alarm(modelOf(MANY)), OVERALL));
  const frames = (chance * DAY_MS) / 5_000;
  assert.ok(frames > 5 && frames < 100, `${frames} frames a day`);
  near(Math.exp(-evidenceOf(alarm(modelOf(MANY), 0.25), OVERALL)), chance / 4);
});

test('few data say less than the budget asks for: then twice as many are a limit of ln 2 more', () => {
  const rare = 1e-6;
  near(reading(modelOf(2_000), 1, rare), Math.log(10 * 2_000));
  near(reading(modelOf(4_000), 1, rare) - reading(modelOf(2_000), 1, rare), Math.LN2);
  assert.ok(reading(modelOf(2_000), 1, rare) < reading(modelOf(MANY), 1, rare));
  assert.ok(alarm(modelOf(2_000), rare) < alarm(modelOf(MANY), rare));
});

test('however slowly frames come, most are no alarm', () => {
  near(reading(modelOf(MANY, DAY_MS)), reading(modelOf(MANY, 2 * DAY_MS)));
  assert.ok(Math.exp(-reading(modelOf(MANY, DAY_MS, 1))) < 0.01);
});
