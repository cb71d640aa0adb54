/** Reads a Parquet file, column after column and row group after row group, into a table. */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type Compressors,
  type ParquetScan,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { ConfigError } from '../../core/errors.ts';
import { Column } from './column.ts';
import { timeNameRank } from './column-names.ts';
import { planColumns } from './plan.ts';
import type { TableRequest } from './request.ts';
import { DataTable } from './table.ts';
import { COUNTED_ROWS, TimeReader } from './time-column.ts';

/** Rows that show what a column holds that might be the time. */
const SAMPLE_ROWS = 200;

/** hyparquet itself brings Snappy; these are in Node. */
const COMPRESSORS: Compressors = {
  GZIP: (bytes) => gunzipSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
  ZSTD: (bytes) => zstdDecompressSync(bytes),
};

/**
 * @param onProgress called now and then with the share that is read, 0 … 1
 * @throws ConfigError where the file is damaged or not such a table
 */
export async function readParquet(
  path: string,
  request: TableRequest,
  onProgress?: (share: number) => void,
): Promise<DataTable> {
  const descriptor = openSync(path, 'r');
  try {
    return await readColumns(path, bufferOf(descriptor), request, onProgress);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const got = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError({ where: path, got, expected: 'a Parquet file that can be read' }, { cause });
  } finally {
    closeSync(descriptor);
  }
}

async function readColumns(
  path: string,
  file: AsyncBuffer,
  request: TableRequest,
  onProgress: ((share: number) => void) | undefined,
): Promise<DataTable> {
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  const { children } = parquetSchema(metadata);
  const header = children.map((child) => child.element.name);
  // A scan keeps what it has read: one for each column lets go of the column before.
  const scan = (cell: number) => parquetScan({ file, metadata, columns: [header[cell]], compressors: COMPRESSORS });
  const samples = new Map<number, string[]>();
  for (const [cell, child] of children.entries()) {
    if (mayBeTime(child)) samples.set(cell, await readSample(await scan(cell), header[cell]));
  }
  const plan = planColumns(path, header, (cell) => samples.get(cell) ?? [], request);
  const where = (row: number) => `${path}, row ${row + 1}`;

  const texts: string[][] = [];
  for (const cell of plan.time) texts.push(await readTexts(await scan(cell), header[cell]));
  const time = plan.time.length > 0 ? new TimeReader(plan.time.map((cell) => header[cell]).join(',')) : undefined;
  for (let row = 0; time !== undefined && row < rows; row++) {
    const text = texts.map((column) => column[row]).join(' ');
    const fault = time.push(text, () => `${where(row)}, column ${time.name}`);
    if (fault !== undefined) throw new ConfigError(fault);
  }
  time?.finish();
  const columns: Column[] = [];
  for (const [i, { cell, name }] of plan.columns.entries()) {
    columns.push(await readColumn(await scan(cell), header[cell], name));
    onProgress?.((i + 1) / plan.columns.length);
  }
  return new DataTable({ file: path, rows, time: time ?? COUNTED_ROWS, plan, columns, notes: [], where }, request);
}

async function readSample(scan: ParquetScan, column: string): Promise<string[]> {
  if (scan.ranges.length === 0) return [];
  const { rowStart, rowEnd } = scan.ranges[0];
  const values = await scan.readColumn({ column, rowStart, rowEnd: Math.min(rowEnd, rowStart + SAMPLE_ROWS) });
  return Array.from(values, textOf).filter((text) => text !== '');
}

async function readTexts(scan: ParquetScan, column: string): Promise<string[]> {
  const texts: string[] = [];
  for (const range of scan.ranges) {
    const values = await scan.readColumn({ column, ...range });
    for (let i = 0; i < values.length; i++) texts.push(textOf(values[i]));
  }
  return texts;
}

/** Reads one row group after the other: a whole column of boxed values would be large. */
async function readColumn(scan: ParquetScan, column: string, name: string): Promise<Column> {
  const read = new Column(name);
  for (const range of scan.ranges) {
    const values = await scan.readColumn({ column, ...range });
    for (let i = 0; i < values.length; i++) pushValue(read, values[i]);
  }
  return read;
}

function pushValue(column: Column, value: unknown): void {
  if (typeof value === 'number') column.push(Number.isFinite(value) ? value : Number.NaN);
  else if (value === null || value === undefined) column.push(Number.NaN);
  else if (typeof value === 'bigint') column.push(Number(value));
  else column.pushText(textOf(value).trim(), false);
}

/** Only dates, texts, and numbers under a name of time: reading the rest for a look would take time itself. */
function mayBeTime({ element, children }: SchemaTree): boolean {
  if (children.length > 0) return false;
  const { type, logical_type: logical, converted_type: converted, name } = element;
  const isDate = logical?.type === 'TIMESTAMP' || logical?.type === 'DATE' || /^(TIMESTAMP|DATE)/.test(converted ?? '');
  return isDate || type === 'INT96' || type === 'BYTE_ARRAY' || timeNameRank(name) !== undefined;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function bufferOf(descriptor: number): AsyncBuffer {
  const byteLength = fstatSync(descriptor).size;
  return {
    byteLength,
    slice(start, end = byteLength) {
      const bytes = new Uint8Array(end - start);
      readSync(descriptor, bytes, 0, bytes.length, start);
      return bytes.buffer;
    },
  };
}
