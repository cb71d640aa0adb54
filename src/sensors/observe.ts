/**
 * What the instruments make of the truth: lag, sampling, calibration error, noise, resolution, range and
 * quality. The station gives the truth once a simulated minute and it is linear in between; twelve frames of
 * readings come out, the first at the minute's start. How it is modelled and why: docs/sensors.md.
 *
 * Nothing is allocated once the run has begun.
 */

import { ConfigError } from '../core/errors.ts';
import { QUALITY } from '../core/frame.ts';
import { nearest } from '../core/nearest.ts';
import type { RandomStream } from '../core/random.ts';
import { TICKS_PER_MINUTE } from '../core/time.ts';
import type { Sensor, SensorInfo } from './build.ts';
import { type ClassGroup, type InstrumentOptions, type NoiseModel, SensorColumns } from './columns.ts';
import type { LagChain } from './response.ts';

/** All that changes while instruments run; the arrays are copies. */
export interface InstrumentsState {
  readonly minute: number;
  readonly lags: Float64Array;
  readonly held: Float64Array;
  readonly heldQuality: Uint8Array;
  readonly lastNoise: Float64Array;
  readonly streams: Int32Array;
  readonly stopped: Uint8Array;
}

const STREAM_WORDS = 4;

export class Instruments {
  /** In catalogue order, as are the columns of all readings. */
  readonly infos: readonly SensorInfo[];

  private readonly noiseModel: NoiseModel;
  private readonly sensors: SensorColumns;
  private readonly freshStreams: Int32Array;

  // What changes, one element a sensor in the order of `sensors`.
  private readonly stopped: Uint8Array;
  /** What a sampling instrument showed last. */
  private readonly held: Float64Array;
  private readonly heldQuality: Uint8Array;
  /** The benchmark's noise at the start of the minute. */
  private readonly lastNoise: Float64Array;
  private readonly lags: Float64Array;
  private minute = 0;

  // One minute of one sensor.
  private readonly signal = new Float64Array(TICKS_PER_MINUTE);
  private readonly noise = new Float64Array(TICKS_PER_MINUTE);

  constructor(sensors: readonly Sensor[], options: InstrumentOptions) {
    this.infos = sensors.map(({ id, type, stage, location, tap, unit, range }) => {
      return { id, type, stage, location, tap, unit, range };
    });
    this.noiseModel = options.noise;
    this.sensors = new SensorColumns(sensors, options);
    this.freshStreams = saveStreams(this.sensors.streams);
    this.stopped = new Uint8Array(sensors.length);
    this.held = new Float64Array(sensors.length);
    this.heldQuality = new Uint8Array(sensors.length);
    this.lastNoise = new Float64Array(sensors.length);
    this.lags = new Float64Array(this.sensors.lagCount);
    this.restart();
  }

  /** Starts afresh, every instrument settled on this truth: readings are then the same as of a new object. */
  initialise(truth: Float64Array): void {
    restoreStreams(this.sensors.streams, this.freshStreams);
    this.restart();
    for (const { chain, from, to } of this.sensors.groups) {
      for (let s = from; s < to; s++) this.settle(s, chain, this.seen(s, truth), 0);
    }
  }

