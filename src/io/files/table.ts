/**
 * A delimited text file as named columns of numbers beside a column of time: influent files, records to fit, a
 * user's own measurements. Every fault names file, line and column, says what stood there and what may stand there.
 */

import { readFileSync } from 'node:fs';
import { ConfigError, type Fault } from '../../core/errors.ts';
import { detectDelimiter, parseInstant, parseNumber, RowReader } from './cells.ts';

export interface ColumnSpec {
  /** The name under which the column is returned. */
  readonly name: string;
  /** Names it may have in the file (compared without case); `name` alone by default. The first that is found is taken. */
  readonly aliases?: readonly string[];
  /** Refuse a file without it; true by default. */
  readonly required?: boolean;
  /** Refuse cells that are empty, NA or NaN; false by default. */
  readonly complete?: boolean;
  /** Smallest and largest value accepted. */
  readonly min?: number;
  readonly max?: number;
}

export interface TableOptions {
  /** Names the time column may have, without case; by default `DEFAULT_TIME_NAMES`. */
  readonly time?: readonly string[];
  /** The columns to read; by default all but the time column. Other columns may hold any text. */
  readonly columns?: readonly ColumnSpec[];
  /** With all columns: names to leave out. */
  readonly exclude?: readonly string[];
}

export interface Table {
  /** The file's name, for messages about its content. */
  readonly file: string;
  readonly rows: number;
  /** Strictly rising: ms since the Unix epoch (`date`) or days (`days`). */
  readonly time: Float64Array;
  readonly timeKind: 'date' | 'days';
  /** The columns by name, NaN where a cell says nothing. An optional column that the file lacks is absent. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** The line of the file on which each row stands, from 1. */
  readonly lines: Uint32Array;
}

export const DEFAULT_TIME_NAMES = ['time', 't_d', 'timestamp', 'datetime', 'date_time', 'date', 't'] as const;

/** After so many faults the rest of the file is not read: the user has enough to mend. */
const MAX_FAULTS = 10;

/** Reads `path`; throws ConfigError where it cannot be read or is not such a table. */
export function readTable(path: string, options: TableOptions = {}): Table {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ConfigError({ where: path, got: code, expected: 'a file that can be read' }, { cause });
  }
  return parseTable(bytes, path, options);
}

/** Parses the text of a table; `file` is its name in messages. Throws ConfigError. */
export function parseTable(text: Uint8Array | string, file: string, options: TableOptions = {}): Table {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new ConfigError({ where: file, got: 'UTF-16 text', expected: 'UTF-8 text' });
  }
  const delimiter = detectDelimiter(bytes);
  const reader = new RowReader(bytes, delimiter);
  if (!reader.next()) throw new ConfigError({ where: file, got: 'an empty file', expected: 'a header line and rows' });
  const header = Array.from({ length: reader.cells }, (_, i) => reader.text(i));
  const headerLine = reader.line;
  const layout = findColumns(file, headerLine, header, options);
  return readRows(reader, file, header, layout, delimiter !== ',');
}

interface Layout {
  readonly timeCell: number;
  readonly cells: readonly number[];
  readonly specs: readonly ColumnSpec[];
}

function findColumns(file: string, line: number, header: readonly string[], options: TableOptions): Layout {
  const where = `${file}:${line}`;
  const faults: Fault[] = [];
  const doubled = new Set<string>();
  const lower = header.map((name) => name.toLowerCase());
  const find = (names: readonly string[]): number => {
    for (const name of names) {
      const cell = lower.indexOf(name.toLowerCase());
      if (cell < 0) continue;
      if (lower.indexOf(name.toLowerCase(), cell + 1) >= 0) doubled.add(header[cell]);
      return cell;
    }
    return -1;
  };
  const timeNames = options.time ?? DEFAULT_TIME_NAMES;
  const timeCell = find(timeNames);
  const got = `the columns ${header.slice(0, 20).join(', ')}`;
  if (timeCell < 0) faults.push({ where, got, expected: `a time column named ${timeNames.join(' or ')}` });

  const left = new Set((options.exclude ?? []).map((name) => name.toLowerCase()));
  const wanted: readonly ColumnSpec[] =
    options.columns ?? header.filter((_, i) => i !== timeCell && !left.has(lower[i])).map((name) => ({ name }));
  const specs: ColumnSpec[] = [];
  const cells: number[] = [];
  for (const spec of wanted) {
    const names = spec.aliases ?? [spec.name];
    const cell = find(names);
    if (cell >= 0) {
      specs.push(spec);
      cells.push(cell);
    } else if (spec.required ?? true) {
      faults.push({ where: `${where}, column ${spec.name}`, got, expected: `a column named ${names.join(' or ')}` });
    }
  }
  for (const name of doubled) faults.push({ where, got: `two columns ${name}`, expected: 'one of each name' });
  if (faults.length > 0) throw new ConfigError(faults);
  return { timeCell, cells, specs };
}

