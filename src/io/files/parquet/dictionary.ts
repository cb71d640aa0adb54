/** The distinct values of one column of a row group, in order of first appearance, found again by hashing. */

/** Index 0 is kept for "missing", so that 16 bits hold every index. */
export const MISSING = 0;
/** The most values (and so the most rows of a row group) that 16-bit indices can tell apart. */
export const MAX_ENTRIES = 0xffff;

const FIRST_CAPACITY = 256;

export class ValueDictionary {
  /** Number of distinct values; they have the indices 1 … `size`. */
  size = 0;
  /** Entry `k` stands at `k`; 0 is unused. */
  values = new Float64Array(FIRST_CAPACITY + 1);
  #bits = new Int32Array(this.values.buffer);
  /** Open addressing, linear probing, at most half full; a slot holds an index, 0 is free. */
  #slots = new Uint16Array(2 * FIRST_CAPACITY);
  #shift = 32 - Math.log2(this.#slots.length);

  /** Forgets all values, keeps the room. */
  clear(): void {
    this.size = 0;
    this.#slots.fill(0);
  }

  /**
   * Writes the indices of `rows` values to `out` from `at` on, adding the values that are new.
   * @param values a row-major matrix of doubles, `width` columns
   * @param column the column to read
   */
  encode(values: Float64Array, column: number, width: number, rows: number, out: Uint16Array, at: number): void {
    const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
    let bits = this.#bits;
    let slots = this.#slots;
    let shift = this.#shift;
    let previousLow = 0;
    let previousHigh = 0;
    let index = MISSING;
    for (let row = 0, i = column; row < rows; row++, i += width) {
      if (Number.isNaN(values[i])) {
        out[at + row] = MISSING;
        continue;
      }
      const low = words[2 * i];
      const high = words[2 * i + 1];
      // Slow signals repeat: the same value as before needs no look-up.
      if (index === MISSING || low !== previousLow || high !== previousHigh) {
        const mask = slots.length - 1;
        let slot = hash(low, high) >>> shift;
        index = slots[slot];
        while (index !== 0 && (bits[2 * index] !== low || bits[2 * index + 1] !== high)) {
          slot = (slot + 1) & mask;
          index = slots[slot];
        }
        if (index === 0) {
          index = this.#add(low, high, slot);
          bits = this.#bits;
          slots = this.#slots;
          shift = this.#shift;
        }
        previousLow = low;
        previousHigh = high;
      }
      out[at + row] = index;
    }
  }

  /** Adds a value that is not in the dictionary, at the free slot where the search for it ended. */
  #add(low: number, high: number, slot: number): number {
    const index = ++this.size;
    this.#bits[2 * index] = low;
    this.#bits[2 * index + 1] = high;
    this.#slots[slot] = index;
    // Kept at most half full; the room for entries is half the number of slots.
    if (index === this.values.length - 1) this.#grow();
    return index;
  }

  #grow(): void {
    const capacity = 2 * (this.values.length - 1);
    const values = new Float64Array(capacity + 1);
    values.set(this.values);
    this.values = values;
    this.#bits = new Int32Array(values.buffer);
    this.#slots = new Uint16Array(2 * capacity);
    this.#shift--;
    const mask = this.#slots.length - 1;
    for (let index = 1; index <= this.size; index++) {
      let slot = hash(this.#bits[2 * index], this.#bits[2 * index + 1]) >>> this.#shift;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = index;
    }
  }
}

/** Multiplicative (Fibonacci) hashing of both halves; the high bits are the good ones. */
function hash(low: number, high: number): number {
  return Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35);
}