  /**
   * The readings of one minute, tick k of it (5k seconds after `before`) in row k.
   * @param before the truth of all taps at the start of the minute
   * @param after the truth at its end; in between it is taken as linear
   * @param values 12 rows of one reading a sensor, in catalogue order and the sensors' units; NaN where missing
   * @param quality as many codes of `QUALITY`
   */
  observeMinute(before: Float64Array, after: Float64Array, values: Float64Array, quality: Uint8Array): void {
    const groups = this.sensors.groups;
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g];
      if (group.sampleMin === 0) this.observeContinuous(group, before, after, values, quality);
      else this.observeSampled(group, this.minute % group.sampleMin === 0, before, after, values, quality);
    }
    this.minute += 1;
  }

  /** Silences an instrument: its readings are missing until it is started again. Its noise goes on unseen. */
  stop(id: string): void {
    this.stopped[this.indexOf(id)] = 1;
  }

  start(id: string): void {
    this.stopped[this.indexOf(id)] = 0;
  }

  /** The state after the last minute observed. */
  save(): InstrumentsState {
    return {
      minute: this.minute,
      lags: this.lags.slice(),
      held: this.held.slice(),
      heldQuality: this.heldQuality.slice(),
      lastNoise: this.lastNoise.slice(),
      streams: saveStreams(this.sensors.streams),
      stopped: this.stopped.slice(),
    };
  }

  /** Goes on from a state saved with the same sensors, seed and noise model. */
  restore(state: InstrumentsState): void {
    this.minute = state.minute;
    this.lags.set(state.lags);
    this.held.set(state.held);
    this.heldQuality.set(state.heldQuality);
    this.lastNoise.set(state.lastNoise);
    restoreStreams(this.sensors.streams, state.streams);
    this.stopped.set(state.stopped);
  }

  private restart(): void {
    this.minute = 0;
    this.stopped.fill(0);
    this.held.fill(Number.NaN);
    this.heldQuality.fill(QUALITY.missing);
    this.lags.fill(Number.NaN);
    if (this.noiseModel !== 'benchmark') return;
    const { streams } = this.sensors;
    for (let s = 0; s < streams.length; s++) this.lastNoise[s] = streams[s].normal();
  }

  /** What sensor `s` is shown by this truth, in its own unit. */
  private seen(s: number, truth: Float64Array): number {
    const { tap, base, factor, offset } = this.sensors;
    return tap[s] < 0 ? base[s] : truth[tap[s]] * factor[s] + offset[s];
  }

  private observeContinuous(
    { chain, from, to }: ClassGroup,
    before: Float64Array,
    after: Float64Array,
    values: Float64Array,
    quality: Uint8Array,
  ): void {
    const { column, lagsAt } = this.sensors;
    for (let s = from; s < to; s++) {
      const u = this.seen(s, before);
      const du = this.seen(s, after) - u;
      this.drawMinute(s);
      const settled = this.settle(s, chain, u, du);
      if (settled) {
        chain.read(this.lags, lagsAt[s], u, du, this.signal);
        chain.advance(this.lags, lagsAt[s], u, du);
      }
      if (settled && this.stopped[s] === 0) {
        this.report(s, TICKS_PER_MINUTE, values, quality, column[s], this.infos.length);
      } else {
        this.fill(column[s], Number.NaN, QUALITY.missing, values, quality);
      }
    }
  }

  private observeSampled(
    { chain, from, to }: ClassGroup,
    due: boolean,
    before: Float64Array,
    after: Float64Array,
    values: Float64Array,
    quality: Uint8Array,
  ): void {
    const { column, lagsAt, streams } = this.sensors;
    for (let s = from; s < to; s++) {
      const u = this.seen(s, before);
      const du = this.seen(s, after) - u;
      const settled = this.settle(s, chain, u, du);
      if (this.noiseModel === 'benchmark') this.drawMinute(s);
      else if (due) this.noise[0] = streams[s].normal();
      if (due && settled) {
        this.signal[0] = chain.order === 0 ? u : this.lags[lagsAt[s] + chain.order - 1];
        this.report(s, 1, this.held, this.heldQuality, s, 0);
      } else if (due) {
        this.held[s] = Number.NaN;
        this.heldQuality[s] = QUALITY.missing;
      }
      if (settled) chain.advance(this.lags, lagsAt[s], u, du);
      if (this.stopped[s] === 0) this.fill(column[s], this.held[s], this.heldQuality[s], values, quality);
      else this.fill(column[s], Number.NaN, QUALITY.missing, values, quality);
    }
  }

  /**
   * Whether the truth can be followed this minute. Where it is missing the lags are forgotten, and the first
   * minute that has it again starts settled.
   */
  private settle(s: number, { order }: LagChain, u: number, du: number): boolean {
    const at = this.sensors.lagsAt[s];
    // A difference that is neither infinite nor NaN: both truths are finite.
    const finite = du - du === 0;
    if (order > 0 && !finite) this.lags.fill(Number.NaN, at, at + order);
    else if (order > 0 && Number.isNaN(this.lags[at])) this.lags.fill(u, at, at + order);
    return finite;
  }

  /** The minute's standard noise of sensor `s` into `noise`. */
  private drawMinute(s: number): void {
    const { noise, lastNoise } = this;
    const { sigma, streams } = this.sensors;
    if (sigma[s] === 0) return;
    if (this.noiseModel === 'datasheet') {
      streams[s].fillNormal(noise, 0, TICKS_PER_MINUTE);
      return;
    }
    const last = lastNoise[s];
    const next = streams[s].normal();
    lastNoise[s] = next;
    for (let k = 0; k < TICKS_PER_MINUTE; k++) noise[k] = last + ((next - last) * k) / TICKS_PER_MINUTE;
  }

  /** Turns `signal` and `noise` into what the instrument shows: `ticks` readings from `at`, `stride` apart. */
  private report(
    s: number,
    ticks: number,
    values: Float64Array,
    quality: Uint8Array,
    at: number,
    stride: number,
  ): void {
    const { signal, noise, sensors } = this;
    const error = sensors.error[s];
    const sigma = sensors.sigma[s];
    const perUnit = sensors.perUnit[s];
    const min = sensors.min[s];
    const max = sensors.max[s];
    const underRange = sensors.underRange[s];
    const overRange = sensors.overRange[s];
    const detectionLimit = sensors.detectionLimit[s];
    for (let k = 0; k < ticks; k++) {
      const exact = signal[k] + error + sigma * noise[k];
      // Dividing by the whole number of steps in a unit gives clean decimals; multiplying by the step does not.
      let y = Math.floor(exact * perUnit + 0.5) / perUnit;
      let code: number = exact < detectionLimit ? QUALITY.uncertain : QUALITY.good;
      if (y < min) {
        y = min;
        if (exact < underRange) code = QUALITY.uncertain;
      } else if (y > max) {
        y = max;
        if (exact > overRange) code = QUALITY.uncertain;
      }
      values[at] = y;
      quality[at] = code;
      at += stride;
    }
  }

  /** The same reading all minute. */
  private fill(column: number, value: number, code: number, values: Float64Array, quality: Uint8Array): void {
    const stride = this.infos.length;
    for (let k = 0, at = column; k < TICKS_PER_MINUTE; k++, at += stride) {
      values[at] = value;
      quality[at] = code;
    }
  }

  private indexOf(id: string): number {
    const { ids } = this.sensors;
    const index = ids.indexOf(id);
    if (index >= 0) return index;
    throw new ConfigError({ where: 'sensor', got: id, expected: `the id of a sensor such as "${nearest(id, ids)}"` });
  }
}

function saveStreams(streams: readonly RandomStream[]): Int32Array {
  const words = new Int32Array(streams.length * STREAM_WORDS);
  streams.forEach((stream, s) => {
    words.set(stream.save(), s * STREAM_WORDS);
  });
  return words;
}

function restoreStreams(streams: readonly RandomStream[], words: Int32Array): void {
  streams.forEach((stream, s) => {
    stream.restore(words.subarray(s * STREAM_WORDS, (s + 1) * STREAM_WORDS));
  });
}
