/** The real simulation: the station's truth, what goes wrong with it, and what its instruments report, as frames. */

import { type AnomalyMix, DEFAULT_MIX, Schedule } from '../anomalies/schedule.ts';
import { Timeline } from '../anomalies/timeline.ts';
import { World, type WorldOptions } from '../anomalies/world.ts';
import type { Frame } from '../core/frame.ts';
import { MINUTES_PER_DAY, TICK_MS, TICKS_PER_MINUTE } from '../core/time.ts';
import type { InfluentSource } from '../plant/influent/source.ts';
import type { Station, StationOptions } from '../plant/station/station.ts';
import { tapIndex } from '../plant/taps.ts';
import type { Instruments, NoiseModel, SensorSet } from '../sensors/index.ts';
import type { SetpointInfo, Simulation } from './simulation.ts';

export interface SimulationOptions {
  /** Decides the instruments' noise, how the sludge settles and what goes wrong; the influent brings its own. */
  readonly seed: number;
  /** Decides the instruments' calibration errors; as `seed` unless given, for the same station at another time. */
  readonly calibrationSeed?: number;
  /** Simulated time of frame 0, ms since the Unix epoch, a whole number of minutes. */
  readonly startTime: number;
  /** Days the plant runs before frame 0, so that it forgets how it was started. */
  readonly warmupDays: number;
  /** A new source of the same sewage at each call, asked from `startTime` less the warm-up on: its t = 0 is there. */
  readonly openSource: () => InfluentSource;
  readonly sensors: SensorSet;
  readonly noise: NoiseModel;
  readonly station?: StationOptions;
  /** Set-points that differ from their defaults, by name. */
  readonly setpoints?: Readonly<Record<string, number>>;
  /** What goes wrong at random; nothing where absent. */
  readonly anomalies?: { readonly probability: number; readonly mix?: AnomalyMix };
}

/** @throws ConfigError for an unknown set-point or one out of range, or a share of anomalies that cannot be had */
export function createSimulation(options: SimulationOptions): StationSimulation {
  return new StationSimulation(options);
}

export class StationSimulation implements Simulation {
  readonly sensors: Simulation['sensors'];
  readonly startTime: number;
  readonly anomalies: Timeline;
  readonly #main: World;
  readonly #schedule: Schedule | undefined;
  /** A view of each row of the minute's readings and labels: copied whole, far quicker than one by one. */
  readonly #rows: readonly Row[];
  #seq = 0;
  /** Row of the minute's readings that comes next. */
  #row = TICKS_PER_MINUTE;

  constructor(options: SimulationOptions) {
    const { seed, calibrationSeed, startTime, noise, sensors: set, anomalies } = options;
    const { sensors } = set;
    const world: WorldOptions = {
      openSource: options.openSource,
      station: { seed, ...options.station },
      sensors,
      instruments: { seed, calibrationSeed, noise },
    };
    this.startTime = startTime;
    const main = new World(world);
    const createWorld = () => new World(world, main);
    for (const [name, value] of Object.entries(options.setpoints ?? {})) main.station.setpoints.set(name, value);
    const warmupMinutes = Math.round(options.warmupDays * MINUTES_PER_DAY);
    for (let i = 0; i < warmupMinutes; i++) main.station.advance();
    main.settle();
    this.#main = main;
    this.sensors = main.instruments.infos;
    this.anomalies = new Timeline({ sensors, noise, seed, startTime, warmupMinutes, main, createWorld });
    if (anomalies !== undefined && anomalies.probability > 0) {
      const { probability, mix = DEFAULT_MIX } = anomalies;
      this.#schedule = new Schedule(this.anomalies, { probability, mix, seed, sensors, startTime });
    }
    this.#rows = rowsOf(main, this.anomalies);
  }

  /** The plant as it is reported, disturbances included. */
  get station(): Station {
    return this.#main.station;
  }

  get instruments(): Instruments {
    return this.#main.instruments;
  }

  next(frame: Frame): void {
    if (this.#row === TICKS_PER_MINUTE) this.#minute();
    const { values, quality } = this.#rows[this.#row];
    frame.values.set(values);
    frame.quality.set(quality);
    frame.seq = this.#seq;
    frame.time = this.startTime + this.#seq * TICK_MS;
    this.#seq++;
    this.#row++;
  }

  readLabels(kinds: Uint8Array, events: Uint32Array): void {
    const row = this.#rows[this.#row - 1];
    kinds.set(row.kinds);
    events.set(row.events);
  }

  setpoints(): SetpointInfo[] {
    return this.anomalies.undisturbed.station.setpoints.list();
  }

  setSetpoint(name: string, value: number): void {
    for (const { station } of this.anomalies.worlds) station.setpoints.set(name, value);
  }

  truth(tap: string): number {
    const index = tapIndex(tap);
    return index < 0 ? Number.NaN : this.#main.before[index];
  }

  #minute(): void {
    this.#schedule?.begin(this.#seq / TICKS_PER_MINUTE);
    this.anomalies.advance();
    this.#row = 0;
  }
}

interface Row {
  readonly values: Float64Array;
  readonly quality: Uint8Array;
  readonly kinds: Uint8Array;
  readonly events: Uint32Array;
}

function rowsOf({ values, quality }: World, { labels }: Timeline): Row[] {
  const count = values.length / TICKS_PER_MINUTE;
  return Array.from({ length: TICKS_PER_MINUTE }, (_, k) => {
    const [from, to] = [k * count, (k + 1) * count];
    return {
      values: values.subarray(from, to),
      quality: quality.subarray(from, to),
      kinds: labels.kinds.subarray(from, to),
      events: labels.events.subarray(from, to),
    };
  });
}
