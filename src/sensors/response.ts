/**
 * How a row of equal first-order lags answers an input that is linear within each minute: exactly, one minute
 * at a time, for any number of sensors that share the row's order and time constant.
 *
 * With deviations z_j from the minute's first input u and the input's change du over the minute, after τ time
 * constants the deviation of lag i is
 *
 *   z_i(τ) = Σ_{j ≤ i} e^−τ τ^(i−j) / (i−j)! · z_j  +  du / τ_minute · ramp_i(τ)
 *
 * (the matrix exponential of the chain, and its integral). step_i(τ) = 1 − e^−τ Σ_{m < i} τ^m / m! is the
 * answer of lag i to a unit step (Erlang's distribution) and ramp_i(τ) = τ − Σ_{m ≤ i} step_m(τ) its integral.
 * The twelve readings of a minute are thus fixed linear combinations of the lags and du: nothing is stepped.
 */

import { TICK_MS, TICKS_PER_MINUTE } from '../core/time.ts';

export class LagChain {
  /** Number of lags; 0 passes the input through. */
  readonly order: number;
  /** Weight of lag j in the reading of tick k, at [j × ticks + k]. */
  private readonly tickWeights: Float64Array;
  /** Weight of du in the reading of tick k. */
  private readonly tickRamp: Float64Array;
  /** Weight of lag j in itself, in the next lag and so on after a minute: the first column of the exponential. */
  private readonly decay: Float64Array;
  /** Weight of du in each lag after a minute. */
  private readonly minuteRamp: Float64Array;

  /** @param seconds time constant of each lag; any number where `order` is 0 */
  constructor(order: number, seconds: number) {
    this.order = order;
    this.tickWeights = new Float64Array(order * TICKS_PER_MINUTE);
    this.tickRamp = new Float64Array(TICKS_PER_MINUTE);
    this.decay = new Float64Array(order);
    this.minuteRamp = new Float64Array(order);
    // Without lags the time constant falls out; any will do.
    const lag = order === 0 ? 1 : seconds;
    const minute = (TICKS_PER_MINUTE * TICK_MS) / 1000 / lag;
    for (let k = 0; k < TICKS_PER_MINUTE; k++) {
      const tau = (k * minute) / TICKS_PER_MINUTE;
      this.tickRamp[k] = ramp(order, tau) / minute;
      for (let j = 0; j < order; j++) this.tickWeights[j * TICKS_PER_MINUTE + k] = poisson(order - 1 - j, tau);
    }
    for (let i = 0; i < order; i++) {
      this.decay[i] = poisson(i, minute);
      this.minuteRamp[i] = ramp(i + 1, minute) / minute;
    }
  }

  /**
   * The minute's readings without noise, into `signal`: at tick 0 what the last lag held, thereafter every 5 s.
   * @param lags the lags of all sensors, those of this one from `at`
   * @param u the input at the start of the minute
   * @param du its change until the end of the minute
   */
  read(lags: Float64Array, at: number, u: number, du: number, signal: Float64Array): void {
    const { order, tickWeights, tickRamp } = this;
    for (let k = 0; k < TICKS_PER_MINUTE; k++) signal[k] = u + du * tickRamp[k];
    for (let j = 0; j < order; j++) {
      const z = lags[at + j] - u;
      const row = j * TICKS_PER_MINUTE;
      for (let k = 0; k < TICKS_PER_MINUTE; k++) signal[k] += tickWeights[row + k] * z;
    }
  }

  /** Carries the lags to the end of the minute. Arguments as of `read`. */
  advance(lags: Float64Array, at: number, u: number, du: number): void {
    const { order, decay, minuteRamp } = this;
    // From the last lag back: lag i needs only those before it as they were.
    for (let i = order - 1; i >= 0; i--) {
      let z = du * minuteRamp[i];
      for (let j = 0; j <= i; j++) z += decay[i - j] * (lags[at + j] - u);
      lags[at + i] = u + z;
    }
  }
}

/** e^−τ τ^m / m! */
function poisson(m: number, tau: number): number {
  let p = Math.exp(-tau);
  for (let i = 1; i <= m; i++) p *= tau / i;
  return p;
}

/** The answer of lag i (from 1) to a unit step. */
function step(i: number, tau: number): number {
  let rest = 0;
  for (let m = 0; m < i; m++) rest += poisson(m, tau);
  return 1 - rest;
}

/** The answer of lag i (from 1; 0 is the input itself) to an input that rises by 1 a time constant. */
function ramp(i: number, tau: number): number {
  let answer = tau;
  for (let m = 1; m <= i; m++) answer -= step(m, tau);
  return answer;
}
