/**
 * The station in step with a clock: frames come due at `speed` times real time, counted from one start so that
 * nothing drifts, and go to a ring and to observers. Work is cut into batches that leave the event loop free;
 * a machine that cannot keep up runs as fast as it goes, and `status` says how fast that is.
 */

import type { Clock } from '../core/clock.ts';
import { ConfigError } from '../core/errors.ts';
import { createFrame, type Frame, QUALITY } from '../core/frame.ts';
import type { FrameRing } from '../core/ring.ts';
import { TICK_MS } from '../core/time.ts';
import type { Simulation } from './simulation.ts';

export interface LiveOptions {
  readonly simulation: Simulation;
  readonly ring: FrameRing;
  /** Simulated seconds a real second, or `max`. */
  readonly speed: number | 'max';
  readonly clock: Clock;
  /** Called for every frame, in order, within the batch: must be quick and must copy what it keeps. */
  readonly onFrame?: (frame: Frame) => void;
  /** Called once after every batch that produced frames. */
  readonly onBatch?: () => void;
  /** Called once when the simulation has thrown; no frames follow. */
  readonly onFailure?: (error: unknown) => void;
}

export interface LiveStatus {
  /** `waiting` has not been started, `failed` has thrown, `stopped` was told to stop. */
  readonly state: 'waiting' | 'running' | 'stopped' | 'failed';
  /** Frames made so far. */
  readonly frames: number;
  readonly speedWanted: number | 'max';
  /** Measured over the last half minute at most; undefined before there is anything to measure. */
  readonly speedAchieved: number | undefined;
  /** Real milliseconds by which the newest frame is late. */
  readonly lateMs: number;
  /** Real milliseconds of lateness that were given up instead of being caught up. */
  readonly droppedMs: number;
  /** Running and, for `STALL_PERIODS` periods or `STALL_MS`, whichever is longer, without a frame; or failed. */
  readonly stalled: boolean;
}

/** A batch ends after this long, so that requests are served in between. */
const BATCH_MS = 8;
/** Lateness beyond this is not caught up: after a machine's sleep the station goes on, it does not race. */
const LATE_LIMIT_MS = 10_000;
/** The achieved speed is measured over one to two of these. */
const WINDOW_MS = 15_000;
const STALL_MS = 10_000;
const STALL_PERIODS = 3;
/** A checkpoint of the measured speed before the first batch. */
const UNMEASURED = { at: Number.NaN, frames: 0 };

export class LiveRunner {
  readonly #options: LiveOptions;
  readonly #frame: Frame;
  readonly #stopped: Uint8Array;
  readonly #periodMs: number;
  #state: LiveStatus['state'] = 'waiting';
  #cancel: () => void = () => {};
  #frames = 0;
  /** The moment at which frame 0 was due; moves only when lateness is dropped. */
  #origin = 0;
  #droppedMs = 0;
  #lastBatch = 0;
  #earlier = UNMEASURED;
  #later = UNMEASURED;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#frame = createFrame(options.simulation.sensors.length);
    this.#stopped = new Uint8Array(options.simulation.sensors.length);
    this.#periodMs = options.speed === 'max' ? 0 : TICK_MS / options.speed;
  }

  /** Begins, or goes on after a stop; frame 0 is due at once. */
  start(): void {
    if (this.#state === 'running' || this.#state === 'failed') return;
    const now = this.#options.clock.now();
    this.#state = 'running';
    this.#origin = now - this.#frames * this.#periodMs;
    this.#lastBatch = now;
    this.#earlier = this.#later = UNMEASURED;
    this.#wait(0);
  }

  stop(): void {
    if (this.#state !== 'running') return;
    this.#state = 'stopped';
    this.#cancel();
  }

  /** Whether an instrument reports; a stopped one's readings are missing. */
  isRunning(sensor: number): boolean {
    return this.#stopped[sensor] === 0;
  }

  /** Stops or starts an instrument by its place in the catalogue, from the next frame on. */
  setRunning(sensor: number, running: boolean): void {
    if (!(sensor in this.#stopped)) {
      throw new ConfigError({ where: 'sensor', got: sensor, expected: `0 to ${this.#stopped.length - 1}` });
    }
    this.#stopped[sensor] = running ? 0 : 1;
  }

  status(): LiveStatus {
    const { speed, clock } = this.#options;
    const running = this.#state === 'running';
    // While all is well the next frame is at most a period away: silence counts only beyond that.
    const until = running ? Math.max(this.#lastBatch, clock.now() - this.#periodMs) : this.#lastBatch;
    const elapsed = until - this.#earlier.at;
    const made = this.#frames - this.#earlier.frames;
    return {
      state: this.#state,
      frames: this.#frames,
      speedWanted: speed,
      speedAchieved: elapsed > 0 ? (made * TICK_MS) / elapsed : undefined,
      lateMs: running && speed !== 'max' ? Math.max(0, clock.now() - this.#dueAt(this.#frames)) : 0,
      droppedMs: this.#droppedMs,
      stalled:
        this.#state === 'failed' ||
        (running && clock.now() - this.#lastBatch > Math.max(STALL_MS, STALL_PERIODS * this.#periodMs)),
    };
  }

  #dueAt(frame: number): number {
    return this.#origin + frame * this.#periodMs;
  }

  #wait(delayMs: number): void {
    this.#cancel = this.#options.clock.after(delayMs, () => this.#batch());
  }

  #batch(): void {
    const { clock, onBatch, onFailure } = this.#options;
    const begin = clock.now();
    this.#dropLateness(begin);
    const before = this.#frames;
    let failure: { error: unknown } | undefined;
    try {
      for (let now = begin; now - begin < BATCH_MS && this.#dueAt(this.#frames) <= now; now = clock.now()) this.#tick();
    } catch (error) {
      failure = { error };
    }
    const end = clock.now();
    if (this.#frames > before) {
      this.#measure(end);
      onBatch?.();
    }
    if (failure) {
      this.#state = 'failed';
      onFailure?.(failure.error);
    }
    if (this.#state !== 'running') return;
    this.#wait(Math.max(0, this.#dueAt(this.#frames) - end));
  }

  #tick(): void {
    const { simulation, ring, onFrame } = this.#options;
    const frame = this.#frame;
    simulation.next(frame);
    for (let i = 0; i < this.#stopped.length; i++) {
      if (this.#stopped[i] === 0) continue;
      frame.values[i] = Number.NaN;
      frame.quality[i] = QUALITY.missing;
    }
    ring.push(frame);
    this.#frames++;
    onFrame?.(frame);
  }

  #measure(now: number): void {
    this.#lastBatch = now;
    const checkpoint = { at: now, frames: this.#frames };
    if (this.#earlier === UNMEASURED) this.#earlier = this.#later = checkpoint;
    if (now - this.#later.at < WINDOW_MS) return;
    this.#earlier = this.#later;
    this.#later = checkpoint;
  }

  #dropLateness(now: number): void {
    const excess = now - this.#dueAt(this.#frames) - LATE_LIMIT_MS;
    if (this.#options.speed === 'max' || excess <= 0) return;
    this.#origin += excess;
    this.#droppedMs += excess;
  }
}
