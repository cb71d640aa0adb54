/** A growing buffer for everything we format by hand: text rows, metric lines, Parquet structures. */

const MINUS = 45;
const POINT = 46;
const ZERO = 48;
/** Up to 10^4: no instrument resolves finer than four decimals in its own unit. */
const POWERS = [1, 10, 100, 1_000, 10_000] as const;
/** The longest text `String(number)` gives is 24 characters ("-1.2345678901234567e-100"). */
const NUMBER_ROOM = 32;

export class Bytes {
  data: Buffer<ArrayBuffer>;
  length = 0;

  constructor(capacity = 4_096) {
    this.data = Buffer.allocUnsafeSlow(capacity);
  }

  /** Makes room for `count` more bytes, doubling as needed. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.data.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.data.length * 2));
    grown.set(this.data.subarray(0, this.length));
    this.data = grown;
  }

  byte(value: number): void {
    if (this.length === this.data.length) this.reserve(1);
    this.data[this.length++] = value;
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.data.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** The bytes `from` … `to - 1` of a buffer; unlike a `raw` of its part, this makes no view of it. */
  range(source: Buffer, from: number, to: number): void {
    this.reserve(to - from);
    source.copy(this.data, this.length, from, to);
    this.length += to - from;
  }

  /** UTF-8. */
  text(text: string): void {
    this.reserve(text.length * 3);
    this.length += this.data.write(text, this.length);
  }

  /**
   * The shortest decimal text that reads back as `value`, as `String(value)` gives it.
   *
   * Readings have few decimals, so the smallest `d` for which `value · 10^d` is an integer `m` and `m / 10^d`
   * is `value` again is tried first: with m below 2^31 both m and 10^d are exact, the division rounds
   * correctly, and no other decimal of so few digits reads back as `value`. Measured about four times as
   * fast as `String(value)`, and leaves no garbage.
   */
  number(value: number): void {
    this.reserve(NUMBER_ROOM);
    const size = value < 0 ? -value : value;
    for (let decimals = 0; decimals < POWERS.length; decimals++) {
      const power = POWERS[decimals];
      const digits = Math.round(size * power);
      if (digits > 0x7fffffff) break;
      if (digits / power === size) {
        if (value < 0) this.data[this.length++] = MINUS;
        this.#fixed(digits, decimals);
        return;
      }
    }
    this.length += this.data.write(String(value), this.length, 'latin1');
  }

  /** What has been written, valid until the next write. */
  view(): Buffer<ArrayBuffer> {
    return this.data.subarray(0, this.length);
  }

  /** A copy of what has been written; the buffer starts anew. */
  take(): Buffer {
    const copy = Buffer.from(this.view());
    this.length = 0;
    return copy;
  }

  /** `digits` (an integer of 31 bits) with a point before the last `decimals` of them; room is reserved. */
  #fixed(digits: number, decimals: number): void {
    let count = 1;
    for (let limit = 10; limit <= digits; limit *= 10) count++;
    if (count <= decimals) count = decimals + 1;
    const data = this.data;
    const start = this.length;
    let at = start + count + (decimals > 0 ? 1 : 0);
    this.length = at;
    let rest = digits | 0;
    for (let i = 0; i < count; i++) {
      if (i === decimals && i > 0) data[--at] = POINT;
      const next = (rest / 10) | 0;
      data[--at] = ZERO + rest - next * 10;
      rest = next;
    }
  }
}
