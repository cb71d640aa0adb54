import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OnlineEvaluation } from '../detector/evaluation/online.ts';
import type { DetectionChange } from '../detector/index.ts';
import { SMALL_CHANNELS, SmallPlant, smallModel } from './watch.fake.ts';
import { Watch, type WatchListener } from './watch.ts';

function rig() {
  const heard: string[] = [];
  const changes: DetectionChange[] = [];
  const latencies: number[] = [];
  let now = 0;
  const listener: WatchListener = {
    scored(_frame, latency) {
      latencies.push(latency);
    },
    refused: ({ reason }) => heard.push(reason),
    changed: (change) => changes.push(change),
    restarted: ({ seq }) => heard.push(`restarted after ${seq}`),
  };
  const clock = { now: () => now++, after: () => () => {} };
  const watch = new Watch({ model: smallModel(), settings: {}, clock, listener });
  return { watch, heard, changes, latencies, plant: new SmallPlant() };
}

test('normal frames are scored without a detection; a reading that stands out is flagged and explained', () => {
  const { watch, changes, latencies, plant } = rig();
  for (let i = 0; i < 300; i++) assert.equal(watch.take(plant.record(), -3), undefined);
  assert.equal(changes.length, 0);
  assert.equal(watch.attribution, undefined);
  // The clock goes on by one each time it is asked.
  assert.deepEqual(latencies.slice(0, 2), [0.003, 0.004]);
  for (let i = 0; i < 5; i++) watch.take(plant.record({ oxygen: 90 }), 0);
  assert.equal(changes[0].change, 'begun');
  assert.deepEqual(changes[0].detection.sensors.slice(0, 1), ['oxygen']);
  assert.equal(watch.detector.flags[2], 1);
  const { baseline, total } = watch.attribution ?? { baseline: 0, total: 0 };
  const sum = watch.attributions.reduce((a, b) => a + b, baseline);
  assert.ok(total > 0 && Math.abs(sum - total) < 1e-9 * total, `${sum} of ${total}`);
});

test('a frame that is no later than the last is refused and changes nothing', () => {
  const { watch, heard, plant } = rig();
  const first = plant.record();
  watch.take(first, 0);
  watch.take(plant.record(), 0);
  assert.equal(watch.take(first, 0)?.reason, 'time_backwards');
  assert.equal(watch.take({ ...first, seq: 99 }, 0)?.reason, 'time_backwards');
  assert.equal(watch.take(plant.record(), 0), undefined);
  assert.deepEqual(heard, ['time_backwards', 'time_backwards']);
});

test('a clock that was set back for good begins anew, with what was open ended', () => {
  const { watch, heard, plant } = rig();
  for (let i = 0; i < 100; i++) watch.take(plant.record(), 0);
  const earlier = new SmallPlant(3, 20);
  const refused = Array.from({ length: 20 }, () => watch.take(earlier.record({}), 0)).filter(Boolean).length;
  assert.equal(refused, 11);
  assert.equal(heard.at(-1), 'restarted after 99');
  assert.equal(watch.take(earlier.record(), 0), undefined);
});

test('the truth goes to the evaluation, by channel, and only where it was announced', () => {
  const { watch, plant } = rig();
  const delays: number[] = [];
  const evaluation = new OnlineEvaluation(SMALL_CHANNELS, (delay) => delays.push(delay));
  const backwards = [...SMALL_CHANNELS].reverse();
  const record = (labels: unknown) => {
    const { seq, time, values } = plant.next();
    return { seq, time, values: [...values].reverse(), labels };
  };
  watch.arrange(backwards);
  watch.take(record([[0, 1, 1]]), 0);
  assert.deepEqual([evaluation.events, evaluation.total().prevalence], [0, Number.NaN]);
  watch.arrange(backwards, evaluation);
  watch.take(record([[0, 2, 31], [9, 1, 2], [1, 6, 3], 'x', [1, 1]]), 0);
  watch.take(record('none'), 0);
  assert.deepEqual([evaluation.events, evaluation.total().prevalence], [1, 1 / 8]);
  const stuck = { ...record([[1, 1, 31]]), values: [40, 900, 20, 10] };
  watch.take(stuck, 0);
  assert.deepEqual(delays, [10], 'place 1 is the oxygen, which is flagged');
  watch.restart();
  watch.take(record([[0, 2, 31]]), 0);
  assert.equal(evaluation.events, 2, 'the number of an event of another run');
});
