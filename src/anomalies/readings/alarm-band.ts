/**
 * Readings kept within the band in which no alarm rings: where the true ones leave it, the reported ones hug its edge from
 * inside. The band of each sensor is what it reported in the hour before, widened by a share of its span: as an alarm
 * limit set close above the usual.
 */

import { RandomStream } from '../../core/random.ts';
import { TICKS_PER_MINUTE } from '../../core/time.ts';
import type { EffectContext, ReadingMinute, ReadingPart } from '../subtype.ts';
import { ReportingInstruments, span } from './instruments.ts';

const BEFORE = 60 * TICKS_PER_MINUTE;

export class AlarmBand implements ReadingPart {
  readonly columns: Int32Array;
  readonly #instruments: ReportingInstruments;
  readonly #streams: readonly RandomStream[];
  readonly #sigma: Float64Array;
  readonly #widening: Float64Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  /** Standard normal, as of the last measurement. */
  readonly #drawn: Float64Array;

  /** Magnitude: how far the band reaches beyond the readings of the hour before, percent of the span. */
  constructor({ sensors, columns, magnitude, random }: EffectContext) {
    this.columns = columns;
    this.#instruments = new ReportingInstruments(sensors, columns);
    this.#streams = sensors.map(({ id }) => new RandomStream(random.uint32(), id));
    this.#sigma = Float64Array.from(sensors, (sensor) => sensor.noise * span(sensor));
    this.#widening = Float64Array.from(sensors, (sensor) => (span(sensor) * magnitude) / 100);
    this.#low = new Float64Array(sensors.length);
    this.#high = new Float64Array(sensors.length);
    this.#drawn = new Float64Array(sensors.length);
  }

  apply(minute: ReadingMinute, from: number, to: number, tick: number): void {
    const { values, marks, stride, seq } = minute;
    const instruments = this.#instruments;
    const low = this.#low;
    const high = this.#high;
    const drawn = this.#drawn;
    if (tick === 0) this.#setBand(minute, from);
    for (let row = from; row < to; row++) {
      for (let i = 0; i < instruments.count; i++) {
        if (instruments.measuresAt(i, seq + row)) this.#streams[i].fillNormal(drawn, i, i + 1);
        const at = row * stride + this.columns[i];
        const before = values[at];
        if (!(before < low[i] || before > high[i])) continue;
        // As noisy as a true reading: a straight line would give it away.
        const inside = Math.abs(this.#sigma[i] * drawn[i]);
        values[at] = before > high[i] ? high[i] - inside : low[i] + inside;
        instruments.show(minute, at, i);
        if (values[at] !== before) marks[at] = 1;
      }
    }
  }

  #setBand({ history, values, stride, seq }: ReadingMinute, from: number): void {
    for (let i = 0; i < this.columns.length; i++) {
      const now = values[from * stride + this.columns[i]];
      let low = Number.isNaN(now) ? Number.POSITIVE_INFINITY : now;
      let high = Number.isNaN(now) ? Number.NEGATIVE_INFINITY : now;
      for (let tick = seq + from - BEFORE; tick < seq + from; tick++) {
        if (!history.has(tick)) continue;
        const value = history.values[history.at(tick) + this.columns[i]];
        if (value < low) low = value;
        if (value > high) high = value;
      }
      // A sensor that has shown nothing for an hour has no band: all its readings pass.
      this.#low[i] = low > high ? Number.NEGATIVE_INFINITY : low - this.#widening[i];
      this.#high[i] = low > high ? Number.POSITIVE_INFINITY : high + this.#widening[i];
    }
  }
}
