/** How many a second, over the last half minute. */

const SLOT_MS = 1_000;
const SLOTS = 30;

export class Rate {
  readonly #counts = new Float64Array(SLOTS);
  #first = Number.NaN;
  /** The slot that is being filled, counted from the clock's zero. */
  #slot = Number.NaN;

  /** @param now ms on a clock that never falls */
  add(count: number, now: number): void {
    if (Number.isNaN(this.#first)) this.#first = now;
    this.#turnTo(Math.floor(now / SLOT_MS));
    this.#counts[this.#slot % SLOTS] += count;
  }

  /** Over the last half minute, or since the first count where that is less; 0 before it. */
  perSecond(now: number): number {
    if (Number.isNaN(this.#first)) return 0;
    this.#turnTo(Math.floor(now / SLOT_MS));
    const whole = ((SLOTS - 1) * SLOT_MS + (now % SLOT_MS)) / 1_000;
    const seconds = Math.max(1, Math.min(whole, (now - this.#first) / 1_000));
    return this.#counts.reduce((sum, count) => sum + count, 0) / seconds;
  }

  /** Empties the slots between the last count and now. */
  #turnTo(slot: number): void {
    const from = Number.isNaN(this.#slot) ? slot : this.#slot;
    for (let s = Math.max(from, slot - SLOTS) + 1; s <= slot; s++) this.#counts[s % SLOTS] = 0;
    this.#slot = slot;
  }
}
