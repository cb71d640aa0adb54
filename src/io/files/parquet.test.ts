/** Every Parquet file we write is read back by two readers that are not ours: DuckDB and hyparquet. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { duckdb } from '../../../tests/support/duckdb.ts';
import { RandomStream } from '../../core/random.ts';
import { blocksOf, type Cell, START, schemaOf, temporaryDirectory, writeTable } from './writer.fake.ts';

const SCHEMA = schemaOf('A', 'B');
const normal = (value: number): Cell => ({ value, label: 0, event: 0, quality: 0 });

function bytesOf(file: string): ArrayBuffer {
  const { buffer, byteOffset, length } = readFileSync(file);
  return buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer;
}

/** Writes the cells, reads them with both readers, and compares all that was written. */
async function assertReadsBack(t: TestContext, rows: number, cell: (row: number, sensor: number) => Cell) {
  const file = temporaryDirectory(t)('out.parquet');
  writeTable(file, SCHEMA, blocksOf(rows, 2, cell));
  const written = Array.from({ length: rows }, (_, row) => expectedRow(row, [cell(row, 0), cell(row, 1)]));
  const hyparquet = await parquetReadObjects({ file: bytesOf(file) });
  const read = hyparquet.map((row) => ({ ...row, time: Number(row.time), seq: Number(row.seq) }));
  assert.deepEqual(read, written);
  const fromDuckdb = await duckdb(
    `SELECT * REPLACE (epoch_ms(time)::DOUBLE AS time, seq::DOUBLE AS seq) FROM '${file}'`,
  );
  assert.deepEqual(fromDuckdb, written.map(asDuckdbJson));
}

function expectedRow(row: number, cells: readonly Cell[]): Record<string, number | boolean | null> {
  const column = (suffix: string, value: (cell: Cell) => number | null) => ({
    [`A${suffix}`]: value(cells[0]),
    [`B${suffix}`]: value(cells[1]),
  });
  return {
    time: START + row * 5_000,
    seq: row,
    anomaly: cells.some((cell) => cell.label !== 0),
    ...column('', ({ value }) => (Number.isNaN(value) ? null : value)),
    ...column('__label', (cell) => cell.label),
    ...column('__event', (cell) => cell.event),
    ...column('__quality', (cell) => cell.quality),
  };
}

/** DuckDB's JSON has no infinities and knows one zero. */
function asDuckdbJson(row: Record<string, number | boolean | null>): Record<string, unknown> {
  const values = Object.entries(row).map(([key, value]) => [
    key,
    value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : value,
  ]);
  return Object.fromEntries(values);
}

