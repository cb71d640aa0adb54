/**
 * What the model of the instruments needs of each sensor, one typed array a property, sorted by class so that
 * sensors of one class stand together: the hot loops run over these and touch no object.
 */

import { RandomStream } from '../core/random.ts';
import { tapIndex } from '../plant/taps.ts';
import type { Sensor } from './build.ts';
import { CLASS_NAMES, INSTRUMENT_CLASSES, lagSeconds } from './classes.ts';
import { stepsPerUnit, trustedRange } from './display.ts';
import { LagChain } from './response.ts';

/**
 * How much readings scatter: `datasheet` as the types say, anew in every reading; `benchmark` by 2.5 % of the
 * span, drawn once a minute with straight lines between, and no calibration error; `none` not at all, and no
 * calibration error either. Instruments of class `instant` are always without noise.
 */
export type NoiseModel = 'datasheet' | 'benchmark' | 'none';
export const NOISE_MODELS = ['datasheet', 'benchmark', 'none'] as const satisfies readonly NoiseModel[];

export interface InstrumentOptions {
  readonly seed: number | string;
  /** Decides the calibration errors; as `seed` unless given, for the same instruments at another time. */
  readonly calibrationSeed?: number | string;
  readonly noise: NoiseModel;
  /** Index of a tap in the truth arrays; the station's own order unless given. */
  readonly tapIndex?: (name: string) => number;
}

/** The sensors of one class. */
export interface ClassGroup {
  readonly chain: LagChain;
  /** Minutes between measurements, 0 for continuous instruments. */
  readonly sampleMin: number;
  /** Sensors `from` … `to - 1` of the columns. */
  readonly from: number;
  readonly to: number;
}

/** Standard deviation of the benchmark's noise as a fraction of the span. */
export const BENCHMARK_NOISE = 0.025;
/** Where a calibration error is cut off, in standard deviations: beyond, the instrument would be recalibrated. */
const WORST_CALIBRATION = 2;

export class SensorColumns {
  readonly groups: readonly ClassGroup[];
  /** Id of each sensor, and its stream of noise. */
  readonly ids: readonly string[];
  readonly streams: readonly RandomStream[];
  /** The sensor's column in a frame of readings. */
  readonly column: Int32Array;
  /** Index of its tap, -1 for none: then it sees `base`. */
  readonly tap: Int32Array;
  readonly base: Float64Array;
  /** From the tap's unit to the sensor's: × factor + offset. */
  readonly factor: Float64Array;
  readonly offset: Float64Array;
  /** Calibration error and standard deviation of the noise. */
  readonly error: Float64Array;
  readonly sigma: Float64Array;
  /** Steps of the resolution in one unit, a whole number. */
  readonly perUnit: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** Readings below `lowest` or above `highest` are uncertain. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** Where its lags begin among those of all sensors, and how many there are in all. */
  readonly lagsAt: Int32Array;
  readonly lagCount: number;

  constructor(sensors: readonly Sensor[], options: InstrumentOptions) {
    const floats = () => new Float64Array(sensors.length);
    const integers = () => new Int32Array(sensors.length);
    this.column = integers();
    this.tap = integers();
    this.base = floats();
    this.factor = floats();
    this.offset = floats();
    this.error = floats();
    this.sigma = floats();
    this.perUnit = floats();
    this.min = floats();
    this.max = floats();
    this.lowest = floats();
    this.highest = floats();
    this.lagsAt = integers();

    const groups: ClassGroup[] = [];
    const ids: string[] = [];
    let lagCount = 0;
    for (const name of CLASS_NAMES) {
      const instrument = INSTRUMENT_CLASSES[name];
      const chain = new LagChain(instrument.order, lagSeconds(instrument));
      const from = ids.length;
      sensors.forEach((sensor, column) => {
        if (sensor.class !== name) return;
        this.column[ids.length] = column;
        this.lagsAt[ids.length] = lagCount;
        this.describe(ids.length, sensor, options);
        lagCount += chain.lags;
        ids.push(sensor.id);
      });
      if (ids.length > from) groups.push({ chain, sampleMin: instrument.sampleMin, from, to: ids.length });
    }
    this.groups = groups;
    this.ids = ids;
    this.streams = ids.map((id) => new RandomStream(options.seed, `${id}/noise`));
    this.lagCount = lagCount;
  }

  private describe(s: number, sensor: Sensor, options: InstrumentOptions): void {
    const { seed, calibrationSeed = seed, noise, tapIndex: indexOf = tapIndex } = options;
    const [min, max] = sensor.range;
    const span = max - min;
    this.tap[s] = sensor.tap === '' ? -1 : indexOf(sensor.tap);
    this.base[s] = sensor.base;
    this.factor[s] = sensor.fromTap.factor;
    this.offset[s] = sensor.fromTap.offset;
    if (sensor.class !== 'instant' && noise === 'datasheet') {
      const drawn = new RandomStream(calibrationSeed, `${sensor.id}/calibration`).normal();
      this.error[s] = sensor.calibration * span * Math.max(-WORST_CALIBRATION, Math.min(WORST_CALIBRATION, drawn));
      this.sigma[s] = sensor.noise * span;
    } else if (sensor.class !== 'instant' && noise === 'benchmark') {
      this.sigma[s] = BENCHMARK_NOISE * span;
    }
    this.perUnit[s] = stepsPerUnit(sensor);
    this.min[s] = min;
    this.max[s] = max;
    [this.lowest[s], this.highest[s]] = trustedRange(sensor);
  }
}
