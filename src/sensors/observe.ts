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
import { onGrid } from './display.ts';

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

// As constants of this module, for reading an imported object in the hot loop costs 3 ns a reading.
const { good: GOOD, uncertain: UNCERTAIN, missing: MISSING } = QUALITY;
const TICKS = TICKS_PER_MINUTE;

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

  // What each is shown this minute: at its start, the change until its end, and whether both are known.
  private readonly input: Float64Array;
  private readonly change: Float64Array;
  private readonly known: Uint8Array;

  /** Standard noise of the minute, twelve numbers a sensor. */
  private readonly noise: Float64Array;
  /** What the lags before the last two add to each tick, of one sensor. */
  private readonly early = new Float64Array(TICKS);

  /** Whether the noise is drawn here, or is that of others. */
  private readonly drawsNoise: boolean;

  /**
   * @param noiseOf instruments of the same sensors, seed and noise model that observe each minute before these do: their noise
   * is taken, not drawn again, which is two fifths of the work
   */
  constructor(sensors: readonly Sensor[], options: InstrumentOptions, noiseOf?: Instruments) {
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
    this.input = new Float64Array(sensors.length);
    this.change = new Float64Array(sensors.length);
    this.known = new Uint8Array(sensors.length);
    this.noise = noiseOf?.noise ?? new Float64Array(sensors.length * TICKS);
    this.drawsNoise = noiseOf === undefined;
    this.restart();
  }

  /** Starts afresh, every instrument settled on this truth: readings are then the same as of a new object. */
  initialise(truth: Float64Array): void {
    restoreStreams(this.sensors.streams, this.freshStreams);
    this.restart();
    this.look(truth, truth);
  }

  /**
   * The readings of one minute, tick k of it (5k seconds after `before`) in row k.
   * @param before the truth of all taps at the start of the minute
   * @param after the truth at its end; in between it is taken as linear
   * @param values 12 rows of one reading a sensor, in catalogue order and the sensors' units; NaN where missing
   * @param quality as many codes of `QUALITY`
   */
  observeMinute(before: Float64Array, after: Float64Array, values: Float64Array, quality: Uint8Array): void {
    const { minute, lags, input, change } = this;
    const { groups, lagsAt } = this.sensors;
    this.look(before, after);
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g];
      const { chain, sampleMin, from, to } = group;
      const due = sampleMin === 0 || minute % sampleMin === 0;
      if (this.drawsNoise && (due || this.noiseModel === 'benchmark')) this.draw(group);
      if (due) this.measure(group, values, quality);
      if (sampleMin > 0) this.hold(group, due, values, quality);
      this.silence(group, values, quality);
      chain.advance(lags, lagsAt, input, change, from, to);
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

  /** Goes on from where others are that share these instruments' noise. */
  copy(other: Instruments): void {
    this.minute = other.minute;
    this.lags.set(other.lags);
    this.held.set(other.held);
    this.heldQuality.set(other.heldQuality);
    this.stopped.set(other.stopped);
  }

  private restart(): void {
    this.minute = 0;
    this.stopped.fill(0);
    this.held.fill(Number.NaN);
    this.heldQuality.fill(MISSING);
    this.lags.fill(Number.NaN);
    if (this.noiseModel !== 'benchmark') return;
    const { streams } = this.sensors;
    for (let s = 0; s < streams.length; s++) this.lastNoise[s] = streams[s].normal();
  }

  /** What every sensor is shown, in its own unit: at the start of the minute, and its change until the end. */
  private look(before: Float64Array, after: Float64Array): void {
    const { input, change, known, lags } = this;
    const { groups, tap, base, factor, offset, lagsAt } = this.sensors;
    for (let g = 0; g < groups.length; g++) {
      const { chain, from, to } = groups[g];
      for (let s = from; s < to; s++) {
        const u = tap[s] < 0 ? base[s] : before[tap[s]] * factor[s] + offset[s];
        const du = tap[s] < 0 ? 0 : (after[tap[s]] - before[tap[s]]) * factor[s];
        input[s] = u;
        change[s] = du;
        // Only finite numbers differ from themselves by 0: both truths are there.
        known[s] = du - du === 0 ? 1 : 0;
        // Where the truth is missing the lags are forgotten; where it comes again they start settled.
        const at = lagsAt[s];
        if (known[s] === 0) lags.fill(Number.NaN, at, at + chain.lags);
        else if (Number.isNaN(lags[at])) lags.fill(u, at, at + chain.lags);
      }
    }
  }

  /** The minute's standard noise of a class's sensors. */
  private draw({ from, to }: ClassGroup): void {
    const { noise, lastNoise, noiseModel } = this;
    const { sigma, streams } = this.sensors;
    for (let s = from; s < to; s++) {
      if (sigma[s] === 0) continue;
      const at = s * TICKS;
      if (noiseModel === 'datasheet') {
        streams[s].fillNormal(noise, at, at + TICKS);
        continue;
      }
      const last = lastNoise[s];
      streams[s].fillNormal(lastNoise, s, s + 1);
      const rise = (lastNoise[s] - last) / TICKS;
      for (let k = 0; k < TICKS; k++) noise[at + k] = last + rise * k;
    }
  }

  /** The readings of a class's sensors, as if all measured without a break and all truths were known. */
  private measure({ chain, from, to }: ClassGroup, values: Float64Array, quality: Uint8Array): void {
    const { lags, input, change, noise, early, sensors } = this;
    const { column, error, sigma, perUnit, min, max, lowest, highest, lagsAt } = sensors;
    const { tickRamp, tickWeights } = chain;
    const stride = this.infos.length;
    const earlyLags = chain.lags - 2;
    const row1 = earlyLags * TICKS;
    const row2 = row1 + TICKS;
    for (let k = 0; k < TICKS; k++) early[k] = 0;
    for (let s = from; s < to; s++) {
      const u = input[s];
      const du = change[s];
      const firstLag = lagsAt[s];
      for (let j = 0; j < earlyLags; j++) {
        const z = lags[firstLag + j] - u;
        for (let k = 0; k < TICKS; k++) early[k] = (j === 0 ? 0 : early[k]) + z * tickWeights[j * TICKS + k];
      }
      const z1 = lags[firstLag + earlyLags] - u;
      const z2 = lags[firstLag + earlyLags + 1] - u;
      const base = u + error[s];
      const scatter = sigma[s];
      const noiseAt = s * TICKS;
      const steps = perUnit[s];
      const least = min[s];
      const most = max[s];
      const low = lowest[s];
      const high = highest[s];
      let at = column[s];
      for (let k = 0; k < TICKS; k++) {
        const lag = early[k] + z1 * tickWeights[row1 + k] + z2 * tickWeights[row2 + k];
        const exact = base + du * tickRamp[k] + lag + scatter * noise[noiseAt + k];
        const y = onGrid(exact, steps);
        // Expressions, not nested ifs that set both: 1 to 2 ns less a reading.
        values[at] = y < least ? least : y > most ? most : y;
        quality[at] = exact < low || exact > high ? UNCERTAIN : GOOD;
        at += stride;
      }
    }
  }

  /** Sampling instruments show, all minute, what they measured last; at tick 0 of this minute where that is due. */
  private hold({ from, to }: ClassGroup, due: boolean, values: Float64Array, quality: Uint8Array): void {
    const { held, heldQuality, known } = this;
    const { column } = this.sensors;
    const stride = this.infos.length;
    for (let s = from; s < to; s++) {
      if (due) {
        // NaN already where the truth is missing, for the lags are.
        held[s] = values[column[s]];
        heldQuality[s] = known[s] === 1 ? quality[column[s]] : MISSING;
      }
      for (let k = 0, at = column[s]; k < TICKS; k++, at += stride) {
        values[at] = held[s];
        quality[at] = heldQuality[s];
      }
    }
  }

  /** No readings from instruments that are stopped, nor from continuous ones whose truth is missing. */
  private silence({ sampleMin, from, to }: ClassGroup, values: Float64Array, quality: Uint8Array): void {
    const { known, stopped } = this;
    const { column } = this.sensors;
    const stride = this.infos.length;
    for (let s = from; s < to; s++) {
      if (stopped[s] === 0 && (known[s] === 1 || sampleMin > 0)) continue;
      for (let k = 0, at = column[s]; k < TICKS; k++, at += stride) {
        values[at] = Number.NaN;
        quality[at] = MISSING;
      }
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
