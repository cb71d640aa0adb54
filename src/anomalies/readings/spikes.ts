/**
 * Readings that jump now and then, for a tick or a few: a loose terminal, interference, bubbles in the light path. In a
 * sampling instrument a whole sample is spoilt, and shown until the next.
 */

import { RandomStream } from '../../core/random.ts';
import { TICKS_PER_MINUTE } from '../../core/time.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';
import { ReportingInstruments, sampleTicks, span } from './instruments.ts';

/** Measurements from one spike to the next on average: ten minutes of a continuous instrument, four samples (estimate). */
const MEAN_WAIT = 10 * TICKS_PER_MINUTE;
const MEAN_WAIT_SAMPLES = 4;
/** A burst of a continuous instrument lasts one to so many ticks (estimate). */
const LONGEST_BURST = 3;
/** The least spike is this share of the greatest. */
const LEAST = 0.5;

export class Spikes implements ReadingPart {
  readonly columns: Int32Array;
  readonly #instruments: ReportingInstruments;
  readonly #streams: readonly RandomStream[];
  /** Greatest spike of each sensor, in its unit. */
  readonly #greatest: Float64Array;
  readonly #meanWait: Float64Array;
  readonly #longest: Int32Array;
  /** Measurements until the next spike, what is left of the present one, and its size, 0 for none. */
  readonly #wait: Int32Array;
  readonly #left: Int32Array;
  readonly #size: Float64Array;

  /** Magnitude: the greatest spike, percent of the span. */
  constructor({ sensors, columns, magnitude, random }: EffectContext) {
    this.columns = columns;
    this.#instruments = new ReportingInstruments(sensors, columns);
    this.#streams = sensors.map(({ id }) => new RandomStream(random.uint32(), id));
    this.#greatest = Float64Array.from(sensors, (sensor) => (span(sensor) * magnitude) / 100);
    this.#meanWait = Float64Array.from(sensors, (sensor) => (sampleTicks(sensor) > 0 ? MEAN_WAIT_SAMPLES : MEAN_WAIT));
    this.#longest = Int32Array.from(sensors, (sensor) => (sampleTicks(sensor) > 0 ? 1 : LONGEST_BURST));
    this.#wait = new Int32Array(sensors.length);
    this.#left = new Int32Array(sensors.length);
    this.#size = new Float64Array(sensors.length);
    for (let i = 0; i < sensors.length; i++) this.#drawWait(i);
  }

  apply(minute: ReadingMinute, from: number, to: number): void {
    const { values, marks, stride, seq } = minute;
    const instruments = this.#instruments;
    const size = this.#size;
    for (let row = from; row < to; row++) {
      for (let i = 0; i < instruments.count; i++) {
        if (instruments.measuresAt(i, seq + row)) this.#measure(i);
        if (size[i] === 0) continue;
        const at = row * stride + this.columns[i];
        const before = values[at];
        values[at] += size[i];
        instruments.show(minute, at, i);
        if (values[at] !== before && !Number.isNaN(before)) marks[at] = 1;
      }
    }
  }

  /** Goes on to the next measurement of an instrument. */
  #measure(i: number): void {
    if (this.#left[i] > 0) this.#left[i]--;
    if (this.#left[i] > 0) return;
    this.#size[i] = 0;
    if (this.#wait[i] > 0) {
      this.#wait[i]--;
      return;
    }
    const stream = this.#streams[i];
    const height = LEAST + (1 - LEAST) * stream.uniform();
    const sign = stream.uniform() < 0.5 ? -1 : 1;
    this.#size[i] = sign * height * this.#greatest[i];
    this.#left[i] = 1 + Math.floor(this.#longest[i] * stream.uniform());
    this.#drawWait(i);
  }

  #drawWait(i: number): void {
    this.#wait[i] = Math.floor(this.#meanWait[i] * this.#streams[i].exponential());
  }
}
