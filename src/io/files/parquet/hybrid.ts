/**
 * Parquet's RLE / bit-packing hybrid: small integers as runs where they repeat, packed in `width` bits where
 * they do not. Definition levels and dictionary indices are written with it (parquet-format, Encodings.md, RLE = 3).
 */

import type { Bytes } from '../../bytes.ts';
import { writeVarint } from './thrift.ts';

/** Bit-packed values come in groups of eight. */
const GROUP = 8;

/** Bits that hold 0 … `max`; at least one, because some readers do not expect a width of nothing. */
export function bitWidth(max: number): number {
  return Math.max(1, 32 - Math.clz32(max));
}

/** `count` times `value`. */
export function writeRun(out: Bytes, value: number, count: number, width: number): void {
  writeVarint(out, count * 2);
  out.byte(value & 0xff);
  if (width > 8) out.byte(value >>> 8);
}

/** The first `count` of `values`, each below 2^`width`; `width` is at most 16. */
export function writeHybrid(out: Bytes, values: Uint16Array, count: number, width: number): void {
  let literals = 0; // where the values begin that are not written yet
  let i = 0;
  while (i < count) {
    const value = values[i];
    let end = i + 1;
    while (end < count && values[end] === value) end++;
    if (end - i >= GROUP) {
      // Values before a run must fill whole groups: the run gives its first ones away.
      const start = i + ((GROUP - ((i - literals) % GROUP)) % GROUP);
      if (end - start >= GROUP) {
        if (start > literals) writePacked(out, values, literals, start, width);
        writeRun(out, value, end - start, width);
        literals = end;
      }
    }
    i = end;
  }
  if (literals < count) writePacked(out, values, literals, count, width);
}

/** Values `from` … `to` bit-packed, lowest bits first, the last group filled up with zeros. */
function writePacked(out: Bytes, values: Uint16Array, from: number, to: number, width: number): void {
  const groups = Math.ceil((to - from) / GROUP);
  writeVarint(out, groups * 2 + 1);
  out.reserve(groups * width);
  const data = out.data;
  const end = out.length + groups * width;
  let at = out.length;
  let bits = 0;
  let held = 0;
  for (let i = from; i < to; i++) {
    bits |= values[i] << held;
    held += width;
    while (held >= 8) {
      data[at++] = bits & 0xff;
      bits >>>= 8;
      held -= 8;
    }
  }
  if (held > 0) data[at++] = bits;
  data.fill(0, at, end);
  out.length = end;
}
