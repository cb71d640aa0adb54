import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { QUALITY } from '../core/frame.ts';
import { FrameIntake, REFUSAL_REASONS } from './watch-intake.ts';

const TIME = '2026-01-31T06:00:00Z';
const intake = () => new FrameIntake(['a', 'b', 'c']);

test('a frame by ids: missing channels are missing, nulls too, times of any zone', () => {
  const it = intake();
  assert.equal(it.read({ time: '2026-01-31T07:00:00.000+01:00', values: { c: 3, a: null } }, 7), undefined);
  const { seq, time, values, quality } = it.frame;
  assert.deepEqual([seq, time], [7, Date.parse(TIME)]);
  assert.deepEqual([...values], [Number.NaN, Number.NaN, 3]);
  assert.deepEqual([...quality], [QUALITY.missing, QUALITY.missing, QUALITY.good]);
});

test('a frame of arrays in the order of the source; what the model does not know is passed over', () => {
  const it = intake();
  assert.deepEqual(it.arrange(['c', 'x', 'a']), { unknown: ['x'], missing: ['b'] });
  assert.deepEqual([it.channelAt(0), it.channelAt(1), it.channelAt(9)], [2, -1, -1]);
  const record = { seq: 5, time: 1_000, values: [3, 99, 1], quality: [1, 0, 'missing'] };
  assert.equal(it.read(record, 0), undefined);
  assert.deepEqual([...it.frame.values], [Number.NaN, Number.NaN, 3]);
  assert.deepEqual([...it.frame.quality], [3, 3, 1]);
  assert.equal(it.frame.seq, 5);
});

const REFUSED: [what: string, record: unknown, reason: string, where: string][] = [
  ['no object', 'text', 'malformed', ''],
  ['an array', [], 'malformed', ''],
  ['null', null, 'malformed', ''],
  ['no values', { time: TIME }, 'malformed', 'values'],
  ['values that are none', { time: TIME, values: 'a' }, 'malformed', 'values'],
  ['a broken number', { time: TIME, seq: 1.5, values: {} }, 'malformed', 'seq'],
  ['no time', { values: {} }, 'bad_time', 'time'],
  ['a time without zone', { time: '2026-01-31T06:00:00', values: {} }, 'bad_time', 'time'],
  ['a day that is none', { time: '2026-13-31T06:00:00Z', values: {} }, 'bad_time', 'time'],
  ['a time before 1970', { time: -1, values: {} }, 'bad_time', 'time'],
  ['a time in years to come', { time: 1e15, values: {} }, 'bad_time', 'time'],
  ['too few readings', { time: TIME, values: [1, 2] }, 'wrong_length', 'values'],
  ['too many readings', { time: TIME, values: [1, 2, 3, 4] }, 'wrong_length', 'values'],
  ['an unknown channel', { time: TIME, values: { a: 1, x: 2 } }, 'unknown_channel', 'values.x'],
  ['the name of a method', { time: TIME, values: { constructor: 2 } }, 'unknown_channel', 'values.constructor'],
  ['text for a value', { time: TIME, values: { b: '7' } }, 'bad_value', 'values.b'],
  ['text in an array', { time: TIME, values: [1, true, 3] }, 'bad_value', 'values[1]'],
  ['an unknown code', { time: TIME, values: { a: 1 }, quality: { a: 4 } }, 'bad_quality', 'quality.a'],
  ['a quality without value', { time: TIME, values: { a: 1 }, quality: { b: 0 } }, 'bad_quality', 'quality.b'],
  ['qualities of another form', { time: TIME, values: [1, 2, 3], quality: { a: 0 } }, 'bad_quality', 'quality'],
  ['a code in between', { time: TIME, values: [1, 2, 3], quality: [0, 0.5, 0] }, 'bad_quality', 'quality[1]'],
];

for (const [what, record, reason, where] of REFUSED) {
  test(`refused with its place: ${what}`, () => {
    const refusal = intake().read(record, 0);
    assert.deepEqual([refusal?.reason, refusal?.where], [reason, where]);
  });
}

test('whatever comes is taken as finite numbers or missing, or refused with a known reason', () => {
  fc.assert(
    fc.property(fc.object({ key: fc.constantFrom('time', 'values', 'quality', 'seq', 'a', 'b') }), (record) => {
      const it = intake();
      const refusal = it.read({ time: 5, ...record }, 0);
      if (refusal !== undefined) assert.ok(REFUSAL_REASONS.includes(refusal.reason));
      else
        for (let i = 0; i < 3; i++) {
          assert.equal(Number.isFinite(it.frame.values[i]), it.frame.quality[i] !== QUALITY.missing);
        }
    }),
  );
});
