/** Finds the header of a delimited file: the first full row, perhaps below a title or a comment. */

import { ConfigError } from '../../core/errors.ts';
import type { RowReader } from '../files/cells.ts';
import { isMissingWord } from './cell-words.ts';
import { timeNumber } from './time-column.ts';
import { parseTimestamp } from './timestamps.ts';

/** Rows looked at, to know the width of the table and what its columns hold. */
const SAMPLE_ROWS = 200;

export interface Header {
  /** The columns' names, each different. */
  readonly names: readonly string[];
  /** Cells of a row. */
  readonly cells: number;
  /** Rows above it. */
  readonly skipped: number;
  /** The line it stands on. */
  readonly line: number;
  /** The first rows below it. */
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** @throws ConfigError for an empty file and for one whose first row is data */
export function findHeader(file: string, reader: RowReader): Header {
  const rows: string[][] = [];
  const lines: number[] = [];
  while (rows.length < SAMPLE_ROWS && reader.next()) {
    rows.push(Array.from({ length: reader.cells }, (_, i) => reader.text(i).trim()));
    lines.push(reader.line);
  }
  if (rows.length === 0) {
    throw new ConfigError({ where: file, got: 'an empty file', expected: 'a header line and rows' });
  }
  const skipped = Math.max(0, rows.findIndex(isFull(rows)));
  const cells = rows[skipped];
  while (cells.length > 1 && cells[cells.length - 1] === '') cells.pop();
  const line = lines[skipped];
  const notes = skipped > 0 ? [`${skipped} lines above the header of line ${line} are skipped`] : [];
  if (cells.every(isData) && !areConsecutive(cells)) {
    throw new ConfigError({
      where: `${file}:${line}`,
      got: cells.slice(0, 6).join(', '),
      expected: 'a header: the names of the columns in the first line',
    });
  }
  const names = distinct(cells, notes);
  return { names, cells: cells.length, skipped, line, rows: rows.slice(skipped + 1), notes };
}

/** Whether a row is as wide as most and named in more than half of its cells, as a title above the header is not. */
function isFull(rows: readonly (readonly string[])[]): (row: readonly string[]) => boolean {
  const widths = rows.map(filledWidth).sort((a, b) => a - b);
  const width = widths[widths.length >> 1];
  return (row) => row.length >= width && row.filter((text) => text !== '').length * 2 > width;
}

function filledWidth(row: readonly string[]): number {
  return row.findLastIndex((text) => text !== '') + 1;
}

/** A cell that is no name: a number, a date, or nothing. */
function isData(text: string): boolean {
  return (
    timeNumber(text) !== undefined ||
    isMissingWord(text) ||
    parseTimestamp(text, 'day-month') !== undefined ||
    parseTimestamp(text, 'month-day') !== undefined
  );
}

/** Columns named 0, 1, 2, … by a program that had no names for them. */
function areConsecutive(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((text, i) => Number(text) === Number(cells[0]) + i);
}

/** Names for columns without one and for those that share theirs. */
function distinct(cells: readonly string[], notes: string[]): string[] {
  const seen = new Set<string>();
  return cells.map((text, i) => {
    let name = text === '' ? `unnamed ${i + 1}` : text;
    for (let n = 2; seen.has(name); n++) name = `${text} (${n})`;
    if (name !== text && text !== '') notes.push(`a second column ${text} is called ${name}`);
    seen.add(name);
    return name;
  });
}
