/** Readings multiplied by a wrong factor, every instrument for itself. */

import { TICK_MS } from '../../core/time.ts';
import { type Envelope, intensity } from '../envelope.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';
import { ReportingInstruments } from './instruments.ts';

const SECONDS_PER_TICK = TICK_MS / 1000;

export class Gain implements ReadingPart {
  readonly columns: Int32Array;
  readonly #instruments: ReportingInstruments;
  readonly #envelope: Envelope;
  /** Factor less 1, at full intensity. */
  readonly #full: number;
  /** The same of each sensor as of its last measurement. */
  readonly #error: Float64Array;

  /** Magnitude: factor less 1, percent. */
  constructor({ sensors, columns, envelope, magnitude }: EffectContext) {
    this.columns = columns;
    this.#instruments = new ReportingInstruments(sensors, columns);
    this.#envelope = envelope;
    this.#full = magnitude / 100;
    this.#error = new Float64Array(sensors.length);
  }

  apply(minute: ReadingMinute, from: number, to: number, tick: number): void {
    const { values, stride, seq } = minute;
    const instruments = this.#instruments;
    const error = this.#error;
    for (let row = from; row < to; row++) {
      const now = this.#full * intensity(this.#envelope, (tick + row - from) * SECONDS_PER_TICK);
      for (let i = 0; i < instruments.count; i++) {
        if (instruments.measuresAt(i, seq + row)) error[i] = now;
        if (error[i] === 0) continue;
        const at = row * stride + this.columns[i];
        values[at] += values[at] * error[i];
        instruments.show(minute, at, i);
      }
    }
  }
}
