/**
 * Readings at one end of the range, as of an instrument that has failed.
 *
 * NAMUR NE 43 keeps 3.8 to 20.5 mA for measurements and has a failing transmitter give 3.6 mA or less, or 21 mA or more,
 * so that whoever reads it knows the failure from a low or a high value. What is shown then is the end of the range, and
 * its quality is bad, not uncertain. A contact has no such current: a broken wire is an open contact, a welded one stays
 * closed, and either looks as good as any other; its reading is marked only where it is not what the machine does.
 */

import { QUALITY } from '../../core/frame.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';

const { bad: BAD } = QUALITY;

export class RangeEnd implements ReadingPart {
  readonly columns: Int32Array;
  readonly #end: Float64Array;
  readonly #isContact: Uint8Array;

  constructor({ sensors, columns }: EffectContext, end: 'low' | 'high') {
    this.columns = columns;
    this.#end = Float64Array.from(sensors, ({ range }) => range[end === 'low' ? 0 : 1]);
    this.#isContact = Uint8Array.from(sensors, (sensor) => (sensor.class === 'instant' ? 1 : 0));
  }

  apply({ values, quality, marks, stride }: ReadingMinute, from: number, to: number): void {
    const { columns } = this;
    const end = this.#end;
    for (let row = from; row < to; row++) {
      for (let i = 0; i < columns.length; i++) {
        const at = row * stride + columns[i];
        if (Number.isNaN(values[at])) continue;
        const isContact = this.#isContact[i] === 1;
        if (!isContact) quality[at] = BAD;
        if (!isContact || values[at] !== end[i]) marks[at] = 1;
        values[at] = end[i];
      }
    }
  }
}
