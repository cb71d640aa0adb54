import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TimeReader } from './time-column.ts';

function read(cells: readonly string[], name = 'time'): TimeReader {
  const column = new TimeReader(name);
  for (const [row, cell] of cells.entries())
    assert.equal(
      column.push(cell, () => `row ${row}`),
      undefined,
    );
  column.finish();
  return column;
}
const days = (column: TimeReader, rows: number) =>
  Array.from({ length: rows }, (_, row) => new Date(column.ms(row)).toISOString().slice(0, 10));

test('texts are kept as they stand, times are in ms', () => {
  const column = read(['2024-01-01 00:00', '2024-01-01 00:05']);
  assert.equal(column.ms(1) - column.ms(0), 300_000);
  assert.deepEqual([column.text(0), column.text(1)], ['2024-01-01 00:00', '2024-01-01 00:05']);
  assert.equal(column.parse('2024-01-01T00:05:00Z'), column.ms(1));
  assert.deepEqual(column.notes, []);
});

test('numbers are Unix times by their size, or units by the name', () => {
  const start = Date.UTC(2024, 0, 1);
  for (const scale of [1e-3, 1, 1e3, 1e6]) assert.equal(read([String(start * scale)]).ms(0), start);
  assert.equal(read(['0', '1']).ms(1), 1_000);
  assert.deepEqual(read(['0', '1']).notes, ['time: the numbers of time are taken as seconds']);
  assert.equal(read(['0', '0,5'], 't_d').ms(1), 43_200_000);
  assert.deepEqual(read([String(start)]).notes, []);
  assert.equal(read(['202312312359', '202401010000']).ms(1), start);
});

test('the order of day and month comes from any row that shows it, from rising times, or from the shorter record', () => {
  assert.deepEqual(days(read(['01/02/2024', '12/02/2024', '13/02/2024']), 2), ['2024-02-01', '2024-02-12']);
  assert.deepEqual(days(read(['02/01/2024', '02/12/2024', '02/13/2024']), 2), ['2024-02-01', '2024-02-12']);
  assert.deepEqual(days(read(['10/12/2024', '11/01/2024']), 2), ['2024-10-12', '2024-11-01']);
  const american = read(['1/5/2024 23:00', '1/6/2024 00:00']);
  assert.deepEqual(days(american, 2), ['2024-01-05', '2024-01-06']);
  assert.match(american.notes[0], /read as month-day/);
  assert.equal(american.parse('1/6/2024 0:00'), american.ms(1));
  assert.deepEqual(days(read(['5/1/2024 23:00', '6/1/2024 00:00']), 2), ['2024-01-05', '2024-01-06']);
});

test('a cell that does not fit the rows before is refused', () => {
  const refusal = (cells: readonly string[], last: string) => read(cells).push(last, () => 'x.csv:9')?.expected ?? '';
  assert.match(refusal(['13/02/2024'], '02/14/2024'), /day-month order/);
  assert.match(refusal(['1'], '2024-01-01'), /a number/);
  assert.match(refusal(['2024-01-01'], ''), /date and time/);
  assert.match(new TimeReader('t').push('noon', () => 'x.csv:2')?.expected ?? '', /31\/01\/2024/);
});
