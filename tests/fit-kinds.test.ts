import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boost } from '../scripts/fit-kinds/boost.ts';
import { KindRows } from '../scripts/fit-kinds/kind-rows.ts';
import { RandomStream } from '../src/core/random.ts';
import { chancesOf } from '../src/detector/kinds.ts';

test('boosted trees learn what needs two clues at once, with chances that are right', () => {
  const random = new RandomStream(1, 'fit-kinds');
  const draw = (n: number) =>
    Array.from({ length: n }, () => [random.uniform() - 0.5, random.uniform() - 0.5, random.normal()]);
  // Chance 0.9 of one kind where both have one sign, of the other where they have not.
  const kindOf = ([a, b]: readonly number[]) => (random.uniform() < (a * b > 0 ? 0.9 : 0.1) ? 1 : 0);
  const rows = draw(4_000);
  const settings = { rounds: 40, depth: 3, rate: 0.2, lambda: 3, least: 2, rowPart: 0.7, cluePart: 0.8 };
  const trees = boost(rows, rows.map(kindOf), new Float64Array(rows.length).fill(1), 2, settings);
  const tests = draw(500).filter(([a, b]) => Math.abs(a * b) > 0.01);
  const off = tests.map((row) => Math.abs(chancesOf(row, trees)[1] - (row[0] * row[1] > 0 ? 0.9 : 0.1)));
  assert.ok(off.reduce((sum, value) => sum + value, 0) / off.length < 0.08);
});

test('a detection is about the event that holds most of its flagged readings', () => {
  const rows = new KindRows(['A', 'B']);
  const event = { start: 0, end: 60_000, causes: [] };
  rows.addEvent({ ...event, id: 1, kind: 'sensor_fault', subtype: 'stuck' });
  rows.addEvent({ ...event, id: 2, kind: 'cyberattack', subtype: 'bias' });
  rows.addEvent({ ...event, id: 3, kind: 'sensor_drift', subtype: 'linear' });
  const described = (change: 'begun' | 'ended', clue: number) => [
    { change, detection: { id: 7, kind: 'unknown', confidence: 0.3, sensors: ['A', 'B'], clues: [clue] } },
  ];
  const push = (time: number, events: number[], flags: number[], changes: unknown[] = []) =>
    rows.push(time, { kinds: new Uint8Array(2), events: Uint32Array.from(events) }, {
      flags: Uint8Array.from(flags),
      changes,
    } as never);
  push(0, [1, 2], [1, 1], described('begun', 0.25));
  push(5_000, [1, 2], [0, 1]);
  push(10_000, [1, 3], [0, 0]);
  push(15_000, [0, 0], [0, 0], described('ended', 0.5));
  const run = rows.finish(5, 60_000);
  assert.deepEqual(
    run.rows.map(({ event, kind, isLast, isMain, clues }) => [event, kind, isLast, isMain, clues[0]]),
    [
      [2, 'cyberattack', false, true, 0.25],
      [2, 'cyberattack', true, true, 0.5],
      [1, 'sensor_fault', true, true, 0.5],
    ],
  );
  assert.deepEqual(
    run.events.map(({ id }) => id),
    [1, 2, 3],
  );
});
