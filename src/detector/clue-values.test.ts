import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cluesOf } from './clue-values.ts';
import { CLUES, type Clue } from './clues.ts';
import { FakeJudged } from './judged.fake.ts';
import { OpenEvent } from './open-event.ts';
import { CONTACT, FakePlant } from './plant.fake.ts';

/** An event of `frames` frames after a quiet time, all its channels flagged in each. */
function watch(
  channels: readonly number[],
  statistic: string,
  { frames = 40, change = () => {} }: { frames?: number; change?: (values: Float64Array, frame: number) => void } = {},
): (clue: Clue) => number {
  const judged = new FakeJudged();
  const plant = new FakePlant(2);
  for (let k = 0; k < 1_000; k++) judged.past.push(plant.next().values);
  judged.flag(channels, statistic);
  let event: OpenEvent | undefined;
  for (let k = 0; k < frames; k++) {
    const { values } = plant.next();
    change(values, k);
    judged.past.push(values);
    if (event === undefined) {
      event = new OpenEvent(judged, 1, { seq: 0, time: 0 }, channels[0]);
      for (const i of channels) event.add(i, true);
    } else event.age++;
    for (const i of channels) event.note(i, values[i]);
  }
  const clues = cluesOf(event as OpenEvent, judged, undefined);
  assert.equal(clues.length, CLUES.length);
  assert.ok(clues.every(Number.isFinite));
  return (clue) => clues[CLUES.indexOf(clue)];
}

test('who was flagged: how many, in how many areas, related or not, in which order', () => {
  const clue = watch([1, 2, 6], 'mean_36');
  assert.equal(clue('channels'), Math.log(3));
  assert.equal(clue('at_once'), Math.log(3));
  assert.equal(clue('areas'), Math.log(2));
  assert.equal(clue('downstream'), 1);
  assert.equal(clue('same_unit'), 1);
  assert.equal(clue('related'), 2 / 3);
  assert.equal(clue('contacts'), 0);
  assert.equal(watch([CONTACT], 'jump')('contacts'), 1);
  assert.equal(watch([6, 2, 1], 'mean_36')('downstream'), -1);
});

test('what spoke is told by family, of all members and of the principal', () => {
  const clue = watch([3], 'mean_1296');
  assert.equal(clue('slow_mean'), 1);
  assert.equal(clue('own_slow_mean'), 1);
  assert.equal(clue('first_slow_mean'), 1);
  assert.equal(clue('jump'), 0);
  assert.equal(watch([3], 'flat')('own_silent'), 1);
});

test('an offset is a step of the reading, of its size, on one side', () => {
  const offset = watch([3], 'jump', {
    change: (values) => {
      values[3] += 30;
    },
  });
  const normal = watch([3], 'jump');
  assert.ok(offset('step_in') > normal('step_in') + 1);
  assert.ok(offset('deviation') > normal('deviation'));
  assert.ok(offset('side') > 0);
  assert.equal(offset('beyond'), 1);
  assert.equal(normal('beyond'), 0);
  assert.ok(offset('move') > offset('kin_move'));
});

test('channels that stand still since the same frame are counted, though only one of them is flagged', () => {
  const held = new Map<number, number>();
  const clue = watch([3], 'flat', {
    change: (values, frame) => {
      for (const i of [2, 3, 4]) {
        if (frame === 0) held.set(i, values[i]);
        values[i] = held.get(i) as number;
      }
    },
  });
  assert.equal(clue('still_together'), Math.log(3));
  assert.equal(clue('still'), Math.log10(40));
});

test('noise is roughness, readings played again are repeats', () => {
  const rough = watch([3], 'noisy', {
    change: (values, frame) => {
      values[3] += frame % 2 === 0 ? 5 : -5;
    },
  });
  assert.ok(rough('rough') > watch([3], 'noisy')('rough') + 1);
  const again = new FakePlant(2);
  again.skip(500);
  const replay = watch([3], 'jump', {
    change: (values) => {
      values[3] = again.next().values[3];
    },
  });
  assert.equal(replay('repeats'), 1);
  assert.equal(rough('repeats'), 0);
});

test('moves are the most so far, also when the event is over', () => {
  const judged = new FakeJudged();
  const plant = new FakePlant(2);
  for (let k = 0; k < 100; k++) judged.past.push(plant.next().values);
  judged.flag([3], 'jump');
  const event = new OpenEvent(judged, 1, { seq: 0, time: 0 }, 3);
  event.add(3, true);
  event.note(3, 40);
  const previous = CLUES.map(() => 9);
  const clues = cluesOf(event, judged, previous);
  assert.equal(clues[CLUES.indexOf('move')], 9);
  assert.equal(clues[CLUES.indexOf('switched')], 9);
  assert.notEqual(clues[CLUES.indexOf('age')], 9);
});
