/** Readings that are missing now and then, for seconds or minutes: a loose connection, a poor radio link. */

import { QUALITY } from '../../core/frame.ts';
import { RandomStream } from '../../core/random.ts';
import { TICKS_PER_MINUTE } from '../../core/time.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';

const { missing: MISSING } = QUALITY;
/** Mean length of a drop-out, ticks (estimate). */
const MEAN_DROP_OUT = TICKS_PER_MINUTE;

export class DropOuts implements ReadingPart {
  readonly columns: Int32Array;
  readonly #streams: readonly RandomStream[];
  /** Mean ticks between drop-outs. */
  readonly #meanBetween: number;
  readonly #isOut: Uint8Array;
  /** Ticks until it comes or goes. */
  readonly #left: Int32Array;

  /** Magnitude: share of the time without readings, percent. */
  constructor({ sensors, columns, magnitude, random }: EffectContext) {
    this.columns = columns;
    this.#streams = sensors.map(({ id }) => new RandomStream(random.uint32(), id));
    this.#meanBetween = (MEAN_DROP_OUT * (100 - magnitude)) / magnitude;
    // The first drop-out comes at once: what was loose has slipped.
    this.#isOut = new Uint8Array(sensors.length);
    this.#left = new Int32Array(sensors.length);
  }

  apply({ values, quality, marks, stride }: ReadingMinute, from: number, to: number): void {
    const { columns } = this;
    for (let row = from; row < to; row++) {
      for (let i = 0; i < columns.length; i++) {
        if (this.#left[i] === 0) this.#turn(i);
        this.#left[i]--;
        if (this.#isOut[i] === 0) continue;
        const at = row * stride + columns[i];
        if (quality[at] !== MISSING) marks[at] = 1;
        values[at] = Number.NaN;
        quality[at] = MISSING;
      }
    }
  }

  #turn(i: number): void {
    this.#isOut[i] = 1 - this.#isOut[i];
    const mean = this.#isOut[i] === 1 ? MEAN_DROP_OUT : this.#meanBetween;
    this.#left[i] = Math.max(1, Math.round(mean * this.#streams[i].exponential()));
  }
}
