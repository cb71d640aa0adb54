import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../core/errors.ts';
import { parseTable, readTable, type TableOptions } from './table.ts';

const refuses = (text: string, pattern: RegExp, options?: TableOptions) =>
  assert.throws(
    () => parseTable(text, 'in.csv', options),
    (error) => error instanceof ConfigError && pattern.test(error.message),
  );

describe('table', () => {
  it('reads commas, numeric days, missing cells and CRLF', () => {
    const table = parseTable('\ufefft_d,a,b\r\n0,1.5,\r\n0.25,NA,-2e3\r\n\r\n', 'in.csv');
    assert.equal(table.timeKind, 'days');
    assert.deepEqual([...table.time], [0, 0.25]);
    assert.deepEqual([...(table.columns.get('a') ?? [])], [1.5, Number.NaN]);
    assert.deepEqual([...(table.columns.get('b') ?? [])], [Number.NaN, -2000]);
    assert.deepEqual([...table.lines], [2, 3]);
  });

  it('reads semicolons with decimal commas, tabs, quotes with delimiters inside', () => {
    const semicolons = parseTable('"Date";"Débit"\n2024-02-29 23:30;"1,25"\n2024-03-01 00:00:30;,5\n', 'in.csv');
    assert.deepEqual([...semicolons.time], [Date.UTC(2024, 1, 29, 23, 30), Date.UTC(2024, 2, 1, 0, 0, 30)]);
    assert.deepEqual([...(semicolons.columns.get('Débit') ?? [])], [1.25, 0.5]);
    const tabs = parseTable('time\t"a\tb"\n2024-01-01T00:00:00Z\t7\n2024-01-01T02:00:00+01:00\t8\n', 'in.csv');
    assert.equal(tabs.time[1] - tabs.time[0], 3_600_000);
    assert.deepEqual([...(tabs.columns.get('a\tb') ?? [])], [7, 8]);
  });

  it('finds columns by alias, in the order of the aliases, and ignores the text of others', () => {
    const table = parseTable('When,note,DEBIT,flow\n1,hello,3,4\n', 'in.csv', {
      time: ['when'],
      columns: [
        { name: 'flow', aliases: ['Flow', 'debit'] },
        { name: 'rain', required: false },
      ],
    });
    assert.deepEqual([...table.columns.keys()], ['flow']);
    assert.deepEqual([...(table.columns.get('flow') ?? [])], [4]);
  });

  it('names the line and the column of every fault', () => {
    refuses('t_d,Q\n0,1\n1,abc\n2,x\n', /in\.csv:3, column Q: got "abc", expected a number.*\nin\.csv:4, column Q/);
    refuses('t_d,Q\n0,1\n0,2\n', /in\.csv:3, column t_d: got "0", expected a time after that of line 2/);
    refuses('t_d,Q\n1,1\n0.5,2\n', /in\.csv:3, column t_d/);
    refuses('t_d,Q\n0,-1\n', /in\.csv:2, column Q: got "-1", expected a number ≥ 0/, {
      columns: [{ name: 'Q', min: 0 }],
    });
    refuses('t_d,Q\n0,\n', /column Q: got "", expected a number$/, { columns: [{ name: 'Q', complete: true }] });
    refuses('t_d,Q\n0,1,2\n', /in\.csv:2: got "3 cells", expected 2/);
    refuses('time,Q\n2023-02-29 00:00,1\n', /column time: got "2023-02-29 00:00"/);
    refuses('time,Q\n2023-02-28 24:00,1\n', /column time/);
    refuses('time,Q\n2023-02-28,1\n45,2\n', /in\.csv:3, column time/);
    refuses('t_d,Q\n0,1\n2024-01-01,2\n', /in\.csv:3, column t_d/);
    refuses('a,Q\n0,1\n', /expected a time column/);
    refuses('t_d,a\n0,1\n', /column Q: got "the columns t_d, a", expected a column named Q/, {
      columns: [{ name: 'Q' }],
    });
    refuses('t_d,Q,Q\n0,1,2\n', /^in\.csv:1: got "two columns Q", expected one of each name$/);
    refuses('t_d,Q\n0,1e999\n', /column Q: got "1e999"/);
    refuses('t_d,Q\n0,Infinity\n', /column Q/);
    refuses('t_d,Q\n0,"1\n', /in\.csv:2: got "a quote that is never closed"/);
    refuses('t_d,Q\n', /expected at least one row/);
    refuses('', /an empty file/);
    refuses('\n\n', /an empty file/);
  });

  it('refuses UTF-16 and a file that cannot be read', () => {
    assert.throws(() => parseTable(Uint8Array.of(0xff, 0xfe, 65, 0), 'in.csv'), /UTF-8/);
    assert.throws(() => readTable('no/such.csv'), /no\/such\.csv: got "ENOENT"/);
    const folder = mkdtempSync(join(tmpdir(), 'table-'));
    try {
      assert.throws(() => readTable(folder), ConfigError);
      const path = join(folder, 'a.csv');
      writeFileSync(path, 't,x\n1,2\n');
      assert.equal(readTable(path).columns.get('x')?.[0], 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('grows past its first capacity', () => {
    const text = ['t,x', ...Array.from({ length: 5000 }, (_, i) => `${i},${i * 2}`)].join('\n');
    const table = parseTable(text, 'in.csv');
    assert.equal(table.rows, 5000);
    assert.equal(table.columns.get('x')?.[4999], 9998);
    assert.equal(table.lines[4999], 5001);
  });

  it('takes rows of hundreds of columns', () => {
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`);
    const table = parseTable(`t,${names.join(',')}\n0,${names.map((_, i) => i).join(',')}\n`, 'in.csv');
    assert.equal(table.columns.get('c299')?.[0], 299);
  });

  it('rounds numbers as the language does', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(12), (value, decimals) => {
        for (const text of [String(value), value.toFixed(decimals)]) {
          assert.equal(parseTable(`t,x\n0,${text}\n`, 'x').columns.get('x')?.[0], Number(text));
        }
      }),
    );
  });

  it('gives back what was written, whatever the dress', () => {
    const cell = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (rows, delimiter, end, quote) => {
          const dress = (value: number) => {
            const text = Number.isNaN(value) ? '' : String(value);
            const comma = delimiter === ';' ? text.replace('.', ',') : text;
            return quote ? `"${comma}"` : comma;
          };
          const lines = rows.map((row, i) => [String(i), ...row.map(dress)].join(delimiter));
          const table = parseTable([`t${delimiter}a${delimiter}b`, ...lines].join(end), 'x');
          assert.deepEqual(
            [...(table.columns.get('b') ?? [])].map(String),
            rows.map((row) => String(row[1] + 0)),
          );
        },
      ),
    );
  });

  it('meets garbage with a ConfigError or with finite numbers and gaps', () => {
    const scrap = fc.constantFrom(
      't_d',
      'Q',
      ',',
      ';',
      '\t',
      '\n',
      '\r\n',
      '"',
      '1',
      '2.5',
      '-3',
      'e5',
      'NaN',
      ' ',
      '2024-01-01',
      'é',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(scrap, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (body) => {
        try {
          const table = parseTable(body, 'x', {});
          for (let i = 1; i < table.rows; i++) assert.ok(table.time[i] > table.time[i - 1]);
          for (const column of table.columns.values()) {
            assert.equal(column.length, table.rows);
            for (const value of column) assert.ok(Number.isNaN(value) || Number.isFinite(value));
          }
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});
