import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCK_ROWS, Recording } from './recording.ts';

function push(recording: Recording, rows: number, from = 0): void {
  for (let seq = from; seq < from + rows; seq++) {
    recording.push({
      seq,
      time: seq * 1_000,
      values: Float64Array.of(1e9 + seq, seq === 5 ? Number.NaN : 20 - seq / 8, Number.NaN),
      quality: new Uint8Array(3),
    });
  }
}

test('rows come back with their times, large values whole, missing ones missing', () => {
  const recording = new Recording(3);
  push(recording, 100);
  const values = new Float64Array(3);
  for (const row of [0, 5, 99]) {
    assert.equal(recording.read(row, values), row * 1_000);
    assert.deepEqual([...values], [1e9 + row, row === 5 ? Number.NaN : 20 - row / 8, Number.NaN]);
  }
  assert.equal(recording.rows, 100);
  assert.deepEqual([recording.from, recording.to, recording.seen], [0, 99_000, 100]);
});

test('a full store keeps blocks of the whole time, in order', () => {
  const recording = new Recording(3, 8 * 3 * BLOCK_ROWS);
  push(recording, 40 * BLOCK_ROWS);
  assert.equal(recording.seen, 40 * BLOCK_ROWS);
  assert.ok(recording.rows >= 4 * BLOCK_ROWS && recording.rows <= 8 * BLOCK_ROWS, `${recording.rows} rows`);
  const values = new Float64Array(3);
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < recording.rows; row++) {
    const time = recording.read(row, values);
    assert.ok(time > last);
    assert.equal(values[0], 1e9 + time / 1_000);
    last = time;
  }
  assert.ok(recording.time(0) === 0 && last > 30 * BLOCK_ROWS * 1_000);
});
