/** Means of the readings over a fixed number of ticks: relations between channels are slow, and noise is less in a mean. */

export class PeriodMeans {
  /** Ticks of a period. */
  readonly ticks: number;
  /** Mean of each channel over the last whole period; NaN where it had no reading. */
  readonly values: Float64Array;
  readonly #sums: Float64Array;
  readonly #counts: Int32Array;
  #ticksSoFar = 0;

  constructor(channels: number, ticks: number) {
    this.ticks = ticks;
    this.values = new Float64Array(channels).fill(Number.NaN);
    this.#sums = new Float64Array(channels);
    this.#counts = new Int32Array(channels);
  }

  /** Forgets the part of a period that has been seen. */
  reset(): void {
    this.#ticksSoFar = 0;
    this.#sums.fill(0);
    this.#counts.fill(0);
  }

  /** Takes the readings of a tick; true where it was the last of a period. */
  push(readings: Float64Array): boolean {
    const sums = this.#sums;
    const counts = this.#counts;
    for (let i = 0; i < sums.length; i++) {
      const reading = readings[i];
      if (!Number.isFinite(reading)) continue;
      sums[i] += reading;
      counts[i]++;
    }
    if (++this.#ticksSoFar < this.ticks) return false;
    const { values } = this;
    for (let i = 0; i < sums.length; i++) values[i] = sums[i] / counts[i];
    this.reset();
    return true;
  }
}
