/** The column of a sensor: doubles of few distinct values, some missing, kept as 16-bit dictionary indices. */

import type { Bytes } from '../../bytes.ts';
import { MISSING, ValueDictionary } from './dictionary.ts';
import { bitWidth, writeHybrid, writeRun } from './hybrid.ts';
import {
  type Chunk,
  type Column,
  ENCODING,
  PHYSICAL,
  plain,
  REPETITION,
  statistics,
  writeDataPage,
  writeDictionaryPage,
} from './pages.ts';
import { type Field, i32, text } from './thrift.ts';

const ENCODINGS = [ENCODING.plain, ENCODING.rle];
const DICTIONARY_ENCODINGS = [...ENCODINGS, ENCODING.rleDictionary];
/** Bytes of the length before the definition levels. */
const LENGTH_BYTES = 4;

export class ReadingColumn implements Column {
  readonly physicalType = PHYSICAL.double;
  readonly name: string;
  readonly schema: readonly Field[];
  readonly #dictionary = new ValueDictionary();
  /** The index of each reading; 0 where it is missing. */
  readonly #indices: Uint16Array;
  #rows = 0;

  /** @param capacity rows of a row group, at most `MAX_ENTRIES` */
  constructor(name: string, capacity: number) {
    this.name = name;
    this.#indices = new Uint16Array(capacity);
    this.schema = [
      [1, i32(this.physicalType)],
      [3, i32(REPETITION.optional)],
      [4, text(name)],
    ];
  }

  /** Appends `rows` readings, column `column` of a row-major matrix of `width` columns; NaN is missing. */
  append(values: Float64Array, column: number, width: number, rows: number): void {
    this.#dictionary.encode(values, column, width, rows, this.#indices, this.#rows);
    this.#rows += rows;
  }

  writeChunk(out: Bytes, scratch: Bytes, rows: number): Chunk {
    const size = this.#dictionary.size;
    const distinct = this.#dictionary.values.subarray(1, size + 1);
    scratch.length = 0;
    const present = this.#writePresence(scratch, rows);
    const bounds = statistics(smallest(distinct), largest(distinct), rows - present);
    const width = bitWidth(size - 1);
    let dataPageOffset = 0;
    // Where most values differ a dictionary only costs; whole values are then smaller.
    const whole = 8 * present <= 8 * size + (width * present) / 8;
    if (whole) {
      scratch.raw(plain(Float64Array.from(this.#indices.subarray(0, present), (index) => distinct[index])));
    } else {
      writeDictionaryPage(out, plain(distinct), size);
      dataPageOffset = out.length;
      scratch.byte(width);
      writeHybrid(scratch, this.#indices, present, width);
    }
    writeDataPage(out, scratch.view(), rows, whole ? ENCODING.plain : ENCODING.rleDictionary);
    this.#dictionary.clear();
    this.#rows = 0;
    return whole
      ? { encodings: ENCODINGS, dataPageOffset, statistics: bounds }
      : { encodings: DICTIONARY_ENCODINGS, dictionaryPageOffset: 0, dataPageOffset, statistics: bounds };
  }

  /**
   * Writes the definition levels, then leaves in `#indices` only those of the readings that are present,
   * counted from 0 as the file counts them. Returns how many they are.
   */
  #writePresence(out: Bytes, rows: number): number {
    const indices = this.#indices;
    const levels = new Uint16Array(rows);
    let present = 0;
    for (let i = 0; i < rows; i++) {
      const index = indices[i];
      if (index === MISSING) continue;
      levels[i] = 1;
      indices[present++] = index - 1;
    }
    const start = out.length;
    out.reserve(LENGTH_BYTES);
    out.length += LENGTH_BYTES;
    if (present === rows) writeRun(out, 1, rows, 1);
    else writeHybrid(out, levels, rows, 1);
    out.data.writeUInt32LE(out.length - start - LENGTH_BYTES, start);
    return present;
  }
}

/** The format asks that a bound of zero be the zero that includes the other: -0 below, +0 above. */
function smallest(values: Float64Array): Uint8Array | undefined {
  let min = Number.POSITIVE_INFINITY;
  for (const value of values) if (value < min) min = value;
  return values.length === 0 ? undefined : plain(Float64Array.of(min === 0 ? -0 : min));
}

function largest(values: Float64Array): Uint8Array | undefined {
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > max) max = value;
  return values.length === 0 ? undefined : plain(Float64Array.of(max === 0 ? 0 : max));
}
