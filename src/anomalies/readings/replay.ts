/**
 * Earlier readings of the same sensors in place of the present ones: those of the day before at the same time of day, or,
 * in a run that is younger, the whole of what has been kept, over and over. They come as they were reported.
 */

import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../core/time.ts';
import { INSTRUMENT_CLASSES } from '../../sensors/index.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';

/** Ticks between samples of the slowest instruments; a multiple of all others': samples come when they are due. */
const UNIT = TICKS_PER_MINUTE * Math.max(...Object.values(INSTRUMENT_CLASSES).map(({ sampleMin }) => sampleMin));

export class Replay implements ReadingPart {
  readonly columns: Int32Array;
  /** Ticks that the replayed readings are old; 0 as long as there are none. */
  #age = 0;

  constructor({ columns }: EffectContext) {
    this.columns = columns;
  }

  apply(minute: ReadingMinute, from: number, to: number, tick: number): void {
    const { values, quality, history, stride, seq } = minute;
    const { columns } = this;
    if (tick === 0) this.#age = oldest(minute, from);
    if (this.#age === 0) return;
    for (let row = from; row < to; row++) {
      // What is replayed again has been kept as it was replayed: the age stays the same.
      const source = history.at(seq + row - this.#age);
      for (let i = 0; i < columns.length; i++) {
        values[row * stride + columns[i]] = history.values[source + columns[i]];
        quality[row * stride + columns[i]] = history.quality[source + columns[i]];
      }
    }
  }
}

/** The greatest age of readings still kept, in whole units up to a day; 0 for none. */
function oldest({ history, seq }: ReadingMinute, row: number): number {
  for (let age = TICKS_PER_DAY; age > 0; age -= UNIT) if (history.has(seq + row - age)) return age;
  return 0;
}