function readRows(
  reader: RowReader,
  file: string,
  header: readonly string[],
  layout: Layout,
  decimalComma: boolean,
): Table {
  const { timeCell, cells, specs } = layout;
  const { bytes } = reader;
  let capacity = 1024;
  let time = new Float64Array(capacity);
  let lines = new Uint32Array(capacity);
  const columns = specs.map(() => new Float64Array(capacity));
  const faults: Fault[] = [];
  let timeKind: Table['timeKind'] | undefined;
  let rows = 0;

  while (faults.length < MAX_FAULTS && reader.next()) {
    const where = (cell: number) => `${file}:${reader.line}, column ${header[cell]}`;
    if (reader.openQuote) {
      faults.push({ where: `${file}:${reader.line}`, got: 'a quote that is never closed', expected: 'paired quotes' });
      break;
    }
    if (reader.cells !== header.length) {
      faults.push({
        where: `${file}:${reader.line}`,
        got: `${reader.cells} cells`,
        expected: `${header.length} as in the header`,
      });
      continue;
    }
    if (rows === capacity) {
      capacity *= 2;
      time = enlarge(time, capacity);
      lines = enlargeLines(lines, capacity);
      for (let c = 0; c < columns.length; c++) columns[c] = enlarge(columns[c], capacity);
    }
    const instant = readTime(reader, timeCell, timeKind, decimalComma);
    if (instant === undefined) {
      const expected =
        timeKind === 'days' ? 'a number of days' : 'YYYY-MM-DD hh:mm[:ss], an ISO date-time or a number of days';
      faults.push({ where: where(timeCell), got: reader.text(timeCell), expected });
      continue;
    }
    timeKind ??= instant.kind;
    if (rows > 0 && instant.value <= time[rows - 1]) {
      faults.push({
        where: where(timeCell),
        got: reader.text(timeCell),
        expected: `a time after that of line ${lines[rows - 1]}`,
      });
      continue;
    }
    time[rows] = instant.value;
    lines[rows] = reader.line;
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c];
      const value = parseNumber(bytes, reader.starts[cell], reader.ends[cell], decimalComma);
      if (value === undefined || !fits(value, specs[c])) {
        faults.push({ where: where(cell), got: reader.text(cell), expected: describe(specs[c]) });
      } else columns[c][rows] = value;
    }
    rows++;
  }
  if (faults.length > 0) throw new ConfigError(faults);
  if (rows === 0) throw new ConfigError({ where: file, got: 'a header and no rows', expected: 'at least one row' });
  return {
    file,
    rows,
    time: time.slice(0, rows),
    timeKind: timeKind ?? 'days',
    columns: new Map(specs.map((spec, c) => [spec.name, columns[c].slice(0, rows)])),
    lines: lines.slice(0, rows),
  };
}

/** The time in a cell; the first row decides whether the file counts in dates or in days. */
function readTime(
  reader: RowReader,
  cell: number,
  kind: Table['timeKind'] | undefined,
  decimalComma: boolean,
): { kind: Table['timeKind']; value: number } | undefined {
  if (kind !== 'date') {
    const days = parseNumber(reader.bytes, reader.starts[cell], reader.ends[cell], decimalComma);
    if (days !== undefined && !Number.isNaN(days)) return { kind: 'days', value: days };
    if (kind === 'days') return undefined;
  }
  const value = parseInstant(reader.text(cell));
  return value === undefined ? undefined : { kind: 'date', value };
}

function fits(value: number, spec: ColumnSpec): boolean {
  if (Number.isNaN(value)) return !spec.complete;
  return value >= (spec.min ?? -Infinity) && value <= (spec.max ?? Infinity);
}

function describe({ min, max, complete }: ColumnSpec): string {
  const limits = [min === undefined ? '' : ` ≥ ${min}`, max === undefined ? '' : ` ≤ ${max}`]
    .filter(Boolean)
    .join(' and');
  return `a number${limits}${complete ? '' : ', or an empty cell'}`;
}

function enlarge(array: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(array);
  return larger;
}

function enlargeLines(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(array);
  return larger;
}
