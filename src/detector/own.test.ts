import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, COUNTS_ALLOCATIONS } from '../../tests/support/allocations.ts';
import { createFrame } from '../core/frame.ts';
import { RandomStream } from '../core/random.ts';
import type { ChannelInfo } from './channels.ts';
import { Evidence } from './evidence.ts';
import { Own } from './own.ts';
import { fitOwn } from './own-fit.ts';
import { ProfileTally } from './profile.ts';
import { Recording } from './recording.ts';

const CHANNELS = 4;
/** A slow process with noise, one that is sampled every five minutes, a contact, and one with two levels. */
const [SLOW, HELD, CONTACT, LEVELS] = [0, 1, 2, 3];
const CHANNEL_INFOS: readonly ChannelInfo[] = ['SLOW', 'HELD', 'CONTACT', 'LEVELS'].map((id) => ({ id }));
const NOISE = 0.1;
const DAY = 17_280;
/** −ln of a false alarm a day among 127 readings. */
const EVIDENCE = Math.log(DAY * 127);
/** What related channels say is looked at anew in every tick. */
const PERIOD_TICKS = 1;
/** A step that nothing in normal operation resembles. */
const STEP = 3;
/** One that is far beyond the noise, too. */
const SMALL_STEP = 1.2;
/** Ticks, or samples, for which a large step keeps the scatter up. */
const AFTERMATH = 65;

/** Bytes a tick, what the engine allocates by itself included: a boxed number would take 16. */
const ENOUGH = 12;
const TICKS = 40_000;

class Plant {
  readonly readings = new Float64Array(CHANNELS);
  readonly #random: RandomStream;
  #tick = 0;

  constructor(seed: number) {
    this.#random = new RandomStream(seed, 'test');
  }

  next(scatter = 1): Float64Array {
    const random = this.#random;
    const tick = this.#tick++;
    const wave = (size: number, ticks: number) => size * Math.sin((2 * Math.PI * tick) / ticks);
    const { readings } = this;
    readings[SLOW] = 20 + wave(8, DAY) + wave(2, 1_300) + scatter * NOISE * random.normal();
    const sample = 20 + wave(12, 2 * DAY) + NOISE * random.normal();
    if (tick % 60 === 0) readings[HELD] = sample;
    readings[CONTACT] = Math.floor(tick / 211) % 2;
    readings[LEVELS] = 10 * (Math.floor(tick / 403) % 2) + NOISE * random.normal();
    return readings;
  }
}

function learn(rows: number, channels: readonly ChannelInfo[] = CHANNEL_INFOS): ReturnType<typeof fitOwn> {
  const plant = new Plant(1);
  const recording = new Recording(CHANNELS);
  const tally = new ProfileTally(CHANNELS);
  const frame = createFrame(CHANNELS);
  for (let row = 0; row < rows; row++) {
    frame.time = row * 5_000;
    frame.values.set(plant.next());
    recording.push(frame);
    tally.push(frame.values);
  }
  return fitOwn(recording, tally.finish(recording), channels);
}

const learned = learn(2 * DAY);
/** With the time that longer learning gives a step: two days say little of how long one may last. */
const model = { ...learned, longest: Math.round((2 * DAY) / 7) };

/** Watches a plant like the one learned; `add` disturbs a channel. */
class Watch {
  readonly own: Own;
  readonly plant = new Plant(2);
  /** What related channels say, in spreads: the last residuals, and their means over 6 and 36 ticks. */
  readonly residuals = createResiduals();

  constructor(learned = model, periodTicks = PERIOD_TICKS) {
    this.own = new Own(learned, periodTicks, EVIDENCE);
    this.run(500);
  }

  /** The ticks, from 0, at which a channel was judged wrong. */
  run(ticks: number, channel = SLOW, add: (tick: number) => number = () => 0, scatter = 1): number[] {
    const judged: number[] = [];
    const readings = new Float64Array(CHANNELS);
    for (let tick = 0; tick < ticks; tick++) {
      readings.set(this.plant.next(scatter));
      readings[channel] += add(tick);
      this.own.step(readings, this.residuals);
      if (this.own.judged[channel] === 1) judged.push(tick);
    }
    return judged;
  }

  /** What related channels say of a channel from now on. */
  tell(channel: number, spreads: number): void {
    for (const at of [channel, CHANNELS + channel]) this.residuals.signed[at] = spreads;
    this.residuals.recent[channel] = spreads;
  }
}

