import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame } from '../core/frame.ts';
import { Learner } from './learner.ts';
import { loadModel, saveModel } from './model.ts';
import { CONSTANT, CONTACT, FAKE_CHANNELS, FAKE_TICK_MS, FakePlant, fakeModel, learnFake } from './plant.fake.ts';

test('what was learned: span, rows, tick, which channels can be judged', () => {
  const { learned, usable, profiles } = fakeModel();
  assert.equal(learned.rows, 8_000);
  assert.equal(learned.tickMs, FAKE_TICK_MS);
  assert.equal(learned.to - learned.from, 7_999 * FAKE_TICK_MS);
  assert.equal(usable[CONSTANT], 0);
  assert.ok(usable.every((ok, i) => ok === 1 || i === CONSTANT));
  assert.ok(profiles[CONTACT].discrete);
  assert.ok(!profiles[0].discrete);
});

test('driven channels are predicted from each other, the one that is alone from none', () => {
  const { relations, spreads } = fakeModel();
  assert.ok(relations[0].inputs.length > 0);
  assert.ok(spreads[0] < 0.2, `spread ${spreads[0]}`);
  assert.equal(relations[FAKE_CHANNELS.length - 1].inputs.length, 0);
});

test('the same frames give the same model, another seed other trees', () => {
  assert.equal(learnFake(1).hash, fakeModel().hash);
  const plant = new FakePlant(1);
  const learner = new Learner(FAKE_CHANNELS, { seed: 2 });
  for (let i = 0; i < 8_000; i++) learner.push(plant.next());
  const other = learner.finish();
  assert.notEqual(other.hash, fakeModel().hash);
  assert.deepEqual(other.relations, fakeModel().relations);
});

test('a model survives its file, and a file that was altered is refused', () => {
  const text = saveModel(fakeModel());
  assert.deepEqual(loadModel(text), JSON.parse(text));
  assert.equal(loadModel(text).hash, fakeModel().hash);
  assert.throws(() => loadModel(text.replace('"rows":8000', '"rows":8001')), /model.hash/);
  assert.throws(() => loadModel(text.replace(/"version":\d+/, '"version":999')), /model.version: got 999/);
  for (const wrong of ['', '[]', '{}', 'null', '{"version":']) {
    assert.throws(() => loadModel(wrong), { name: 'ConfigError' }, wrong);
  }
});

test('sixty frames are enough, fewer are refused, and so are frames that are not in order', () => {
  const plant = new FakePlant(1);
  const learner = new Learner(FAKE_CHANNELS);
  for (let i = 0; i < 59; i++) learner.push(plant.next());
  assert.throws(() => learner.finish(), /normal data: got "59 frames", expected at least 60 frames/);
  const last = plant.next();
  learner.push(last);
  assert.equal(learner.finish().learned.rows, 60);
  assert.throws(() => learner.push(last), /frame 59, time: got \d+, expected later than \d+/);
  assert.throws(
    () => learner.push({ ...last, values: new Float64Array(2) }),
    /got "2 readings", expected "?12 readings/,
  );
});

test('channels without names of their own, settings out of range and data in which nothing varies are refused', () => {
  assert.throws(() => new Learner([]), /channels: got "none", expected at least one channel/);
  assert.throws(() => new Learner([{ id: 'A' }, { id: 'A' }]), /channels\[1\]\.id: got "A"/);
  assert.throws(() => new Learner([{ id: '' }]), /channels\[0\]\.id/);
  for (const settings of [{ seed: 0.5 }, { n_estimators: 0 }, { max_samples: 1 }]) {
    assert.throws(() => new Learner([{ id: 'A' }], settings), { name: 'ConfigError' }, JSON.stringify(settings));
  }
  const learner = new Learner([{ id: 'A' }]);
  for (let seq = 0; seq < 100; seq++) learner.push(frameOf(seq, [7]));
  assert.throws(() => learner.finish(), /only constant or missing channels/);
});

test('one channel, and rows an hour apart, can be learned', () => {
  const learner = new Learner([{ id: 'A' }]);
  for (let seq = 0; seq < 300; seq++) learner.push({ ...frameOf(seq, [Math.sin(seq)]), time: seq * 3_600_000 });
  assert.equal(learner.finish().learned.tickMs, 3_600_000);
});

function frameOf(seq: number, values: number[]): Frame {
  return { seq, time: seq * 1_000, values: Float64Array.from(values), quality: new Uint8Array(values.length) };
}
