/** Thrift's compact protocol, as much of it as Parquet's metadata needs (thrift-compact-protocol.md). */

import type { Bytes } from '../../bytes.ts';

const TYPE = { true: 1, false: 2, i8: 3, i16: 4, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

/** One field: its number in the struct and a value of one of Thrift's types. */
export type Field = readonly [id: number, value: Value | undefined];
export type Value =
  | { readonly bool: boolean }
  | { readonly i8: number }
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly binary: Uint8Array }
  | { readonly struct: readonly Field[] }
  | { readonly list: readonly Value[] }
  /** A struct that is already encoded. */
  | { readonly encoded: Uint8Array };

export const i32 = (value: number): Value => ({ i32: value });
export const i64 = (value: number): Value => ({ i64: value });
export const text = (value: string): Value => ({ binary: Buffer.from(value) });
export const struct = (...fields: Field[]): Value => ({ struct: fields });
export const list = (values: readonly Value[]): Value => ({ list: values });

/** Fields must come in ascending order of id; those whose value is undefined are left out. */
export function writeStruct(out: Bytes, fields: readonly Field[]): void {
  let previous = 0;
  for (const [id, value] of fields) {
    if (value === undefined) continue;
    // Ids are at most 12 and ascend, so the step to the next always fits the header's four bits.
    out.byte(((id - previous) << 4) | typeOf(value));
    if (!('bool' in value)) writeValue(out, value);
    previous = id;
  }
  out.byte(0);
}

/** Unsigned LEB128; exact up to 2^53. */
export function writeVarint(out: Bytes, value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    out.byte((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  out.byte(rest);
}

/** Signed numbers with the sign in the lowest bit; exact up to ±2^52. */
export function writeZigzag(out: Bytes, value: number): void {
  writeVarint(out, value < 0 ? -2 * value - 1 : 2 * value);
}

function writeValue(out: Bytes, value: Value): void {
  if ('i32' in value) writeZigzag(out, value.i32);
  else if ('i64' in value) writeZigzag(out, value.i64);
  else if ('i8' in value) out.byte(value.i8 & 0xff);
  else if ('binary' in value) {
    writeVarint(out, value.binary.length);
    out.raw(value.binary);
  } else if ('struct' in value) writeStruct(out, value.struct);
  else if ('encoded' in value) out.raw(value.encoded);
  else if ('list' in value) writeList(out, value.list);
  else out.byte(typeOf(value));
}

function writeList(out: Bytes, values: readonly Value[]): void {
  const type = values.length === 0 ? TYPE.struct : typeOf(values[0]);
  if (values.length < 15) out.byte((values.length << 4) | type);
  else {
    out.byte(0xf0 | type);
    writeVarint(out, values.length);
  }
  for (const value of values) writeValue(out, value);
}

function typeOf(value: Value): number {
  if ('bool' in value) return value.bool ? TYPE.true : TYPE.false;
  if ('i32' in value) return TYPE.i32;
  if ('i64' in value) return TYPE.i64;
  if ('i8' in value) return TYPE.i8;
  if ('binary' in value) return TYPE.binary;
  return 'list' in value ? TYPE.list : TYPE.struct;
}
