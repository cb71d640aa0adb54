/** The columns about readings: time and sequence numbers, a flag, and the codes of labels, events, qualities. */

import type { Bytes } from '../../bytes.ts';
import { bitWidth, writeRun } from './hybrid.ts';
import {
  type Chunk,
  CONVERTED,
  type Column,
  ENCODING,
  PHYSICAL,
  plain,
  REPETITION,
  statistics,
  writeDataPage,
  writeDictionaryPage,
} from './pages.ts';
import { type Field, i32, struct, text, writeVarint, writeZigzag } from './thrift.ts';

/** Deltas are written in blocks of 128, four miniblocks each, as other writers do. */
const DELTA_BLOCK = 128;
const MINIBLOCKS = 4;

/** Integers that usually advance by a constant step (time, sequence numbers): then a few bytes for all of them. */
export class StepColumn implements Column {
  readonly physicalType = PHYSICAL.int64;
  readonly name: string;
  readonly schema: readonly Field[];
  /** Exact integers; the caller fills `values[0] … values[rows - 1]` before a chunk is written. */
  readonly values: Float64Array;

  constructor(name: string, meaning: 'integer' | 'timestamp', capacity: number) {
    this.name = name;
    this.values = new Float64Array(capacity);
    // TIMESTAMP, adjusted to UTC, in milliseconds.
    const timestamp = struct([8, struct([1, { bool: true }], [2, struct([1, struct()])])]);
    this.schema = [
      [1, i32(this.physicalType)],
      [3, i32(REPETITION.required)],
      [4, text(name)],
      [6, meaning === 'timestamp' ? i32(CONVERTED.timestampMillis) : undefined],
      [10, meaning === 'timestamp' ? timestamp : undefined],
    ];
  }

  writeChunk(out: Bytes, scratch: Bytes, rows: number): Chunk {
    const { values } = this;
    const step = rows > 1 ? values[1] - values[0] : 0;
    let min = values[0];
    let max = values[0];
    let constant = true;
    for (let i = 1; i < rows; i++) {
      if (values[i] - values[i - 1] !== step) constant = false;
      if (values[i] < min) min = values[i];
      if (values[i] > max) max = values[i];
    }
    const encoding = constant ? ENCODING.deltaBinaryPacked : ENCODING.plain;
    if (constant) {
      scratch.length = 0;
      writeConstantSteps(scratch, values[0], step, rows);
      writeDataPage(out, scratch.view(), rows, encoding);
    } else {
      writeDataPage(out, plain(BigInt64Array.from(values.subarray(0, rows), BigInt)), rows, encoding);
    }
    const bound = (value: number) => plain(BigInt64Array.of(BigInt(value)));
    return {
      encodings: [encoding, ENCODING.rle],
      dataPageOffset: 0,
      statistics: statistics(bound(min), bound(max), 0),
    };
  }
}

/** Yes or no. */
export class FlagColumn implements Column {
  readonly physicalType = PHYSICAL.boolean;
  readonly name: string;
  readonly schema: readonly Field[];
  /** 1 or 0; the caller fills `values[0] … values[rows - 1]` before a chunk is written. */
  readonly values: Uint8Array;

  constructor(name: string, capacity: number) {
    this.name = name;
    this.values = new Uint8Array(capacity);
    this.schema = [
      [1, i32(this.physicalType)],
      [3, i32(REPETITION.required)],
      [4, text(name)],
    ];
  }

  writeChunk(out: Bytes, scratch: Bytes, rows: number): Chunk {
    scratch.length = 0;
    for (let i = 0; i < rows; i += 8) {
      let bits = 0;
      for (let k = 0; k < 8 && i + k < rows; k++) bits |= this.values[i + k] << k;
      scratch.byte(bits);
    }
    writeDataPage(out, scratch.view(), rows, ENCODING.plain);
    return { encodings: [ENCODING.plain, ENCODING.rle], dataPageOffset: 0 };
  }
}

/** Small codes that seldom change, gathered and written as runs. */
export class CodeColumn implements Column {
  readonly physicalType = PHYSICAL.int32;
  readonly name: string;
  readonly schema: readonly Field[];
  #codes = new Uint32Array(4);
  #counts = new Uint32Array(4);
  #runs = 0;

  /** @param bits the width of the unsigned integers that readers see */
  constructor(name: string, bits: 8 | 32) {
    this.name = name;
    this.schema = [
      [1, i32(this.physicalType)],
      [3, i32(REPETITION.required)],
      [4, text(name)],
      [6, i32(bits === 8 ? CONVERTED.uint8 : CONVERTED.uint32)],
      [10, struct([10, struct([1, { i8: bits }], [2, { bool: false }])])],
    ];
  }

  /** Appends `count` times `code`. */
  append(code: number, count: number): void {
    const last = this.#runs - 1;
    if (last >= 0 && this.#codes[last] === code) {
      this.#counts[last] += count;
      return;
    }
    if (this.#runs === this.#codes.length) {
      this.#codes = doubled(this.#codes);
      this.#counts = doubled(this.#counts);
    }
    this.#codes[this.#runs] = code;
    this.#counts[this.#runs] = count;
    this.#runs++;
  }

  writeChunk(out: Bytes, scratch: Bytes, rows: number): Chunk {
    const indices = new Map<number, number>();
    for (const code of this.#codes.subarray(0, this.#runs)) if (!indices.has(code)) indices.set(code, indices.size);
    const codes = Uint32Array.from(indices.keys());
    writeDictionaryPage(out, plain(codes), codes.length);
    const dataPageOffset = out.length;

    const width = bitWidth(codes.length - 1);
    scratch.length = 0;
    scratch.byte(width);
    for (let run = 0; run < this.#runs; run++) {
      writeRun(scratch, indices.get(this.#codes[run]) ?? 0, this.#counts[run], width);
    }
    writeDataPage(out, scratch.view(), rows, ENCODING.rleDictionary);
    this.#runs = 0;
    codes.sort();
    return {
      encodings: [ENCODING.plain, ENCODING.rle, ENCODING.rleDictionary],
      dictionaryPageOffset: 0,
      dataPageOffset,
      statistics: statistics(plain(codes.slice(0, 1)), plain(codes.slice(-1)), 0),
    };
  }
}

/** DELTA_BINARY_PACKED where every delta is the same: each block is its smallest delta and nothing else. */
function writeConstantSteps(out: Bytes, first: number, step: number, count: number): void {
  writeVarint(out, DELTA_BLOCK);
  writeVarint(out, MINIBLOCKS);
  writeVarint(out, count);
  writeZigzag(out, first);
  for (let written = 1; written < count; written += DELTA_BLOCK) {
    writeZigzag(out, step);
    for (let i = 0; i < MINIBLOCKS; i++) out.byte(0);
  }
}

function doubled(from: Uint32Array): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(2 * from.length);
  to.set(from);
  return to;
}
