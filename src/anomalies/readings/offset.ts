/** Readings off by an amount that follows the event's shape: shift, drift, injected bias. */

import { TICK_MS } from '../../core/time.ts';
import { type Envelope, intensity } from '../envelope.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';
import { ReportingInstruments, span } from './instruments.ts';

const SECONDS_PER_TICK = TICK_MS / 1000;

export class Offset implements ReadingPart {
  readonly columns: Int32Array;
  readonly #instruments: ReportingInstruments;
  readonly #envelope: Envelope;
  /** Of each sensor at full intensity, in its unit. */
  readonly #full: Float64Array;
  /** As of its last measurement. */
  readonly #offset: Float64Array;

  /**
   * @param share of the span at full intensity, signed
   * @param spread each sensor's own share is drawn evenly from 1 − spread to 1 + spread times that
   */
  constructor({ sensors, columns, envelope, random }: EffectContext, share: number, spread = 0) {
    this.columns = columns;
    this.#instruments = new ReportingInstruments(sensors, columns);
    this.#envelope = envelope;
    this.#full = Float64Array.from(sensors, (sensor) => {
      return span(sensor) * share * (spread > 0 ? 1 + spread * (2 * random.uniform() - 1) : 1);
    });
    this.#offset = new Float64Array(sensors.length);
  }

  apply(minute: ReadingMinute, from: number, to: number, tick: number): void {
    const { values, stride, seq } = minute;
    const instruments = this.#instruments;
    const offset = this.#offset;
    const full = this.#full;
    for (let row = from; row < to; row++) {
      const strength = intensity(this.#envelope, (tick + row - from) * SECONDS_PER_TICK);
      for (let i = 0; i < instruments.count; i++) {
        if (instruments.measuresAt(i, seq + row)) offset[i] = full[i] * strength;
        // Left alone where nothing is added: quality and all.
        if (offset[i] === 0) continue;
        const at = row * stride + this.columns[i];
        values[at] += offset[i];
        instruments.show(minute, at, i);
      }
    }
  }
}