function createResiduals(): Evidence {
  const limits = new Float64Array(2 * CHANNELS).fill(1);
  return new Evidence(
    [6, 36],
    new Float64Array(2 * CHANNELS),
    new Float64Array(CHANNELS).fill(1),
    PERIOD_TICKS,
    limits,
  );
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, k) => from + k);

test('what is learned: spreads near the noise, which channels are held, none for a contact', () => {
  assert.deepEqual(model.held, [0, 1, 0, 0]);
  assert.ok(model.spreads[SLOW] > NOISE && model.spreads[SLOW] < 1.3 * NOISE, `${model.spreads[SLOW]}`);
  assert.ok(model.spreads[HELD] > NOISE);
  assert.equal(model.spreads[CONTACT], 0);
  // A hundredth of what was learned, until that is longer than any step is believed.
  assert.equal(learn(DAY / 2).longest, Math.round(DAY / 2 / 100));
  assert.equal(learned.longest, Math.round((2 * DAY) / 100));
  assert.ok(model.ranges[LEVELS] > 10 && model.ranges[LEVELS] < 12);
});

test('days like those learned give no judgement, contacts and levels that change included', () => {
  const own = new Own(model, PERIOD_TICKS, EVIDENCE);
  const plant = new Plant(7);
  const residuals = createResiduals();
  let most = 0;
  for (let tick = 0; tick < 3 * DAY; tick++) {
    own.step(plant.next(), residuals);
    for (let i = 0; i < CHANNELS; i++) {
      assert.equal(own.judged[i], 0, `channel ${i}, tick ${tick}: ${own.ratios[i]}`);
      most = Math.max(most, own.ratios[i]);
    }
  }
  assert.ok(most > 0.3, 'ratios say something');
});

test('a step is judged at once, and until it is taken back', () => {
  const watch = new Watch();
  const judged = watch.run(1_000, SLOW, (tick) => (tick >= 100 && tick < 700 ? STEP : 0));
  assert.deepEqual(judged.slice(0, 600), range(100, 700));
  // The step back is scatter too, for a while.
  assert.ok((judged.at(-1) ?? 0) < 700 + AFTERMATH, `${judged.at(-1)}`);
});

test('a step down, and a second step on top of the first, both of which must be taken back', () => {
  const watch = new Watch();
  const judged = watch.run(900, SLOW, (tick) => (tick < 100 || tick >= 700 ? 0 : tick < 300 ? -STEP : -2 * STEP));
  assert.deepEqual(judged.slice(0, 600), range(100, 700));
  assert.ok((judged.at(-1) ?? 0) < 700 + AFTERMATH, `${judged.at(-1)}`);
});

test('a step of any length and size is over soon after it is taken back', () => {
  for (const size of [1.2, 3, 20]) {
    for (const length of [3, 5, 6, 7, 10, 20, 40, 60]) {
      const judged = new Watch().run(400, SLOW, (tick) => (tick >= 100 && tick < 100 + length ? size : 0));
      assert.deepEqual(judged.slice(0, length), range(100, 100 + length));
      assert.ok((judged.at(-1) ?? 0) < 100 + length + 100, `${size} for ${length} ticks: until ${judged.at(-1)}`);
    }
  }
});

test('a spike is judged at its ticks only', () => {
  for (const length of [1, 2]) {
    const watch = new Watch();
    const judged = watch.run(300, SLOW, (tick) => (tick >= 100 && tick < 100 + length ? 1.2 : 0));
    assert.deepEqual(judged, range(100, 100 + length));
  }
});

test('four times the scatter is found within 40 ticks, said to be scatter, and let go after', () => {
  const watch = new Watch();
  const judged = watch.run(400, SLOW, undefined, 4);
  const scattered = judged.filter((tick) => tick >= 40).length;
  assert.ok(judged[0] < 40, `${judged[0]}`);
  assert.ok(scattered > 0.9 * 360, `${scattered}`);
  assert.equal(watch.own.which[SLOW], 1);
  const after = watch.run(400);
  assert.ok((after.at(-1) ?? 0) < 100, `${after.at(-1)}`);
});

test('a channel that is sampled and held is judged from the sample that steps to the sample that steps back', () => {
  const watch = new Watch();
  const [wrong, right] = [1_060, 3_400];
  // Samples come every 60 ticks of the plant, which is 500 ticks old: 40, 100, 160 … from here.
  const sampled = (tick: number) => Math.floor((tick - 40) / 60) * 60 + 40;
  const judged = watch.run(5_000, HELD, (tick) => (sampled(tick) >= wrong && sampled(tick) < right ? 8 : 0));
  assert.deepEqual(judged.slice(0, right - wrong), range(wrong, right));
  assert.ok((judged.at(-1) ?? 0) < right + 8 * 60, `${judged.at(-1)}`);
});

