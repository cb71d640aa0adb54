import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFrame, QUALITY } from '../core/frame.ts';
import { FrameRing } from '../core/ring.ts';
import { FakeSimulation, ManualClock } from './live.fake.ts';
import { type LiveOptions, LiveRunner } from './live.ts';

function rig(options: Partial<LiveOptions> = {}) {
  const simulation = new FakeSimulation();
  const clock = new ManualClock();
  const ring = new FrameRing(simulation.sensors.length, 100_000);
  const runner = new LiveRunner({ simulation, ring, clock, speed: 1, ...options });
  return { simulation, clock, ring, runner };
}

test('at speed 1 a frame comes at once and then every five seconds, without drift', () => {
  const { clock, ring, runner } = rig();
  assert.equal(runner.status().state, 'waiting');
  runner.start();
  clock.advance(0);
  assert.equal(ring.next, 1);
  clock.advance(4_999);
  assert.equal(ring.next, 1);
  clock.advance(1);
  assert.equal(ring.next, 2);
  for (let i = 0; i < 1_000; i++) clock.advance(777);
  assert.equal(ring.next, 1 + Math.floor((5_000 + 777_000) / 5_000));
  assert.equal(runner.status().speedAchieved, 1);
});

test('at any speed the number of frames follows the clock', () => {
  for (const speed of [0.5, 7, 1_000, 30_000]) {
    const { clock, ring, runner } = rig({ speed });
    runner.start();
    clock.advance(12_345);
    assert.equal(ring.next, 1 + Math.floor((12_345 * speed) / 5_000), `speed ${speed}`);
    assert.equal(runner.status().lateMs, 0);
  }
});

test('a machine that is too slow says how fast it goes', () => {
  const { simulation, clock, ring, runner } = rig({ speed: 10_000 });
  simulation.onTick = () => clock.spend(1);
  runner.start();
  // One tick takes 1 ms of the 0.5 ms that speed 10,000 allows: half the speed is reached.
  for (let i = 0; i < 40_000; i++) clock.advance(1);
  const status = runner.status();
  assert.ok(status.speedAchieved !== undefined);
  assert.ok(Math.abs(status.speedAchieved / 5_000 - 1) < 0.2, `achieved ${status.speedAchieved}`);
  assert.ok(status.lateMs > 9_000 && status.lateMs <= 10_010, `late ${status.lateMs}`);
  assert.ok(status.droppedMs > 5_000, `dropped ${status.droppedMs}`);
  assert.ok(ring.next > 10_000);
});

test('no batch is longer than the budget and one tick', () => {
  const ticksOfBatch: number[] = [];
  let ticks = 0;
  const { simulation, clock, runner } = rig({
    speed: 'max',
    onBatch: () => {
      ticksOfBatch.push(ticks);
      ticks = 0;
    },
  });
  simulation.onTick = () => {
    clock.spend(3);
    ticks++;
  };
  assert.equal(runner.status().speedAchieved, undefined);
  runner.start();
  for (let i = 0; i < 20; i++) clock.advance(1);
  assert.ok(ticksOfBatch.length > 3);
  // 8 ms of budget and ticks of 3 ms: three ticks begin within it.
  assert.ok(
    ticksOfBatch.every((count) => count === 3),
    ticksOfBatch.join(),
  );
});

test('a stop holds the frames, a start goes on without a gap or a race', () => {
  const { clock, ring, runner } = rig();
  runner.start();
  clock.advance(12_000);
  runner.stop();
  assert.equal(ring.next, 3);
  clock.advance(1_000_000);
  assert.equal(ring.next, 3);
  assert.equal(runner.status().state, 'stopped');
  assert.equal(runner.status().stalled, false);
  runner.start();
  clock.advance(0);
  assert.equal(ring.next, 4);
  clock.advance(4_999);
  assert.equal(ring.next, 4);
});

test('after a machine has slept the station does not race', () => {
  const { clock, ring, runner } = rig();
  runner.start();
  clock.advance(0);
  clock.spend(3_600_000);
  assert.equal(runner.status().stalled, true);
  clock.advance(0);
  assert.equal(runner.status().stalled, false);
  clock.advance(1);
  // The ten seconds that are caught up are two frames.
  assert.equal(ring.next, 1 + 2 + 1);
  clock.advance(20_000);
  assert.equal(runner.status().lateMs, 0);
});

test('a stopped instrument is missing from the next frame on, the others go on', () => {
  const { clock, ring, runner } = rig();
  const frame = createFrame(5);
  runner.start();
  runner.setRunning(2, false);
  clock.advance(0);
  assert.ok(ring.read(0, frame));
  assert.ok(Number.isNaN(frame.values[2]));
  assert.deepEqual([...frame.quality], [0, 0, QUALITY.missing, 0, 0]);
  assert.equal(runner.isRunning(2), false);
  runner.setRunning(2, true);
  clock.advance(5_000);
  assert.ok(ring.read(1, frame));
  assert.equal(frame.values[2], 1.25);
  assert.throws(() => runner.setRunning(5, false), /sensor: got 5, expected 0 to 4/);
});

test('a simulation that throws is reported once; frames made before it are announced', () => {
  const failures: unknown[] = [];
  let batches = 0;
  const { simulation, clock, ring, runner } = rig({
    speed: 100_000,
    onFailure: (error) => failures.push(error),
    onBatch: () => batches++,
  });
  simulation.failAt = 30;
  runner.start();
  clock.advance(10);
  assert.equal(ring.next, 30);
  assert.equal(failures.length, 1);
  assert.ok(batches > 0);
  assert.equal(runner.status().state, 'failed');
  assert.equal(runner.status().stalled, true);
  runner.start();
  clock.advance(10_000);
  assert.equal(ring.next, 30);
});
