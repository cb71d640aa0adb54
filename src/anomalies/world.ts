/**
 * A plant with its sewage and its instruments, a minute at a time. The run has one that is reported, and beside it, while
 * disturbances are at work, others that lack some of them: as seed, weather and noise are the same, any difference between
 * two worlds is the work of the disturbances.
 */

import { TICKS_PER_MINUTE } from '../core/time.ts';
import type { InfluentSource } from '../plant/influent/source.ts';
import { Station, type StationOptions } from '../plant/station/station.ts';
import { TAP_NAMES } from '../plant/taps.ts';
import { type InstrumentOptions, Instruments, type Sensor } from '../sensors/index.ts';
import { DisturbedInfluent } from './disturbed-influent.ts';

export interface WorldOptions {
  /** Sources of the same sewage: one a world, each asked for rising times only. */
  readonly openSource: () => InfluentSource;
  readonly station: StationOptions;
  readonly sensors: readonly Sensor[];
  readonly instruments: InstrumentOptions;
}

export class World {
  readonly station: Station;
  readonly instruments: Instruments;
  readonly influent: DisturbedInfluent;
  /** Truth at the start of the minute whose readings are in `values`. */
  readonly before = new Float64Array(TAP_NAMES.length);
  /** Twelve rows of one reading a sensor, in catalogue order, and their quality. */
  readonly values: Float64Array;
  readonly quality: Uint8Array;

  /**
   * At the source's t = 0, instruments settled.
   * @param reported the world whose noise this one has; it goes through every minute first
   */
  constructor({ openSource, station, sensors, instruments }: WorldOptions, reported?: World) {
    this.influent = new DisturbedInfluent(openSource());
    this.station = new Station(this.influent, station);
    this.instruments = new Instruments(sensors, instruments, reported?.instruments);
    this.values = new Float64Array(TICKS_PER_MINUTE * sensors.length);
    this.quality = new Uint8Array(TICKS_PER_MINUTE * sensors.length);
    this.settle();
  }

  /** Instruments start from what the plant holds now. */
  settle(): void {
    this.instruments.initialise(this.station.truth);
    this.before.set(this.station.truth);
  }

  /** Goes through a minute and takes its readings. */
  advance(): void {
    this.before.set(this.station.truth);
    this.station.advance();
    this.instruments.observeMinute(this.before, this.station.truth, this.values, this.quality);
  }

  /** Becomes what another world of the same run is, disturbances of the influent included. */
  copy(other: World): void {
    this.influent.disturbances.splice(0, Number.POSITIVE_INFINITY, ...other.influent.disturbances);
    this.station.restore(other.station.save());
    this.instruments.copy(other.instruments);
    this.before.set(other.before);
  }
}
