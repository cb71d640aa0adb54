/** Numbers one after another, as many as come: in blocks, so that growing copies nothing. */

const BLOCK_BITS = 13;
const BLOCK = 1 << BLOCK_BITS;
const MASK = BLOCK - 1;

export class Values {
  length = 0;
  #blocks: Float64Array[] = [];

  push(value: number): void {
    const at = this.length & MASK;
    if (at === 0) this.#blocks.push(new Float64Array(BLOCK));
    this.#blocks[this.length >>> BLOCK_BITS][at] = value;
    this.length++;
  }

  /** @param index 0 … length - 1 */
  at(index: number): number {
    return this.#blocks[index >>> BLOCK_BITS][index & MASK];
  }

  set(index: number, value: number): void {
    this.#blocks[index >>> BLOCK_BITS][index & MASK] = value;
  }

  /** Makes all values so far `value`. */
  fill(value: number): void {
    for (const block of this.#blocks) block.fill(value);
  }
}
