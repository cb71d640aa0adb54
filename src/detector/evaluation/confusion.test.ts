import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addConfusion, confusionFigures, createConfusion } from './confusion.ts';

test('figures of a table worked out by hand', () => {
  const figures = confusionFigures({ tp: 15, fp: 5, tn: 75, fn: 5 });
  assert.equal(figures.accuracy, 0.9);
  assert.equal(figures.precision, 0.75);
  assert.equal(figures.recall, 0.75);
  assert.equal(figures.f1, 0.75);
  assert.equal(figures.prevalence, 0.2);
  // (0.9 − 0.8) / (1 − 0.8)
  assert.ok(Math.abs(figures.skill - 0.5) < 1e-12);
  // (15 · 75 − 5 · 5) / √(20 · 20 · 80 · 80)
  assert.ok(Math.abs(figures.mcc - 0.6875) < 1e-12);
});

test('always-normal has an accuracy and no skill; less than that is worse than silence', () => {
  const silent = confusionFigures({ tp: 0, fp: 0, tn: 980, fn: 20 });
  assert.equal(silent.accuracy, 0.98);
  assert.equal(silent.skill, 0);
  assert.equal(silent.mcc, 0);
  assert.ok(Number.isNaN(silent.precision));
  const noisy = confusionFigures({ tp: 5, fp: 19, tn: 961, fn: 15 });
  assert.ok(noisy.accuracy > 0.96 && noisy.skill < 0);
});

test('tables add up', () => {
  const into = createConfusion();
  addConfusion(into, { tp: 1, fp: 2, tn: 3, fn: 4 });
  addConfusion(into, { tp: 10, fp: 20, tn: 30, fn: 40 });
  assert.deepEqual(into, { tp: 11, fp: 22, tn: 33, fn: 44 });
});

test('counts of a year of readings keep their precision', () => {
  const { mcc } = confusionFigures({ tp: 1.5e10, fp: 0, tn: 7.5e11, fn: 0 });
  assert.ok(Math.abs(mcc - 1) < 1e-12);
});
