import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatDuration, parseDuration, parseMoment } from './time.ts';

test('durations are read in the units that people use', () => {
  const cases: [string, number][] = [
    ['90m', 5_400],
    ['6h', 21_600],
    ['1d12h', 129_600],
    ['1.5h', 5_400],
    ['0s', 0],
    ['1d2h3m4s', 93_784],
  ];
  for (const [text, seconds] of cases) assert.equal(parseDuration(text), seconds, text);
  for (const text of ['', '6', 'h', '6 h', '-6h', '6m1h', '1h1h', '1e3s', '6H']) {
    assert.equal(parseDuration(text), undefined, text);
  }
});

test('any number of seconds is written as a text that is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (seconds) =>
      assert.equal(parseDuration(formatDuration(seconds)), seconds),
    ),
  );
  assert.equal(formatDuration(129_600), '1d12h');
  assert.equal(formatDuration(-90), '-1m30s');
});

test('a moment is an instant, or a duration after an origin', () => {
  const origin = Date.UTC(2026, 0, 1);
  assert.equal(parseMoment('1d', origin), Date.UTC(2026, 0, 2));
  assert.equal(parseMoment('2026-01-31T06:00:00Z', origin), Date.UTC(2026, 0, 31, 6));
  assert.equal(parseMoment('2026-01-31T06:00+01:00', origin), Date.UTC(2026, 0, 31, 5));
  for (const text of ['2026-01-31', '2026-13-31T06:00Z', 'tomorrow', '']) {
    assert.equal(parseMoment(text, origin), undefined, text);
  }
});
