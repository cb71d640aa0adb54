import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exchangeDayAndMonth, isCompactDate, isOrdered, isTimeOfDay, parseTimestamp } from './timestamps.ts';

const read = (text: string, order: 'day-month' | 'month-day' = 'day-month') => {
  const time = parseTimestamp(text, order);
  return time === undefined ? undefined : new Date(time).toISOString();
};

test('dates as loggers, historians and spreadsheets write them', () => {
  const cases: [string, string][] = [
    ['2015-12-28T10:00:00Z', '2015-12-28T10:00:00.000Z'],
    ['2020-03-09 10:14:33', '2020-03-09T10:14:33.000Z'],
    ['2024-01-01T02:00:00.250+01:00', '2024-01-01T01:00:00.250Z'],
    ['28/12/2015 10:00:00 AM', '2015-12-28T10:00:00.000Z'],
    ['2/1/2016 2:59:59 PM', '2016-01-02T14:59:59.000Z'],
    ['28/12/2015 12:00:00 AM', '2015-12-28T00:00:00.000Z'],
    ['28/12/2015 12:30 PM', '2015-12-28T12:30:00.000Z'],
    ['28/12/2015 13:00:00 PM', '2015-12-28T13:00:00.000Z'],
    ['06/01/14 00', '2014-01-06T00:00:00.000Z'],
    ['25/12/16 23', '2016-12-25T23:00:00.000Z'],
    ['1/3/90', '1990-03-01T00:00:00.000Z'],
    ['20240131', '2024-01-31T00:00:00.000Z'],
    ['202401312359', '2024-01-31T23:59:00.000Z'],
    ['20240131235958', '2024-01-31T23:59:58.000Z'],
    ['31-12-2023 23:59', '2023-12-31T23:59:00.000Z'],
    ['31.12.2023 23:59:01,5', '2023-12-31T23:59:01.500Z'],
    ['2014/01/06 7:05', '2014-01-06T07:05:00.000Z'],
    ['28-Dec-15 10:00:00', '2015-12-28T10:00:00.000Z'],
    ['9 September 2017 6:00:00.000 PM', '2017-09-09T18:00:00.000Z'],
  ];
  for (const [text, expected] of cases) assert.equal(read(text), expected, text);
  assert.equal(read('9/25/2017 6:00:00.000 PM', 'month-day'), '2017-09-25T18:00:00.000Z');
});

test('what is no date is none', () => {
  for (const text of [
    '',
    '12',
    '31/02/2024',
    '13/13/2024',
    '2024-02-30',
    '1/2/2024 24:00',
    '1/2-2024',
    '10:00',
    '30-Foo-15',
  ]) {
    assert.equal(read(text), undefined, text);
  }
  assert.equal(read('25/12/2016', 'month-day'), undefined);
});

test('a time of day is told from a date', () => {
  for (const text of ['6:00:00.000 PM', '23:59', '06:00:01']) assert.ok(isTimeOfDay(text), text);
  for (const text of ['2024-01-01', '6', '1.5']) assert.ok(!isTimeOfDay(text), text);
  assert.ok(isCompactDate('20240131') && !isCompactDate('20240132') && !isCompactDate('1700000000'));
  assert.ok(isOrdered('1/2/2024 10:00'));
  assert.ok(!isOrdered('2024/1/2'));
});

test('exchanging day and month is reading in the other order', () => {
  const part = (max: number) => fc.integer({ min: 1, max });
  fc.assert(
    fc.property(part(31), part(31), fc.integer({ min: 1969, max: 2068 }), fc.nat(23), (a, b, year, hour) => {
      const text = `${a}/${b}/${year} ${hour}:15`;
      const one = parseTimestamp(text, 'day-month');
      if (one !== undefined) assert.equal(exchangeDayAndMonth(one), parseTimestamp(text, 'month-day'));
    }),
  );
});
