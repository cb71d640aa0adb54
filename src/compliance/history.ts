/** The composites of the last days, oldest first, in one preallocated block. */

import { EFFLUENT_CHANNELS, INFLUENT_CHANNELS } from './parameters.ts';

const INFLUENT_LENGTH = INFLUENT_CHANNELS + 1;
const EFFLUENT_LENGTH = EFFLUENT_CHANNELS + 1;
const ROW = 1 + INFLUENT_LENGTH + EFFLUENT_LENGTH;

/** A closed day: means in the order of `WATER`, NaN where too little was known. */
export interface DayComposite {
  /** Days since the epoch, UTC. */
  readonly day: number;
  readonly influent: Float64Array;
  readonly effluent: Float64Array;
}

export class DayHistory {
  readonly #rows: Float64Array;
  readonly #capacity: number;
  #count = 0;

  /** @param capacity days kept, at least 1 */
  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#rows = new Float64Array(capacity * ROW);
  }

  /** Adds a day, dropping the oldest when full. Allocates nothing. */
  push(day: number, influent: Float64Array, effluent: Float64Array): void {
    const at = (this.#count % this.#capacity) * ROW;
    this.#rows[at] = day;
    this.#rows.set(influent, at + 1);
    this.#rows.set(effluent, at + 1 + INFLUENT_LENGTH);
    this.#count++;
  }

  days(): DayComposite[] {
    const days: DayComposite[] = [];
    for (let i = Math.max(0, this.#count - this.#capacity); i < this.#count; i++) {
      const at = (i % this.#capacity) * ROW;
      days.push({
        day: this.#rows[at],
        influent: this.#rows.slice(at + 1, at + 1 + INFLUENT_LENGTH),
        effluent: this.#rows.slice(at + 1 + INFLUENT_LENGTH, at + ROW),
      });
    }
    return days;
  }

  /** The kept rows, oldest first, one after the other. */
  save(): number[] {
    return this.days().flatMap(({ day, influent, effluent }) => [day, ...influent, ...effluent]);
  }

  /** Whether `save` could have given a list of this length. */
  accepts(length: number): boolean {
    return length % ROW === 0;
  }

  /** Keeps the last rows where there are more than fit. */
  restore(saved: readonly number[]): void {
    this.#count = 0;
    const row = new Float64Array(ROW);
    for (let at = 0; at < saved.length; at += ROW) {
      for (let i = 0; i < ROW; i++) row[i] = saved[at + i];
      this.push(row[0], row.subarray(1, 1 + INFLUENT_LENGTH), row.subarray(1 + INFLUENT_LENGTH));
    }
  }
}
