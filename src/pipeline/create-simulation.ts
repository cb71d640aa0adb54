/** The real simulation: the station's truth, seen by its instruments, as frames. */

import type { Frame } from '../core/frame.ts';
import { DAY_MS, TICK_MS, TICKS_PER_MINUTE } from '../core/time.ts';
import type { InfluentSource } from '../plant/influent/source.ts';
import { Station, type StationOptions } from '../plant/station/station.ts';
import { TAP_NAMES, tapIndex } from '../plant/taps.ts';
import { Instruments, type NoiseModel, type SensorSet } from '../sensors/index.ts';
import type { SetpointInfo, Simulation } from './simulation.ts';

export interface SimulationOptions {
  /** Decides the instruments' noise and how the sludge settles; the influent brings its own. */
  readonly seed: number;
  /** Simulated time of frame 0, ms since the Unix epoch, a whole number of minutes. */
  readonly startTime: number;
  /** Days the plant runs before frame 0, so that it forgets how it was started. */
  readonly warmupDays: number;
  /** Asked from `startTime` less the warm-up on: its t = 0 is there. */
  readonly source: InfluentSource;
  readonly sensors: SensorSet;
  readonly noise: NoiseModel;
  readonly station?: StationOptions;
  /** Set-points that differ from their defaults, by name. */
  readonly setpoints?: Readonly<Record<string, number>>;
}

/** @throws ConfigError for an unknown set-point or one out of range */
export function createSimulation(options: SimulationOptions): StationSimulation {
  return new StationSimulation(options);
}

export class StationSimulation implements Simulation {
  readonly sensors: Simulation['sensors'];
  readonly startTime: number;
  readonly station: Station;
  readonly instruments: Instruments;

  /** The truth at the start of the minute that is being read out. */
  readonly #before = new Float64Array(TAP_NAMES.length);
  /** The minute's readings, twelve rows, and a view of each row: copied whole, far quicker than one by one. */
  readonly #values: Float64Array;
  readonly #quality: Uint8Array;
  readonly #valueRows: readonly Float64Array[];
  readonly #qualityRows: readonly Uint8Array[];
  #seq = 0;
  /** Row of the minute's readings that comes next. */
  #row = TICKS_PER_MINUTE;

  constructor(options: SimulationOptions) {
    this.startTime = options.startTime;
    this.station = new Station(options.source, { seed: options.seed, ...options.station });
    for (const [name, value] of Object.entries(options.setpoints ?? {})) this.station.setpoints.set(name, value);
    const warmup = Math.round((options.warmupDays * DAY_MS) / (TICK_MS * TICKS_PER_MINUTE));
    for (let i = 0; i < warmup; i++) this.station.advance();
    this.instruments = new Instruments(options.sensors.sensors, { seed: options.seed, noise: options.noise });
    this.instruments.initialise(this.station.truth);
    this.#before.set(this.station.truth);
    this.sensors = this.instruments.infos;
    this.#values = new Float64Array(TICKS_PER_MINUTE * this.sensors.length);
    this.#quality = new Uint8Array(TICKS_PER_MINUTE * this.sensors.length);
    const count = this.sensors.length;
    const rows = Array.from({ length: TICKS_PER_MINUTE }, (_, k) => k * count);
    this.#valueRows = rows.map((from) => this.#values.subarray(from, from + count));
    this.#qualityRows = rows.map((from) => this.#quality.subarray(from, from + count));
  }

  next(frame: Frame): void {
    if (this.#row === TICKS_PER_MINUTE) this.#minute();
    frame.values.set(this.#valueRows[this.#row]);
    frame.quality.set(this.#qualityRows[this.#row]);
    frame.seq = this.#seq;
    frame.time = this.startTime + this.#seq * TICK_MS;
    this.#seq++;
    this.#row++;
  }

  setpoints(): SetpointInfo[] {
    return this.station.setpoints.list();
  }

  setSetpoint(name: string, value: number): void {
    this.station.setpoints.set(name, value);
  }

  truth(tap: string): number {
    const index = tapIndex(tap);
    return index < 0 ? Number.NaN : this.#before[index];
  }

  #minute(): void {
    this.#before.set(this.station.truth);
    this.station.advance();
    this.instruments.observeMinute(this.#before, this.station.truth, this.#values, this.#quality);
    this.#row = 0;
  }
}
