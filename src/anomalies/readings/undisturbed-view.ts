/** The view of a plant that nothing disturbs, whatever the plant does: how a command attack covers its tracks. */

import type { ReadingMinute, ReadingPart } from '../subtype.ts';

export class UndisturbedView implements ReadingPart {
  readonly columns: Int32Array;

  constructor(columns: Int32Array) {
    this.columns = columns;
  }

  apply(minute: ReadingMinute, from: number, to: number): void {
    const { values, quality, undisturbed, undisturbedQuality, stride } = minute;
    const { columns } = this;
    for (let row = from; row < to; row++) {
      for (let i = 0; i < columns.length; i++) {
        const at = row * stride + columns[i];
        values[at] = undisturbed[at];
        quality[at] = undisturbedQuality[at];
      }
    }
  }
}
