import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Profile, ProfileTally } from './profile.ts';
import { BLOCK_ROWS, Recording } from './recording.ts';

/** Profiles of some channels, each told by its readings in order. */
function profilesOf(columns: readonly ArrayLike<number>[], recording = new Recording(columns.length)): Profile[] {
  const tally = new ProfileTally(columns.length);
  for (let seq = 0; seq < columns[0].length; seq++) {
    const values = Float64Array.from(columns, (column) => column[seq]);
    tally.push(values);
    recording.push({ seq, time: seq * 1_000, values, quality: new Uint8Array(columns.length) });
  }
  return tally.finish(recording);
}

const MISSING = Number.NaN;

test('range, and how long a channel stands still or is missing, at most; runs at either end count', () => {
  const [still, gaps] = profilesOf([
    [4, 4, 4, 4, 2, 3, 3, 5, 9, 9],
    [MISSING, MISSING, 1, 2, Number.POSITIVE_INFINITY, 3, Number.NEGATIVE_INFINITY, MISSING, MISSING, MISSING],
  ]);
  const { min, max, flatRun, missingRun, readings } = still;
  assert.deepEqual(
    { min, max, flatRun, missingRun, readings },
    { min: 2, max: 9, flatRun: 3, missingRun: 0, readings: 10 },
  );
  assert.deepEqual([gaps.min, gaps.max, gaps.missingRun, gaps.readings], [1, 3, 4, 3]);
  assert.equal(gaps.flatRun, 0);
});

test('a reading that is the same after a gap still stands still', () => {
  const [profile] = profilesOf([[7, 7, MISSING, 7, 8, MISSING, 9]]);
  assert.equal(profile.flatRun, 2);
  assert.equal(profile.missingRun, 1);
});

test('centre and scale are those of the readings, and few different ones make a channel discrete', () => {
  const rows = 1_001;
  const [ramp, contact, ten, eleven] = profilesOf([
    Float64Array.from({ length: rows }, (_, row) => row),
    Float64Array.from({ length: rows }, (_, row) => row % 2),
    Float64Array.from({ length: rows }, (_, row) => row % 10),
    Float64Array.from({ length: rows }, (_, row) => row % 11),
  ]);
  assert.equal(ramp.center, 500);
  assert.ok(
    ramp.scale > 300 && ramp.scale < 400,
    `${ramp.scale}: the quartiles of a ramp are a quarter from its centre`,
  );
  assert.deepEqual(
    [ramp, contact, ten, eleven].map(({ discrete }) => discrete),
    [false, true, true, false],
  );
});

test('a constant channel has a scale of 1, one without readings is at 0, one that hardly ever moves a part of its range', () => {
  // Twice as many as are sampled: the spike is not.
  const rows = 10_000;
  const [constant, nothing, spiky] = profilesOf([
    new Float64Array(rows).fill(7.3),
    new Float64Array(rows).fill(MISSING),
    Float64Array.from({ length: rows }, (_, row) => (row === 1_235 ? 50 : 0)),
  ]);
  assert.deepEqual([constant.center, constant.scale, constant.min, constant.max], [7.3, 1, 7.3, 7.3]);
  assert.equal(constant.flatRun, rows - 1);
  assert.deepEqual([nothing.center, nothing.scale, nothing.min, nothing.max, nothing.readings], [0, 1, 0, 0, 0]);
  assert.equal(nothing.missingRun, rows);
  assert.equal(spiky.scale, 50 / 1_000);
});

test('frames that the recording drops count all the same', () => {
  const recording = new Recording(1, 4 * BLOCK_ROWS);
  const rows = 8 * BLOCK_ROWS;
  // All that is unusual lies in the second block, which is dropped.
  const column = Float64Array.from({ length: rows }, (_, row) => Math.sin(row));
  column.fill(MISSING, BLOCK_ROWS + 10, BLOCK_ROWS + 30);
  column.fill(0.25, BLOCK_ROWS + 100, BLOCK_ROWS + 150);
  column[BLOCK_ROWS + 200] = 40;
  column[BLOCK_ROWS + 201] = -30;
  const [profile] = profilesOf([column], recording);
  assert.ok(recording.rows < rows);
  for (let row = 0; row < recording.rows; row++) assert.notEqual(recording.time(row), (BLOCK_ROWS + 200) * 1_000);
  assert.deepEqual([profile.min, profile.max, profile.flatRun, profile.missingRun], [-30, 40, 49, 20]);
  assert.equal(profile.readings, rows - 20);
});
