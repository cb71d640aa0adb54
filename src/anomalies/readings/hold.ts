/** Readings held as they were when the event began: a stuck instrument, a frozen view. */

import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';

export class Hold implements ReadingPart {
  readonly columns: Int32Array;
  readonly #values: Float64Array;
  readonly #quality: Uint8Array;

  constructor({ columns }: EffectContext) {
    this.columns = columns;
    this.#values = new Float64Array(columns.length);
    this.#quality = new Uint8Array(columns.length);
  }

  apply({ values, quality, stride }: ReadingMinute, from: number, to: number, tick: number): void {
    const { columns } = this;
    if (tick === 0) {
      for (let i = 0; i < columns.length; i++) {
        this.#values[i] = values[from * stride + columns[i]];
        this.#quality[i] = quality[from * stride + columns[i]];
      }
    }
    for (let row = from; row < to; row++) {
      for (let i = 0; i < columns.length; i++) {
        values[row * stride + columns[i]] = this.#values[i];
        quality[row * stride + columns[i]] = this.#quality[i];
      }
    }
  }
}
