/** The history keeps the last rows under their sequence numbers. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReadingHistory } from './history.ts';

test('the last rows are found again, older and later ones are not', () => {
  const history = new ReadingHistory(2, 6);
  for (let seq = 0; seq < 12; seq += 3) {
    const values = Float64Array.from([seq, 0, seq + 1, 0, seq + 2, 0]);
    history.push(seq, values, new Uint8Array(6).fill(seq));
  }
  assert.deepEqual(
    [5, 6, 11, 12].map((seq) => history.has(seq)),
    [false, true, true, false],
  );
  for (let seq = 6; seq < 12; seq++) assert.equal(history.values[history.at(seq)], seq);
  assert.equal(history.quality[history.at(8)], 6);
});

test('a history of no rows keeps none', () => {
  const history = new ReadingHistory(1, 0);
  history.push(0, new Float64Array(3), new Uint8Array(3));
  assert.equal(history.has(0), false);
});
