/** No readings at all while the event lasts: a dead instrument, a denied view. */

import { QUALITY } from '../../core/frame.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';

const { missing: MISSING } = QUALITY;

export class Silence implements ReadingPart {
  readonly columns: Int32Array;

  constructor({ columns }: EffectContext) {
    this.columns = columns;
  }

  apply({ values, quality, stride }: ReadingMinute, from: number, to: number): void {
    const { columns } = this;
    for (let row = from; row < to; row++) {
      for (let i = 0; i < columns.length; i++) {
        values[row * stride + columns[i]] = Number.NaN;
        quality[row * stride + columns[i]] = MISSING;
      }
    }
  }
}
