/**
 * Pages and what the file's metadata says of them, with the numbers that parquet-format's parquet.thrift gives
 * to types and encodings. All pages are of version 1 and uncompressed: dictionaries and runs already make
 * readings small, and a compressor would make the bytes depend on its version (docs/decisions/0005).
 */

import type { Bytes } from '../../bytes.ts';
import { type Field, i32, i64, struct, type Value, writeStruct } from './thrift.ts';

export const PHYSICAL = { boolean: 0, int32: 1, int64: 2, double: 5 } as const;
export const CONVERTED = { timestampMillis: 9, uint8: 11, uint32: 13 } as const;
export const REPETITION = { required: 0, optional: 1 } as const;
export const ENCODING = { plain: 0, rle: 3, deltaBinaryPacked: 5, rleDictionary: 8 } as const;
const PAGE = { data: 0, dictionary: 2 } as const;

/** A column of a file: gathers its values of a row group, then writes them as one column chunk. */
export interface Column {
  readonly name: string;
  readonly physicalType: number;
  /** The fields of its SchemaElement. */
  readonly schema: readonly Field[];
  /**
   * Appends the chunk to `out` and forgets the values gathered.
   * @param scratch room for the body of a page
   * @param rows how many values were gathered, the missing ones included
   */
  writeChunk(out: Bytes, scratch: Bytes, rows: number): Chunk;
}

/** What the metadata says of a column chunk; the offsets are positions in the chunk's `out`. */
export interface Chunk {
  readonly encodings: readonly number[];
  readonly dataPageOffset: number;
  readonly dictionaryPageOffset?: number;
  readonly statistics?: Value;
}

export function writeDataPage(out: Bytes, body: Uint8Array, values: number, encoding: number): void {
  writePage(out, body, PAGE.data, [
    5,
    struct([1, i32(values)], [2, i32(encoding)], [3, i32(ENCODING.rle)], [4, i32(ENCODING.rle)]),
  ]);
}

export function writeDictionaryPage(out: Bytes, body: Uint8Array, values: number): void {
  writePage(out, body, PAGE.dictionary, [7, struct([1, i32(values)], [2, i32(ENCODING.plain)])]);
}

/** Bounds as PLAIN-encoded values; none where no value is present. */
export function statistics(min: Uint8Array | undefined, max: Uint8Array | undefined, missing: number): Value {
  return struct([3, i64(missing)], [5, max && { binary: max }], [6, min && { binary: min }]);
}

/** The memory of a typed array, which on every platform of Node's is PLAIN encoding: little-endian. */
export function plain(values: Float64Array | Uint32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function writePage(out: Bytes, body: Uint8Array, type: number, header: Field): void {
  writeStruct(out, [[1, i32(type)], [2, i32(body.length)], [3, i32(body.length)], header]);
  out.raw(body);
}
