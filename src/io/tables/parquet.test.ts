/** Parquet files of our own writer and of DuckDB's, whose types and compressions are those that users have. */

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { it, type TestContext } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { createFrame, QUALITY } from '../../core/frame.ts';
import { blocksOf, START, schemaOf, temporaryDirectory, writeTable } from '../files/writer.fake.ts';
import { readMeasurements } from './read.ts';
import type { DataTable } from './table.ts';

/** Writes what the query gives to a file. */
async function duckdb(t: TestContext, query: string, options = ''): Promise<string> {
  const file = temporaryDirectory(t)('in.parquet');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet${options})`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return file;
}

function column(table: DataTable, name: string): number[] {
  const frame = createFrame(table.channels.length);
  return Array.from({ length: table.rows }, (_, index) => {
    table.read(index, frame);
    return frame.values[table.channels.indexOf(name)];
  });
}

it('reads our own exports without their labels, over several row groups', async (t) => {
  const file = temporaryDirectory(t)('own.parquet');
  const rows = 61_440 + 10;
  const cell = (row: number, sensor: number) => {
    const missing = row % 1_000 === 7 && sensor === 1;
    return { value: missing ? Number.NaN : row / 4 + sensor, label: 1, event: 1, quality: missing ? 3 : sensor };
  };
  writeTable(file, schemaOf('A', 'B'), blocksOf(rows, 2, cell));
  const shares: number[] = [];
  const table = await readMeasurements(file, {}, (share) => shares.push(share));
  assert.deepEqual(table.channels, ['A', 'B']);
  assert.deepEqual([table.rows, table.missing, shares.at(-1)], [rows, 62, 1]);
  const frame = createFrame(2);
  table.read(61_445, frame);
  assert.deepEqual([...frame.values], [61_445 / 4, 61_445 / 4 + 1]);
  assert.deepEqual([...frame.quality], [QUALITY.good, QUALITY.uncertain]);
  assert.deepEqual([frame.time, frame.seq], [START + 61_445 * 5_000, 61_445]);
  assert.equal(table.time.text(1), new Date(START + 5_000).toISOString());
});

it('takes the types of columns that tools write', async (t) => {
  const query = `SELECT TIMESTAMP '2024-01-01 00:00:00' + INTERVAL 1 MINUTE * i AS stamp, i::BIGINT * 3 AS big, (i % 2 = 0) AS running,
    i::FLOAT / 4 AS small, (i + 0.25)::DECIMAL(8, 2) AS decimal, CASE WHEN i = 1 THEN NULL ELSE i * i END AS gap,
    'remark ' || i AS remark, 'nan'::DOUBLE AS nothing, i + 5 AS n, i % 2 AS label FROM range(12) r(i)`;
  const table = await readMeasurements(await duckdb(t, query));
  assert.equal(table.time.name, 'stamp');
  assert.equal(table.timeAt(1) - table.timeAt(0), 60_000);
  assert.deepEqual(table.channels, ['big', 'running', 'small', 'decimal', 'gap']);
  assert.deepEqual(column(table, 'big').slice(0, 2), [0, 3]);
  assert.deepEqual(column(table, 'running').slice(0, 2), [1, 0]);
  assert.deepEqual(column(table, 'decimal').slice(0, 2), [0.25, 1.25]);
  assert.deepEqual(column(table, 'gap').slice(0, 3), [0, Number.NaN, 4]);
  assert.deepEqual(Object.fromEntries(table.leftOut.map((left) => [left.column, left.reason])), {
    remark: 'text, such as "remark 0"',
    nothing: 'no values',
    n: 'counts the rows',
    label: 'ground truth by its name',
  });
});

it('takes dates as text, Unix times and two columns', async (t) => {
  const text = await readMeasurements(
    await duckdb(t, `SELECT '3' || i || '/12/2023 10:00' AS "Date", i * 1.5 AS x FROM range(2) r(i)`),
  );
  assert.equal(new Date(text.timeAt(1)).toISOString(), '2023-12-31T10:00:00.000Z');
  const unix = await readMeasurements(await duckdb(t, 'SELECT 1700000000 + i AS ts, i * 1.5 AS x FROM range(2) r(i)'));
  assert.equal(unix.timeAt(1), 1_700_000_001_000);
  assert.equal(unix.time.text(1), '1700000001');
});

for (const codec of ['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli']) {
  it(`reads ${codec}`, async (t) => {
    const file = await duckdb(t, 'SELECT i AS time, sin(i) AS x FROM range(3000) r(i)', `, COMPRESSION ${codec}`);
    assert.equal(column(await readMeasurements(file), 'x')[2_999], Math.sin(2_999));
  });
}

it('refuses falling times, other compressions and damaged files', async (t) => {
  const falling = await duckdb(t, 'SELECT 10 - i AS time, i * 0.5 AS x FROM range(3) r(i)');
  await assert.rejects(readMeasurements(falling), /in\.parquet, row 2, column time: got "9", expected .*--sort/);
  const lz4 = await duckdb(t, 'SELECT i AS time, sin(i) AS x FROM range(3000) r(i)', ', COMPRESSION lz4_raw');
  await assert.rejects(readMeasurements(lz4), /in\.parquet: got "parquet unsupported compression codec: LZ4_RAW"/);
  const whole = readFileSync(falling);
  writeFileSync(falling, whole.subarray(0, whole.length - 20));
  await assert.rejects(readMeasurements(falling), /in\.parquet: got "parquet .*expected a Parquet file/);
});