describe('Parquet', () => {
  it('keeps readings of few values, gaps, codes and runs', (t) =>
    assertReadsBack(t, 3_000, (row, sensor) => {
      if (sensor === 0) return normal(row % 700 < 300 ? 1 : 0);
      const label = row > 1_000 && row < 1_100 ? 2 : 0;
      const missing = row % 97 === 0;
      const value = missing ? Number.NaN : Math.round(Math.sin(row / 50) * 100) / 100 + 0;
      return { value, label, event: label * 40_000, quality: missing ? 3 : row % 5 === 0 ? 1 : 0 };
    }));

  it('keeps readings that are all different', (t) => {
    const random = new RandomStream(1, 'parquet/test');
    const values = Float64Array.from({ length: 2_100 }, () => random.normal());
    return assertReadsBack(t, 1_050, (row, sensor) => normal(values[2 * row + sensor]));
  });

  it('keeps runs of one among many values', (t) =>
    assertReadsBack(t, 900, (row, sensor) => normal(sensor === 0 && row % 90 < 60 ? 777 : row)));

  it('keeps times and sequence numbers that jump', async (t) => {
    const file = temporaryDirectory(t)('out.parquet');
    const blocks = blocksOf(5, 2, () => normal(1));
    blocks[0].time[3] -= 7_001;
    blocks[0].seq[4] = 2 ** 52;
    writeTable(file, SCHEMA, blocks);
    const rows = await parquetReadObjects({ file: bytesOf(file), columns: ['time', 'seq'] });
    assert.deepEqual(
      rows.map(({ time, seq }) => [Number(time) - START, Number(seq)]),
      [
        [0, 0],
        [5_000, 1],
        [10_000, 2],
        [7_999, 3],
        [20_000, 2 ** 52],
      ],
    );
    const [bounds] = await duckdb(`SELECT max(seq)::DOUBLE AS seq, min(epoch_ms(time))::DOUBLE AS time FROM '${file}'`);
    assert.deepEqual(bounds, { seq: 2 ** 52, time: START });
  });

  it('keeps a column without a single reading, and infinities', (t) =>
    assertReadsBack(t, 20, (row, sensor) =>
      normal(sensor === 0 ? Number.NaN : [Infinity, -Infinity, 5e-324, 0, 1.7976931348623157e308][row % 5]),
    ));

  it('keeps any table', async (t) => {
    const cell = fc.record({
      value: fc.oneof(fc.double({ noNaN: false }), fc.constantFrom(Number.NaN, 1, 1, 1, 2)).map((x) => x + 0),
      label: fc.constantFrom(0, 0, 0, 1, 2, 255),
      event: fc.oneof(fc.constant(0), fc.nat(2 ** 31 - 1)),
      quality: fc.constantFrom(0, 0, 1, 2, 3),
    });
    const runs = fc.array(fc.tuple(fc.array(cell, { minLength: 2, maxLength: 2 }), fc.integer({ min: 1, max: 40 })), {
      minLength: 1,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(runs, async (table) => {
        const rows = table.flatMap(([cells, count]) => Array.from({ length: count }, () => cells));
        await assertReadsBack(t, rows.length, (row, sensor) => rows[row][sensor]);
      }),
      { numRuns: 40 },
    );
  });

  it('cuts long runs into row groups that tell their bounds', async (t) => {
    const file = temporaryDirectory(t)('out.parquet');
    const rows = 61_440 + 1_024 + 7;
    writeTable(
      file,
      SCHEMA,
      blocksOf(rows, 2, (row, sensor) => normal(row % 10 === 9 ? Number.NaN : ((row * 7 + sensor) % 1_000) / 10)),
    );
    const metadata = parquetMetadata(bytesOf(file));
    assert.deepEqual(
      metadata.row_groups.map((group) => Number(group.num_rows)),
      [61_440, 1_031],
    );
    const time = metadata.row_groups[1].columns[0].meta_data?.statistics;
    assert.deepEqual(time?.min_value, new Date(START + 61_440 * 5_000));
    const reading = metadata.row_groups[0].columns[3].meta_data?.statistics;
    assert.deepEqual([reading?.min_value, reading?.max_value, reading?.null_count], [-0, 99.9, 6_144n]);
    const [sums] = await duckdb(
      `SELECT count(*)::INT AS rows, count(A)::INT AS present, sum(seq)::DOUBLE AS seq, max(epoch_ms(time))::DOUBLE AS last
       FROM '${file}' WHERE seq >= 61000`,
    );
    const from = rows - 61_000;
    assert.deepEqual(sums, {
      rows: from,
      present: from - Math.floor(from / 10),
      seq: ((61_000 + rows - 1) * from) / 2,
      last: START + (rows - 1) * 5_000,
    });
  });

  it('carries what its columns and codes mean', (t) => {
    const file = temporaryDirectory(t)('out.parquet');
    writeTable(
      file,
      SCHEMA,
      blocksOf(1, 2, () => normal(1)),
    );
    const { key_value_metadata: [entry] = [] } = parquetMetadata(bytesOf(file));
    assert.equal(entry.key, 'traffeyere');
    const description = JSON.parse(entry.value ?? '');
    assert.deepEqual(description.labels, ['normal', 'sensor_fault', 'sensor_drift']);
    assert.deepEqual(description.origin, { seed: 7 });
    assert.deepEqual(description.sensors[0], SCHEMA.sensors[0]);
  });

  it('has the column types that readers expect', async (t) => {
    const file = temporaryDirectory(t)('out.parquet');
    writeTable(
      file,
      schemaOf('A'),
      blocksOf(1, 1, () => normal(1)),
    );
    const columns = await duckdb(`DESCRIBE SELECT * FROM '${file}'`);
    assert.deepEqual(
      columns.map(({ column_name, column_type }) => `${column_name} ${column_type}`),
      [
        'time TIMESTAMP WITH TIME ZONE',
        'seq BIGINT',
        'anomaly BOOLEAN',
        'A DOUBLE',
        'A__label UTINYINT',
        'A__event UINTEGER',
        'A__quality UTINYINT',
      ],
    );
  });

  it('has the same bytes for the same frames, on any machine', (t) => {
    const file = temporaryDirectory(t)('out.parquet');
    writeTable(
      file,
      SCHEMA,
      blocksOf(2_000, 2, (row, sensor) => ({
        value: row % 50 === 0 ? Number.NaN : ((row * 31) % 977) / 8 + sensor,
        label: row > 1_500 ? 1 : 0,
        event: row > 1_500 ? 9 : 0,
        quality: row % 50 === 0 ? 3 : 0,
      })),
    );
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
    // Changes only when the format does: then say so in CHANGELOG.md.
    assert.equal(digest, '4b215c52c254fdc0fa2ceb4964fdd38c9508e9ce30b56d1944f44c178369bb82');
  });
});
