/**
 * Reads a delimited text file (CSV) piece by piece into a table: any of the usual delimiters, decimal commas, quotes,
 * byte order marks and line ends; lines above the header are skipped. Every fault names line and column.
 */

import { closeSync, openSync, readSync } from 'node:fs';
import { ConfigError, type Fault } from '../../core/errors.ts';
import { type Delimiter, detectDelimiter, parseNumber, RowReader } from '../files/cells.ts';
import { Column } from './column.ts';
import { findHeader } from './header.ts';
import { type Plan, planColumns } from './plan.ts';
import type { TableRequest } from './request.ts';
import { DataTable } from './table.ts';
import { COUNTED_ROWS, TimeReader } from './time-column.ts';
import { Values } from './values.ts';

/** Bytes read at a time; delimiter, header and time column are found in the first piece. */
const PIECE_BYTES = 1 << 20;
/** After so many faults the rest of the file is not read: the user has enough to mend. */
const MAX_FAULTS = 10;

/** Called now and then with the bytes read so far. */
export type ReadProgress = (bytes: number) => void;

/** Reads `path`; throws ConfigError where it is not such a table. */
export function readDelimited(path: string, request: TableRequest, onProgress?: ReadProgress): DataTable {
  const descriptor = openSync(path, 'r');
  try {
    return new DelimitedFile(path, descriptor, onProgress).read(request);
  } finally {
    closeSync(descriptor);
  }
}

/** What the first piece says of all rows. */
interface Layout {
  readonly names: readonly string[];
  /** Cells of a row. */
  readonly cells: number;
  readonly plan: Plan;
  readonly decimalComma: boolean;
  readonly notes: readonly string[];
}

class DelimitedFile {
  readonly #path: string;
  readonly #descriptor: number;
  readonly #onProgress: ReadProgress | undefined;
  readonly #first: Uint8Array;
  readonly #delimiter: Delimiter;
  readonly #encoding: string;
  #position = 0;

  constructor(path: string, descriptor: number, onProgress: ReadProgress | undefined) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.#onProgress = onProgress;
    this.#first = this.#piece() ?? new Uint8Array(0);
    const [a, b] = this.#first;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
      throw new ConfigError({ where: path, got: 'UTF-16 text', expected: 'UTF-8 text' });
    }
    this.#encoding = encodingOf(this.#first);
    this.#delimiter = detectDelimiter(this.#first);
  }

  read(request: TableRequest): DataTable {
    const { names, cells, skipped, line, rows, notes } = findHeader(
      this.#path,
      new RowReader(this.#first, this.#delimiter, undefined, this.#encoding),
    );
    const sample = (cell: number) => rows.map((row) => row[cell] ?? '').filter((text) => text !== '');
    const plan = planColumns(`${this.#path}:${line}`, names, sample, request);
    const reader = new RowReader(this.#first, this.#delimiter, () => this.#piece(), this.#encoding);
    for (let row = 0; row <= skipped; row++) reader.next();
    const decimalComma = this.#delimiter !== ',' || haveDecimalCommas(rows);
    return this.#readRows(reader, { names, cells, plan, decimalComma, notes }, request);
  }

  #readRows(reader: RowReader, layout: Layout, request: TableRequest): DataTable {
    const { names, cells: width, plan, decimalComma, notes } = layout;
    const columns = plan.columns.map(({ name }) => new Column(name));
    const cells = Int32Array.from(plan.columns, ({ cell }) => cell);
    const time = plan.time.length > 0 ? new TimeReader(plan.time.map((cell) => names[cell]).join(',')) : undefined;
    const lines = new Values();
    const faults: Fault[] = [];
    while (faults.length < MAX_FAULTS && reader.next()) {
      const broken = rowFault(reader, width);
      if (broken !== undefined) {
        faults.push({ where: `${this.#path}:${reader.line}`, ...broken });
        continue;
      }
      lines.push(reader.line);
      if (time !== undefined) {
        const text = plan.time.map((cell) => reader.text(cell).trim()).join(' ');
        const fault = time.push(text, () => `${this.#path}:${reader.line}, column ${time.name}`);
        if (fault !== undefined) faults.push(fault);
      }
      const { bytes, starts, ends } = reader;
      for (let i = 0; i < columns.length; i++) {
        const cell = cells[i];
        const value = parseNumber(bytes, starts[cell], ends[cell], decimalComma);
        if (value === undefined) columns[i].pushText(reader.text(cell).trim(), decimalComma);
        else columns[i].push(value);
      }
    }
    if (faults.length > 0) throw new ConfigError(faults);
    time?.finish();
    const parts = {
      file: this.#path,
      rows: lines.length,
      time: time ?? COUNTED_ROWS,
      plan,
      columns,
      notes,
      where: (row: number) => `${this.#path}:${lines.at(row)}`,
    };
    return new DataTable(parts, request);
  }

  /** The next bytes of the file; undefined at its end. */
  #piece(): Uint8Array | undefined {
    const piece = new Uint8Array(PIECE_BYTES);
    const length = readSync(this.#descriptor, piece, 0, piece.length, this.#position);
    this.#position += length;
    this.#onProgress?.(this.#position);
    return length === 0 ? undefined : piece.subarray(0, length);
  }
}

/** What is wrong with the shape of a row. Empty cells beyond the header's are not. */
function rowFault(reader: RowReader, width: number): Omit<Fault, 'where'> | undefined {
  if (reader.openQuote) return { got: 'a quote that is never closed', expected: 'paired quotes' };
  let { cells } = reader;
  while (cells > width && reader.starts[cells - 1] === reader.ends[cells - 1]) cells--;
  return cells === width ? undefined : { got: `${cells} cells`, expected: `${width} as in the header` };
}

/**
 * Whether quoted cells between commas hold decimal commas: some can be nothing else, as three digits after a comma
 * could be thousands, and no cell has a decimal point.
 */
function haveDecimalCommas(rows: readonly (readonly string[])[]): boolean {
  const some = (pattern: RegExp) => rows.some((row) => row.some((text) => pattern.test(text)));
  return some(/^[+-]?\d+,(\d{1,2}|\d{4,})$/) && !some(/^[+-]?\d*\.\d+$/);
}

/** UTF-8, or what spreadsheets of western Europe write where the text is none. */
function encodingOf(piece: Uint8Array): string {
  try {
    // A piece may end within a character, of at most four bytes.
    new TextDecoder('utf-8', { fatal: true }).decode(piece, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
