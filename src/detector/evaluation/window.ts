/** Counts of the last hour: whole minutes in a ring, so that what is old goes by itself. */

import { MINUTE_MS } from '../../core/time.ts';
import { addConfusion, type Confusion, createConfusion } from './confusion.ts';

const MINUTES = 60;

export class ConfusionWindow {
  readonly #minutes = Array.from({ length: MINUTES }, createConfusion);
  /** Which minute since the epoch each place of the ring holds. */
  readonly #which = new Float64Array(MINUTES).fill(-1);
  #newest = -1;

  /** The counts of the minute of `time`, to be added to. @param time ms since the Unix epoch, never falling */
  at(time: number): Confusion {
    const minute = Math.floor(time / MINUTE_MS);
    const place = minute % MINUTES;
    this.#newest = minute;
    if (this.#which[place] !== minute) {
      this.#which[place] = minute;
      Object.assign(this.#minutes[place], createConfusion());
    }
    return this.#minutes[place];
  }

  /** Of the newest minute and the 59 before it. */
  sum(): Confusion {
    const sum = createConfusion();
    for (const [place, confusion] of this.#minutes.entries()) {
      if (this.#which[place] > this.#newest - MINUTES && this.#which[place] >= 0) addConfusion(sum, confusion);
    }
    return sum;
  }

  clear(): void {
    this.#which.fill(-1);
  }
}
