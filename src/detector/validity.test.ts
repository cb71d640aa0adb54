import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Profile } from './profile.ts';
import { Validity } from './validity.ts';

const ROWS = 10_000;
/** Evidence of what was never seen in the rows learned. */
const RARE = Math.log(ROWS + 1);
const PROFILE: Profile = {
  center: 5,
  scale: 1,
  min: 2,
  max: 10,
  flatRun: 3,
  missingRun: 0,
  discrete: false,
  readings: ROWS,
};
const CONSTANT: Partial<Profile> = { center: 7, min: 7, max: 7, flatRun: ROWS - 1, discrete: true };

/** Evidence and name at each of the readings of one channel. */
function watch(profile: Partial<Profile>, readings: readonly number[], validity?: Validity): [number, string][] {
  const judge = validity ?? create(profile);
  return readings.map((reading) => {
    judge.step(Float64Array.of(reading));
    return [judge.evidence[0], judge.names[judge.which[0]]];
  });
}

const create = (profile: Partial<Profile>) => new Validity([{ ...PROFILE, ...profile }], ROWS);
const evidenceOf = (profile: Partial<Profile>, readings: readonly number[]) =>
  watch(profile, readings).map(([evidence]) => evidence);
const repeat = (value: number, times: number) => new Array<number>(times).fill(value);

test('readings that move within the learned range say nothing', () => {
  assert.deepEqual(evidenceOf({}, [2, 3, 9.9, 10, 5, 5.1]), repeat(0, 6));
});

test('a reading that stands still says more each tick, the sooner the less it ever did, until it moves', () => {
  const still = (flatRun: number, ticks: number) => evidenceOf({ flatRun }, repeat(5, ticks + 1));
  const ever = still(3, 40);
  assert.equal(ever[0], 0);
  for (let tick = 1; tick < ever.length; tick++) assert.ok(Math.abs(ever[tick] - tick * ever[1]) < 1e-9);
  assert.ok(ever[3] < RARE / 2, 'as long as it ever stood still is not news');
  assert.ok(ever[11] > RARE, 'more than three times as long is');
  assert.ok(still(30, 40)[40] < RARE);
  const [[evidence, name]] = watch({}, repeat(5, 20)).slice(-1);
  assert.ok(evidence > RARE);
  assert.equal(name, 'flat');
  assert.equal(evidenceOf({}, [...repeat(5, 20), 5.5])[20], 0);
});

test('at the ends of its range and at nothing a reading may stand still; so may a contact, and what idled for long', () => {
  assert.equal(evidenceOf({}, repeat(2, 100)).at(-1), 0);
  assert.equal(evidenceOf({}, repeat(10, 100)).at(-1), 0);
  assert.equal(evidenceOf({ min: -5 }, repeat(0, 100)).at(-1), 0);
  assert.equal(evidenceOf({ discrete: true }, repeat(5, 100)).at(-1), 0);
  assert.equal(evidenceOf({ flatRun: 0.02 * ROWS + 1 }, repeat(5, 1_000)).at(-1), 0);
  assert.ok((evidenceOf({ flatRun: 0.02 * ROWS }, repeat(5, 1_000)).at(-1) ?? 0) > RARE);
});

test('a missing reading is news where there never was one, and no more than its share says where there often was', () => {
  const first = (missing: number, missingRun: number) =>
    evidenceOf({ readings: ROWS - missing, missingRun }, [5, Number.NaN])[1];
  assert.ok(Math.abs(first(0, 0) - Math.log(ROWS)) < 1e-9);
  assert.ok(Math.abs(first(100, 1) - Math.log(100)) < 1e-9, 'one in a hundred');
  assert.ok(Math.abs(first(ROWS / 2, 1) - Math.LN2) < 1e-9, 'every other one');
  // As long as the longest gap learned is no news, whatever the share: half as much again is.
  assert.ok(first(100, 20) < Math.log(100) / 5);
  const gap = evidenceOf({ readings: ROWS - 100, missingRun: 20 }, repeat(Number.NaN, 30));
  assert.ok(gap[9] < RARE && gap[29] > 2 * RARE, `${gap[9]} and ${gap[29]}`);
  assert.equal(watch({}, [Number.NaN])[0][1], 'missing');
});

test('readings that come back end a gap; channels that were silent for long, or for ever, may be', () => {
  const [before, , again] = evidenceOf({ readings: ROWS - 100, missingRun: 2 }, [Number.NaN, 5, Number.NaN]);
  assert.equal(before, again);
  assert.equal(evidenceOf({ missingRun: 0.02 * ROWS + 1 }, repeat(Number.NaN, 1_000)).at(-1), 0);
  assert.equal(evidenceOf({ readings: 0, missingRun: ROWS }, repeat(Number.NaN, 100)).at(-1), 0);
});

test('a reading outside the learned range says more the farther, on either side', () => {
  const range = PROFILE.max - PROFILE.min;
  const [above, twice, below, inside] = watch({}, [10 + range, 10 + 2 * range, 2 - range, 5]);
  assert.ok(above[0] > 0 && Math.abs(twice[0] - 2 * above[0]) < 1e-9);
  assert.ok(Math.abs(below[0] - above[0]) < 1e-9);
  assert.equal(above[1], 'range');
  assert.equal(inside[0], 0);
  assert.ok(evidenceOf({}, [10 + 4.1 * range])[0] > RARE);
  assert.ok(evidenceOf({}, [10 + 3.9 * range])[0] < RARE);
});

test('a constant that changes is news, which fades; later it is the constant, and going back is news again', () => {
  const constant = create(CONSTANT);
  assert.deepEqual(
    watch(CONSTANT, repeat(7, 300), constant),
    repeat(0, 300).map((none) => [none, 'changed']),
  );
  const news = watch(CONSTANT, repeat(8, 1_000), constant);
  assert.ok(news[0][0] > 1.4 * RARE);
  assert.equal(news[0][1], 'changed');
  for (let tick = 1; tick < 600; tick++) assert.ok(news[tick][0] > 0 && news[tick][0] < news[tick - 1][0], `${tick}`);
  assert.ok(news[599][0] < news[0][0] / 4);
  assert.deepEqual([...new Set(news.slice(600).map(([evidence]) => evidence))], [0]);
  assert.equal(watch(CONSTANT, [7], constant)[0][0], news[0][0]);
});

test('a constant that changes back, or that changes again while it is news, is neither settled nor forgotten', () => {
  const constant = create(CONSTANT);
  const [first] = watch(CONSTANT, repeat(8, 100), constant)[0];
  assert.equal(watch(CONSTANT, [7], constant)[0][0], 0);
  assert.equal(watch(CONSTANT, [8], constant)[0][0], first, 'news anew');
  assert.ok(watch(CONSTANT, [Number.NaN], constant)[0][0] > RARE / 2, 'a constant, too, may be missing');
});

test('after a gap in time nothing is known of how long a reading has stood still or been missing', () => {
  const flat = create({});
  const [, , , before] = watch({}, repeat(5, 4), flat);
  flat.reset();
  const after = watch({}, repeat(5, 4), flat);
  assert.equal(after[0][0], 0);
  assert.deepEqual(after[3], before);
  const gap = create({});
  const [once] = watch({}, repeat(Number.NaN, 3), gap);
  gap.reset();
  assert.deepEqual(watch({}, [Number.NaN], gap)[0], once);
});
