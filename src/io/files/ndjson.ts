/**
 * The data set as NDJSON: a flat object a frame, with the names of the table's columns. Codes that are 0 are
 * left out, as nearly all are; a missing reading is null.
 */

import { allZero, type FrameBlock } from './block.ts';
import { columnNames, SUFFIX, type TableSchema } from './schema.ts';
import type { TableWriter } from './table-writer.ts';
import { TextFile } from './text-file.ts';

/** `{"time":"2026-01-01T00:00:00.000Z","seq":0,"anomaly":false` and the line's end. */
const LEADING_BYTES = 61;
const LINE_END = Buffer.from('}\n');
const NULL = Buffer.from('null');

export class NdjsonTableWriter implements TableWriter {
  readonly #file: TextFile;
  readonly #readings: readonly Uint8Array[];
  readonly #labels: readonly Uint8Array[];
  readonly #events: readonly Uint8Array[];
  readonly #quality: readonly Uint8Array[];

  constructor(path: string, schema: TableSchema, rows: number) {
    columnNames(schema);
    const keys = (suffix: string) => schema.sensors.map(({ id }) => Buffer.from(`,${JSON.stringify(id + suffix)}:`));
    this.#readings = keys('');
    this.#labels = keys(SUFFIX.label);
    this.#events = keys(SUFFIX.event);
    this.#quality = keys(SUFFIX.quality);
    // At its shortest a reading is its key and a digit.
    const shortest = this.#readings.reduce((sum, key) => sum + key.length + 1, LEADING_BYTES);
    this.#file = new TextFile(path, rows * shortest);
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
      text.text(`{"time":"${new Date(block.time[row]).toISOString()}","seq":${block.seq[row]}`);
      text.text(allZero(labels, from, to) ? ',"anomaly":false' : ',"anomaly":true');
      for (let i = from; i < to; i++) {
        text.raw(this.#readings[i - from]);
        // JSON knows no infinities; no instrument reports one.
        if (Number.isFinite(values[i])) text.number(values[i]);
        else text.raw(NULL);
      }
      this.#codes(this.#labels, labels, from, to);
      this.#codes(this.#events, events, from, to);
      this.#codes(this.#quality, quality, from, to);
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

  #codes(keys: readonly Uint8Array[], codes: Uint8Array | Uint32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      if (codes[i] === 0) continue;
      this.#file.text.raw(keys[i - from]);
      this.#file.text.number(codes[i]);
    }
  }
}
