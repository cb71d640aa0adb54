/** A Parquet file as it is written: row group after row group, then the metadata that finds them again. */

import { Bytes } from '../../bytes.ts';
import type { Chunk, Column } from './pages.ts';
import { i32, i64, list, struct, text, type Value, writeStruct } from './thrift.ts';

const MAGIC = Buffer.from('PAR1');
const FORMAT_VERSION = 1;
const UNCOMPRESSED = 0;
/** "Version build" after it would make the bytes differ between releases that write the same. */
const CREATED_BY = 'traffeyere';

export interface Output {
  write(bytes: Uint8Array): void;
}

export class ParquetFile {
  readonly #output: Output;
  readonly #columns: readonly Column[];
  readonly #metadata: Readonly<Record<string, string>>;
  readonly #chunk = new Bytes(1 << 16);
  readonly #scratch = new Bytes(1 << 16);
  /** Row groups as the footer will have them; encoded at once, for a year holds a hundred thousand chunks. */
  readonly #rowGroups: Value[] = [];
  #position = 0;
  #rows = 0;

  constructor(output: Output, columns: readonly Column[], metadata: Readonly<Record<string, string>>) {
    this.#output = output;
    this.#columns = columns;
    this.#metadata = metadata;
    this.#write(MAGIC);
  }

  /** Writes what the columns have gathered: `rows` values each, at least one. */
  writeRowGroup(rows: number): void {
    const start = this.#position;
    const chunks = this.#columns.map((column) => {
      this.#chunk.length = 0;
      const chunk = column.writeChunk(this.#chunk, this.#scratch, rows);
      const description = describeChunk(column, chunk, rows, this.#position, this.#chunk.length);
      this.#write(this.#chunk.view());
      return description;
    });
    this.#scratch.length = 0;
    writeStruct(this.#scratch, [
      [1, list(chunks)],
      [2, i64(this.#position - start)],
      [3, i64(rows)],
      [5, i64(start)],
      [6, i64(this.#position - start)],
    ]);
    this.#rowGroups.push({ encoded: this.#scratch.take() });
    this.#rows += rows;
  }

  /** Writes the footer. */
  finish(): void {
    const root = struct([4, text('schema')], [5, i32(this.#columns.length)]);
    const footer = new Bytes(1 << 16);
    writeStruct(footer, [
      [1, i32(FORMAT_VERSION)],
      [2, list([root, ...this.#columns.map((column) => struct(...column.schema))])],
      [3, i64(this.#rows)],
      [4, list(this.#rowGroups)],
      [5, list(Object.entries(this.#metadata).map(([key, value]) => struct([1, text(key)], [2, text(value)])))],
      [6, text(CREATED_BY)],
      // Bounds compare in the order of the column's type.
      [7, list(this.#columns.map(() => struct([1, struct()])))],
    ]);
    const length = footer.length;
    footer.reserve(4);
    footer.length = footer.data.writeUInt32LE(length, length);
    footer.raw(MAGIC);
    this.#write(footer.view());
  }

  #write(bytes: Uint8Array): void {
    this.#output.write(bytes);
    this.#position += bytes.length;
  }
}

function describeChunk(column: Column, chunk: Chunk, rows: number, position: number, size: number): Value {
  const { dictionaryPageOffset } = chunk;
  const metadata = struct(
    [1, i32(column.physicalType)],
    [2, list(chunk.encodings.map(i32))],
    [3, list([text(column.name)])],
    [4, i32(UNCOMPRESSED)],
    [5, i64(rows)],
    [6, i64(size)],
    [7, i64(size)],
    [9, i64(position + chunk.dataPageOffset)],
    [11, dictionaryPageOffset === undefined ? undefined : i64(position + dictionaryPageOffset)],
    [12, chunk.statistics],
  );
  return struct([2, i64(position)], [3, metadata]);
}
