/**
 * What a channel's own past says of its next reading: level and trend after Holt (1957), the error of that forecast
 * in units of its normal spread, and how much it scatters. It needs no other channel and reacts within a tick.
 *
 * Channels that are sampled and held are looked at when they change; contacts are not looked at.
 */

/** Weights of level and trend. (estimate) */
const LEVEL = 0.3;
const TREND = 0.05;
/** Ticks over which scatter is measured, and where squared errors are cut: scatter is more than one spike. */
const SCATTER_TICKS = 24;
const SCATTER_CUT = 36;
/** Samples over which it is measured for a channel that is sampled and held, minutes apart. */
const SCATTER_SAMPLES = 8;

export class Forecast {
  /** Size of the last error of each channel over its normal spread; 0 where there is none. */
  readonly error: Float64Array;
  /** The same with its sign, in the reading's unit. */
  readonly jump: Float64Array;
  /** Mean square of errors over the last ticks, 1 where it is normal. */
  readonly scatter: Float64Array;
  readonly #invSpread: Float64Array;
  readonly #held: Uint8Array;
  /** Weight of the newest squared error in the scatter. */
  readonly #memory: Float64Array;
  /** Level of each channel, reading's unit; NaN before its first reading. */
  readonly level: Float64Array;
  readonly #trend: Float64Array;
  readonly #last: Float64Array;

  /**
   * @param spreads normal spread of each channel's error, reading's unit; +∞ for a channel that is not looked at
   * @param held 1 for a channel that is sampled and held
   */
  constructor(spreads: ArrayLike<number>, held: ArrayLike<number>) {
    const n = spreads.length;
    this.error = new Float64Array(n);
    this.jump = new Float64Array(n);
    this.scatter = new Float64Array(n).fill(1);
    this.#invSpread = Float64Array.from(spreads, (spread) => 1 / spread);
    this.#held = Uint8Array.from(held);
    this.#memory = Float64Array.from(held, (isHeld) => 1 / (isHeld === 1 ? SCATTER_SAMPLES : SCATTER_TICKS));
    this.level = new Float64Array(n).fill(Number.NaN);
    this.#trend = new Float64Array(n);
    this.#last = new Float64Array(n).fill(Number.NaN);
  }

  /** Forgets the past, as after a gap in time. */
  reset(): void {
    this.level.fill(Number.NaN);
    this.#trend.fill(0);
    this.#last.fill(Number.NaN);
    this.scatter.fill(1);
  }

  /** Takes the readings of a tick. */
  step(readings: Float64Array): void {
    const { error, jump, scatter } = this;
    const invSpread = this.#invSpread;
    const held = this.#held;
    const memory = this.#memory;
    const level = this.level;
    const trend = this.#trend;
    const last = this.#last;
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i];
      error[i] = 0;
      jump[i] = 0;
      if (Number.isNaN(reading) || (held[i] === 1 && reading === last[i])) continue;
      last[i] = reading;
      if (Number.isNaN(level[i])) {
        level[i] = reading;
        continue;
      }
      const forecast = level[i] + trend[i];
      const off = reading - forecast;
      level[i] = forecast + LEVEL * off;
      trend[i] += LEVEL * TREND * off;
      const size = Math.abs(off) * invSpread[i];
      jump[i] = off;
      error[i] = size;
      const square = size * size;
      scatter[i] += ((square < SCATTER_CUT ? square : SCATTER_CUT) - scatter[i]) * memory[i];
    }
  }
}

/** Spread of a channel for `Forecast`: a channel without one is not looked at. */
export const spreadOrInfinity = (spread: number): number => (spread > 0 ? spread : Number.POSITIVE_INFINITY);
