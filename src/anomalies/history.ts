/** The last day of reported readings, for those who replay them. */

export class ReadingHistory {
  /** Rows that are kept at most. */
  readonly capacity: number;
  readonly #stride: number;
  readonly #values: Float64Array;
  readonly #quality: Uint8Array;
  #next = 0;
  #first = 0;

  /**
   * @param stride number of sensors
   * @param capacity rows kept, a multiple of the rows of a minute; 0 keeps none
   */
  constructor(stride: number, capacity: number) {
    this.#stride = stride;
    this.capacity = capacity;
    this.#values = new Float64Array(stride * capacity);
    this.#quality = new Uint8Array(stride * capacity);
  }

  /** Appends a minute of rows that begins with row `seq`. */
  push(seq: number, values: Float64Array, quality: Uint8Array): void {
    if (this.capacity === 0) return;
    if (this.#next === this.#first) this.#first = seq;
    const at = (seq % this.capacity) * this.#stride;
    this.#values.set(values, at);
    this.#quality.set(quality, at);
    this.#next = seq + values.length / this.#stride;
    this.#first = Math.max(this.#first, this.#next - this.capacity);
  }

  /** Whether row `seq` is still kept. */
  has(seq: number): boolean {
    return seq >= this.#first && seq < this.#next;
  }

  /** Where row `seq` stands in `values` and `quality`, times the number of sensors; meaningless unless `has(seq)`. */
  at(seq: number): number {
    return (seq % this.capacity) * this.#stride;
  }

  get values(): Float64Array {
    return this.#values;
  }

  get quality(): Uint8Array {
    return this.#quality;
  }
}
