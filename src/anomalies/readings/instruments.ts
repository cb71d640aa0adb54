/**
 * The instruments whose readings an effect falsifies. What it reports must look like theirs: on the grid of the resolution,
 * within the range, with the quality that the instrument would give it, and new only when a sampling one takes a sample.
 */

import { QUALITY } from '../../core/frame.ts';
import { TICKS_PER_MINUTE } from '../../core/time.ts';
import { INSTRUMENT_CLASSES, onGrid, type Sensor, stepsPerUnit, trustedRange } from '../../sensors/index.ts';
import type { ReadingMinute } from '../subtype.ts';

const { good: GOOD, uncertain: UNCERTAIN } = QUALITY;

export class ReportingInstruments {
  readonly count: number;
  /** Their columns in a frame; arrays below have one element for each. */
  readonly columns: Int32Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly #stepsPerUnit: Float64Array;
  readonly #lowest: Float64Array;
  readonly #highest: Float64Array;
  /** Ticks from one measurement to the next, 1 for continuous instruments. */
  readonly #interval: Int32Array;

  constructor(sensors: readonly Sensor[], columns: Int32Array) {
    this.count = sensors.length;
    this.columns = columns;
    this.min = Float64Array.from(sensors, ({ range }) => range[0]);
    this.max = Float64Array.from(sensors, ({ range }) => range[1]);
    this.#stepsPerUnit = Float64Array.from(sensors, stepsPerUnit);
    this.#lowest = Float64Array.from(sensors, (sensor) => trustedRange(sensor)[0]);
    this.#highest = Float64Array.from(sensors, (sensor) => trustedRange(sensor)[1]);
    this.#interval = Int32Array.from(sensors, (sensor) => Math.max(1, sampleTicks(sensor)));
  }

  /** Whether instrument `i` takes a new reading at tick `seq` of the run. */
  measuresAt(i: number, seq: number): boolean {
    return seq % this.#interval[i] === 0;
  }

  /**
   * Makes of the exact number at `minute.values[at]` what instrument `i` would show of it. No reading stays none. In place,
   * for a number handed from one function to another may cost an allocation.
   */
  show({ values, quality }: ReadingMinute, at: number, i: number): void {
    const exact = values[at];
    if (Number.isNaN(exact)) return;
    const shown = onGrid(exact, this.#stepsPerUnit[i]);
    const least = this.min[i];
    const most = this.max[i];
    values[at] = shown < least ? least : shown > most ? most : shown;
    quality[at] = exact < this.#lowest[i] || exact > this.#highest[i] ? UNCERTAIN : GOOD;
  }
}

/** Ticks between the samples of an instrument, 0 for a continuous one. */
export function sampleTicks(sensor: Sensor): number {
  return INSTRUMENT_CLASSES[sensor.class].sampleMin * TICKS_PER_MINUTE;
}

/** Width of a measuring range, in the sensor's unit. */
export function span({ range: [min, max] }: Sensor): number {
  return max - min;
}
