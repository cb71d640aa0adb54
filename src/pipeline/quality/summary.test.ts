import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeResults } from './summary.fake.ts';
import { summarize } from './summary.ts';

const summary = summarize(fakeResults());

test('readings of all runs together', () => {
  // 2 × 400 frames of 3 sensors, 200 readings anomalous, 90 of them flagged, nothing else.
  assert.equal(summary.readings, 2_400);
  assert.equal(summary.recall.value, 0.45);
  assert.equal(summary.precision.value, 1);
  assert.equal(summary.accuracy.value, 1 - 110 / 2_400);
  assert.ok(Math.abs(summary.skill.value - 0.45) < 1e-12);
  assert.equal(summary.vusPr.value, 0.5);
});

test('intervals hold the value and are as wide as the runs differ', () => {
  const { low, high, value } = summary.recall;
  assert.deepEqual([low, high], [0, 0.9]);
  assert.ok(low <= value && value <= high);
});

test('events: one of two found, its kind right, its sensor second', () => {
  const [row] = summary.kinds;
  assert.deepEqual([row.recall.count, row.recall.of], [1, 2]);
  assert.deepEqual([row.delayS, row.delayFromLabelS], [100, 50]);
  assert.equal(row.readings, 0.45);
  assert.equal(row.rightKind, 1);
  assert.deepEqual([summary.topOne.count, summary.topOne.of], [0, 1]);
  assert.equal(summary.topThree.count, 1);
  // TP 1, FN 1 of the only kind there is.
  assert.ok(Math.abs(summary.macroF1.value - 2 / 3) < 1e-12);
  assert.deepEqual(summary.kindTable[0], [1, 0, 0, 0, 0, 0, 1]);
  assert.equal(summary.subtypes[0].subtype, 'stuck');
});

test('false alarms are those of the clean days', () => {
  const days = (2 * 400 * 5) / 86_400;
  assert.ok(Math.abs(summary.falseAlarms.cleanPerDay.value - 1 / days) < 1e-9);
  assert.ok(Math.abs(summary.falseAlarms.cleanEpisodesPerDay.value - 1 / days) < 1e-9);
  assert.ok(Math.abs(summary.falseAlarms.cleanTime.value - 50 / 800) < 1e-12);
  assert.equal(summary.falseAlarms.besidePerDay.value, 0);
});

test('beside: silence has the accuracy of the normal readings and no skill', () => {
  const row = summary.detectors.find(({ name }) => name === 'always normal');
  assert.equal(row?.accuracy, 1 - 200 / 2_400);
  assert.equal(row?.skill, 0);
});
