/** Disturbances of the sewage: in the minutes that they are at work and no others, one on top of the other. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTES_PER_DAY } from '../core/time.ts';
import { DisturbedInfluent } from './disturbed-influent.ts';

const calm = { at: (_t: number, out: Float64Array) => void out.fill(1) };

test('a disturbance is added from its first minute until before its last, by its shape', () => {
  const influent = new DisturbedInfluent(calm);
  const add = (row: Float64Array, intensity: number) => {
    row[0] += 10 * intensity;
  };
  influent.disturbances.push({ part: { add }, envelope: { shape: 'ramp', durationS: 300 }, from: 7, until: 12 });
  influent.disturbances.push({ part: { add }, envelope: { shape: 'step', durationS: 300 }, from: 10, until: 11 });
  const row = new Float64Array(1);
  const seen = Array.from({ length: 8 }, (_, i) => {
    influent.at((6 + i) / MINUTES_PER_DAY, row);
    return Math.round(row[0]);
  });
  assert.deepEqual(seen, [1, 1, 3, 5, 17, 9, 1, 1]);
});

test('one that is stopped ends before its shape does', () => {
  const influent = new DisturbedInfluent(calm);
  const disturbance = {
    part: { add: (row: Float64Array) => void row.fill(9) },
    envelope: { shape: 'step', durationS: 600 } as const,
    from: 0,
    until: 10,
  };
  influent.disturbances.push(disturbance);
  disturbance.until = 3;
  const row = new Float64Array(1);
  const seen = [2, 3].map((minute) => {
    influent.at(minute / MINUTES_PER_DAY, row);
    return row[0];
  });
  assert.deepEqual(seen, [9, 1]);
});
