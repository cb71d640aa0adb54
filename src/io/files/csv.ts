/** The data set as CSV (RFC 4180): a header, a line a frame, UTC times in ISO 8601, nothing where missing. */

import { allZero, type FrameBlock } from './block.ts';
import { columnNames, type TableSchema } from './schema.ts';
import type { TableWriter } from './table-writer.ts';
import { TextFile } from './text-file.ts';

/** "2026-01-01T00:00:00.000Z,0,false" and the line's end. */
const LEADING_BYTES = 34;
const COMMA = 44;
const LINE_END = Buffer.from('\r\n');
const TRUE = Buffer.from(',true');
const FALSE = Buffer.from(',false');

export class CsvTableWriter implements TableWriter {
  readonly #file: TextFile;
  /** A line's block of codes that are all 0, as nearly all are. */
  readonly #zeros: Uint8Array;

  constructor(path: string, schema: TableSchema, rows: number) {
    const header = columnNames(schema).map(quoted).join(',');
    this.#zeros = Buffer.from(',0'.repeat(schema.sensors.length));
    // At its shortest a reading is a comma, and each of its codes a comma and a digit.
    this.#file = new TextFile(path, rows * (LEADING_BYTES + 7 * schema.sensors.length));
    this.#file.text.text(header);
    this.#file.text.raw(LINE_END);
  }

  get size(): number {
    return this.#file.size;
  }

  write(block: FrameBlock): void {
    const { text } = this.#file;
    const { sensors, rows, values, labels, events, quality } = block;
    for (let row = 0; row < rows; row++) {
      const from = row * sensors;
      const to = from + sensors;
      const isNormal = allZero(labels, from, to);
      text.text(new Date(block.time[row]).toISOString());
      text.byte(COMMA);
      text.number(block.seq[row]);
      text.raw(isNormal ? FALSE : TRUE);
      for (let i = from; i < to; i++) {
        text.byte(COMMA);
        if (!Number.isNaN(values[i])) text.number(values[i]);
      }
      if (isNormal) text.raw(this.#zeros);
      else this.#codes(labels, from, to);
      this.#codes(events, from, to);
      this.#codes(quality, from, to);
      text.raw(LINE_END);
      this.#file.lineDone();
    }
  }

  close(): void {
    this.#file.close();
  }

  abort(): void {
    this.#file.abort();
  }

  #codes(codes: Uint8Array | Uint32Array, from: number, to: number): void {
    if (allZero(codes, from, to)) {
      this.#file.text.raw(this.#zeros);
      return;
    }
    for (let i = from; i < to; i++) {
      this.#file.text.byte(COMMA);
      this.#file.text.number(codes[i]);
    }
  }
}

/** A cell of text, in quotes where it must be. */
export function quoted(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
