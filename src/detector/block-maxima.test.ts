import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BlockMaxima, RECURRENT } from './block-maxima.ts';

const ROWS = 6_400;
const BLOCK = ROWS / 64;

/** Two statistics: the first is high in some blocks, more from one to the next, and the second is never. */
function maximaOf(high: number): BlockMaxima {
  const maxima = new BlockMaxima(2, ROWS);
  for (let row = 0; row < ROWS; row++) {
    const block = Math.floor(row / BLOCK);
    const isHigh = block % 16 < high && block < 16 && row % BLOCK === 7;
    maxima.note(row, Float64Array.of(isHigh ? 10 + block : 1, row % 50 === 0 ? Number.NaN : 2));
  }
  return maxima;
}

test('what a statistic reaches in a few parts of the time is recurrent, what it reaches in fewer is not', () => {
  assert.equal(maximaOf(RECURRENT).recurrent(0), 10);
  assert.equal(maximaOf(RECURRENT + 1).recurrent(0), 11);
  assert.equal(maximaOf(RECURRENT - 1).recurrent(0), 1);
  assert.equal(maximaOf(RECURRENT).recurrent(1), 2);
});