test('contacts are not looked at', () => {
  assert.deepEqual(
    new Watch().run(1_000, CONTACT, (tick) => (tick % 5 === 0 ? 100 : 0)),
    [],
  );
});

test('a channel that steps in normal operation is not held, however large its step', () => {
  const judged = new Watch().run(1_000, LEVELS, (tick) => (tick >= 100 ? 400 : 0));
  assert.equal(judged[0], 100);
  assert.ok((judged.at(-1) ?? 0) < 100 + AFTERMATH, `${judged.at(-1)}`);
});

test('a gap ends what is held; missing readings do not', () => {
  const watch = new Watch();
  assert.equal(watch.run(100, SLOW, () => STEP).length, 100);
  assert.equal(watch.run(50, SLOW, () => Number.NaN).length, 50);
  assert.equal(watch.run(100, SLOW, () => STEP).length, 100);
  watch.own.reset();
  assert.deepEqual(
    watch.run(100, SLOW, () => STEP),
    [],
  );
});

test('a step back towards what related channels say is the end of something, and not held', () => {
  const watch = new Watch();
  watch.tell(SLOW, 3);
  watch.run(100);
  const judged = watch.run(300, SLOW, (tick) => {
    if (tick === 3) watch.tell(SLOW, 0.5);
    return -STEP;
  });
  assert.equal(judged[0], 0);
  assert.ok((judged.at(-1) ?? 0) < AFTERMATH, `${judged.at(-1)}`);
  const away = new Watch();
  const held = away.run(300, SLOW, (tick) => {
    if (tick === 3) away.tell(SLOW, -3);
    return -STEP;
  });
  assert.deepEqual(held, range(0, 300));
});

test('a step that related channels no longer see is over; so is one that they never said anything of, in time', () => {
  const told = new Watch();
  const add = (tick: number) => {
    if (tick === 3) told.tell(SLOW, 3);
    if (tick === 1_000) told.tell(SLOW, 0.2);
    return STEP;
  };
  assert.deepEqual(told.run(2_000, SLOW, add), range(0, 1_360));
  const untold = new Watch().run(model.longest + 500, SLOW, () => STEP);
  assert.ok(Math.abs(untold.length - model.longest) < 10, `${untold.length}`);
});

test('a step within the dead band of its channel is none; a larger one is', () => {
  const spans = CHANNEL_INFOS.map((info) => ({ ...info, span: 150 }));
  const banded = new Watch({ ...learn(2 * DAY, spans), longest: model.longest });
  assert.deepEqual(
    banded.run(1_000, SLOW, (tick) => (tick >= 100 && tick < 700 ? SMALL_STEP : 0)),
    [],
  );
  assert.deepEqual(
    new Watch().run(700, SLOW, (tick) => (tick >= 100 && tick < 700 ? SMALL_STEP : 0)),
    range(100, 700),
  );
  assert.deepEqual(
    banded.run(700, SLOW, (tick) => (tick >= 100 && tick < 700 ? 9 : 0)),
    range(100, 700),
  );
});

test('where related channels are looked at seldom, a step is judged at once and only later asked what they say of it', () => {
  const watch = new Watch(model, 8);
  watch.tell(SLOW, 3);
  // They say that it leads back, but only from the tenth tick on: after six they would not have been heard.
  const judged = watch.run(300, SLOW, (tick) => {
    if (tick === 10) watch.tell(SLOW, 0.5);
    return -STEP;
  });
  assert.equal(judged[0], 0);
  assert.ok((judged.at(-1) ?? 0) < AFTERMATH, `${judged.at(-1)}`);
});

test('steps allocate nothing', { skip: !COUNTS_ALLOCATIONS && 'this Node does not count what it allocates' }, () => {
  const own = new Own(model, PERIOD_TICKS, EVIDENCE);
  const residuals = createResiduals();
  const plant = new Plant(3);
  const ticks = Array.from({ length: 400 }, (_, tick) => plant.next(tick % 100 < 50 ? 1 : 8).slice());
  const run = (count: number) => {
    for (let tick = 0; tick < count; tick++) own.step(ticks[tick % ticks.length], residuals);
  };
  run(40_000);
  const bytes = bytesOf(() => run(TICKS), ENOUGH * TICKS) / TICKS;
  assert.ok(bytes <= ENOUGH, `${bytes} bytes a tick`);
});
