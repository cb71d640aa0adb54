/** Readings that scatter more than the instrument's own noise. */

import { RandomStream } from '../../core/random.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';
import { ReportingInstruments, span } from './instruments.ts';

export class ExtraNoise implements ReadingPart {
  readonly columns: Int32Array;
  readonly #instruments: ReportingInstruments;
  readonly #streams: readonly RandomStream[];
  /** Standard deviation of what is added to each sensor, in its unit. */
  readonly #sigma: Float64Array;
  /** Standard normal, as of the last measurement. */
  readonly #drawn: Float64Array;

  /** Magnitude: how many times its usual noise each instrument has in all. */
  constructor({ sensors, columns, magnitude, random }: EffectContext) {
    this.columns = columns;
    this.#instruments = new ReportingInstruments(sensors, columns);
    this.#streams = sensors.map(({ id }) => new RandomStream(random.uint32(), id));
    // Independent of the noise that is there: variances add up.
    const extra = Math.sqrt(magnitude * magnitude - 1);
    this.#sigma = Float64Array.from(sensors, (sensor) => extra * sensor.noise * span(sensor));
    this.#drawn = new Float64Array(sensors.length);
  }

  apply(minute: ReadingMinute, from: number, to: number): void {
    const { values, stride, seq } = minute;
    const instruments = this.#instruments;
    const drawn = this.#drawn;
    for (let row = from; row < to; row++) {
      for (let i = 0; i < instruments.count; i++) {
        if (instruments.measuresAt(i, seq + row)) this.#streams[i].fillNormal(drawn, i, i + 1);
        if (drawn[i] === 0) continue;
        const at = row * stride + this.columns[i];
        values[at] += this.#sigma[i] * drawn[i];
        instruments.show(minute, at, i);
      }
    }
  }
}
