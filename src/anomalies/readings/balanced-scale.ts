/**
 * Readings of several instruments multiplied by one factor, so that what one says of another stays true: in minus out,
 * part of the whole. Where the factor would drive one of them out of its range it is cut for all.
 */

import { TICK_MS } from '../../core/time.ts';
import { type Envelope, intensity } from '../envelope.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';
import { ReportingInstruments } from './instruments.ts';

const SECONDS_PER_TICK = TICK_MS / 1000;

export class BalancedScale implements ReadingPart {
  readonly columns: Int32Array;
  readonly #instruments: ReportingInstruments;
  readonly #envelope: Envelope;
  readonly #full: number;
  /** Factor of each sensor as of its last measurement. */
  readonly #factor: Float64Array;

  /** Magnitude: the factor. */
  constructor({ sensors, columns, envelope, magnitude }: EffectContext) {
    this.columns = columns;
    this.#instruments = new ReportingInstruments(sensors, columns);
    this.#envelope = envelope;
    this.#full = magnitude;
    this.#factor = new Float64Array(sensors.length).fill(1);
  }

  apply(minute: ReadingMinute, from: number, to: number, tick: number): void {
    const { values, stride, seq } = minute;
    const instruments = this.#instruments;
    const { count, max } = instruments;
    const { columns } = this;
    const factor = this.#factor;
    for (let row = from; row < to; row++) {
      let now = 1 + (this.#full - 1) * intensity(this.#envelope, (tick + row - from) * SECONDS_PER_TICK);
      for (let i = 0; i < count; i++) {
        const value = values[row * stride + columns[i]];
        if (value * now > max[i]) now = max[i] / value;
      }
      for (let i = 0; i < count; i++) {
        if (instruments.measuresAt(i, seq + row)) factor[i] = now;
        if (factor[i] === 1) continue;
        const at = row * stride + columns[i];
        values[at] *= factor[i];
        instruments.show(minute, at, i);
      }
    }
  }
}
