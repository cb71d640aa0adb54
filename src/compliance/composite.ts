/**
 * Flow-weighted composites of one water: per UTC day as an automatic sampler would take them, and over the last
 * 24 hours at any minute. Minutes are summed into 25 hourly buckets, so nothing drifts and the state stays small.
 */

import { DAY_MS, MINUTE_MS, MINUTES_PER_DAY } from '../core/time.ts';

const HOUR_MS = 3_600_000;
const HOURS_PER_DAY = DAY_MS / HOUR_MS;
/** A day's 24 hours and the one that is leaving the sliding window. */
const BUCKETS = HOURS_PER_DAY + 1;

/** Share of the day's minutes that must be known for the day to count as a sample (estimate). */
export const LEAST_COVERAGE = 0.9;

export class DailyComposite {
  readonly #channels: number;
  readonly #hour = new Float64Array(BUCKETS).fill(Number.NaN);
  /** Per bucket: minutes of known flow and Σ flow. */
  readonly #flowMinutes = new Float64Array(BUCKETS);
  readonly #flow = new Float64Array(BUCKETS);
  /** Per bucket and channel: minutes known (no flow counts as known), Σ flow and Σ flow × value over them. */
  readonly #minutes: Float64Array;
  readonly #weight: Float64Array;
  readonly #mass: Float64Array;
  #time = Number.NaN;

  /** @param channels values beside the flow */
  constructor(channels: number) {
    this.#channels = channels;
    this.#minutes = new Float64Array(BUCKETS * channels);
    this.#weight = new Float64Array(BUCKETS * channels);
    this.#mass = new Float64Array(BUCKETS * channels);
  }

  /**
   * Takes in the minute that begins at `timeMs`; times must rise. Allocates nothing.
   * @param water flow (m³/d), then the channels' values; NaN or a negative number is a missing value
   */
  add(timeMs: number, water: Float64Array): void {
    const hour = Math.floor(timeMs / HOUR_MS);
    const bucket = ((hour % BUCKETS) + BUCKETS) % BUCKETS;
    if (this.#hour[bucket] !== hour) this.#open(bucket, hour);
    this.#time = timeMs;
    const flow = water[0];
    if (!(flow >= 0 && flow < Number.POSITIVE_INFINITY)) return;
    this.#flow[bucket] += flow;
    this.#flowMinutes[bucket] += 1;
    const channels = this.#channels;
    const at = bucket * channels;
    const minutes = this.#minutes;
    const weight = this.#weight;
    const mass = this.#mass;
    for (let c = 0; c < channels; c++) {
      const value = water[c + 1];
      if (value >= 0 && value < Number.POSITIVE_INFINITY) {
        minutes[at + c] += 1;
        weight[at + c] += flow;
        mass[at + c] += flow * value;
      } else if (flow === 0) {
        minutes[at + c] += 1;
      }
    }
  }

  /**
   * The composite of a UTC day: `out[0]` mean flow (m³/d), then the flow-weighted means. NaN where less than
   * `LEAST_COVERAGE` of the day is known, or where no water flowed. Of the last 25 hours only.
   * @param day days since the epoch
   */
  day(day: number, out: Float64Array): void {
    const first = day * HOURS_PER_DAY;
    this.#mean(first, first + HOURS_PER_DAY - 1, 0, LEAST_COVERAGE * MINUTES_PER_DAY, out);
  }

  /**
   * The same over the 24 hours up to the end of the last minute, the oldest hour taken in proportion. With less
   * than 24 hours of data it is the mean of what there is; NaN before the first minute.
   */
  last24h(out: Float64Array): void {
    const hour = Math.floor(this.#time / HOUR_MS);
    const begun = (this.#time + MINUTE_MS - hour * HOUR_MS) / HOUR_MS;
    this.#mean(hour - HOURS_PER_DAY + 1, hour, Math.max(0, 1 - begun), 1, out);
  }

  /** Everything needed to go on exactly from here. */
  save(): number[] {
    return [this.#time, ...this.#columns().flatMap((column) => [...column])];
  }

  /** The length of what `save` gives. */
  get savedLength(): number {
    return 1 + BUCKETS * (3 + 3 * this.#channels);
  }

  /** @param saved what `save` gave, of length `savedLength` */
  restore(saved: readonly number[]): void {
    this.#time = saved[0];
    let at = 1;
    for (const column of this.#columns()) {
      for (let i = 0; i < column.length; i++) column[i] = saved[at++];
    }
  }

  #columns(): Float64Array[] {
    return [this.#hour, this.#flow, this.#flowMinutes, this.#minutes, this.#weight, this.#mass];
  }

  #open(bucket: number, hour: number): void {
    const at = bucket * this.#channels;
    this.#hour[bucket] = hour;
    this.#flow[bucket] = 0;
    this.#flowMinutes[bucket] = 0;
    this.#minutes.fill(0, at, at + this.#channels);
    this.#weight.fill(0, at, at + this.#channels);
    this.#mass.fill(0, at, at + this.#channels);
  }

  /** Means over the hours `first … last`, and over the hour before `first` with the weight `oldest`. */
  #mean(first: number, last: number, oldest: number, leastMinutes: number, out: Float64Array): void {
    const channels = this.#channels;
    for (let c = -1; c < channels; c++) {
      let minutes = 0;
      let weight = 0;
      let sum = 0;
      for (let bucket = 0; bucket < BUCKETS; bucket++) {
        const hour = this.#hour[bucket];
        const share = hour === first - 1 ? oldest : hour >= first && hour <= last ? 1 : 0;
        if (share === 0) continue;
        const i = bucket * channels + c;
        minutes += share * (c < 0 ? this.#flowMinutes[bucket] : this.#minutes[i]);
        weight += share * (c < 0 ? this.#flowMinutes[bucket] : this.#weight[i]);
        sum += share * (c < 0 ? this.#flow[bucket] : this.#mass[i]);
      }
      out[c + 1] = minutes >= leastMinutes && weight > 0 ? sum / weight : Number.NaN;
    }
  }
}
