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

import { MINUTE_MS, TICKS_PER_MINUTE } from '../core/time.ts';

/** Every row is kept with at least so many lags, those of a shorter row without weight: one loop then serves all. */
const FEWEST_LAGS = 2;

export class LagChain {
  /** Number of lags kept for each sensor. */
  readonly lags: number;
  /** Weight of lag j in the reading of tick k, at [j × ticks + k]. */
  readonly tickWeights: Float64Array;
  /** Weight of the input's change in the reading of tick k. */
  readonly tickRamp: Float64Array;
  /** Weight of a lag after a minute in itself, in the next lag, and so on. */
  private readonly decay: Float64Array;
  /** Weight of the input's change in each lag after a minute. */
  private readonly minuteRamp: Float64Array;

  /**
   * @param order number of lags that the instrument has; 0 shows the input itself
   * @param seconds time constant of each; any number above 0 where the order is 0
   */
  constructor(order: number, seconds: number) {
    this.lags = Math.max(order, FEWEST_LAGS);
    this.tickWeights = new Float64Array(this.lags * TICKS_PER_MINUTE);
    this.tickRamp = new Float64Array(TICKS_PER_MINUTE);
    this.decay = new Float64Array(this.lags);
    this.minuteRamp = new Float64Array(this.lags);
    const minute = MINUTE_MS / 1000 / seconds;
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
   * Carries the lags of sensors `from` … `to - 1` to the end of the minute.
   * @param lags the lags of all sensors, those of sensor s from `lagsAt[s]`
   * @param input what every sensor is shown at the start of the minute
   * @param change how much it changes until the end
   */
  advance(
    lags: Float64Array,
    lagsAt: Int32Array,
    input: Float64Array,
    change: Float64Array,
    from: number,
    to: number,
  ): void {
    const { decay, minuteRamp } = this;
    const count = this.lags;
    // By index: taking typed arrays apart with a pattern makes an iterator, and garbage.
    const decay0 = decay[0];
    const decay1 = decay[1];
    const ramp0 = minuteRamp[0];
    const ramp1 = minuteRamp[1];
    for (let s = from; s < to; s++) {
      const at = lagsAt[s];
      const u = input[s];
      const du = change[s];
      // From the last lag back: lag i needs only those before it as they were.
      for (let i = count - 1; i >= FEWEST_LAGS; i--) {
        let z = du * minuteRamp[i];
        for (let j = 0; j <= i; j++) z += decay[i - j] * (lags[at + j] - u);
        lags[at + i] = u + z;
      }
      // The two lags that every sensor has.
      const z0 = lags[at] - u;
      const z1 = lags[at + 1] - u;
      lags[at] = u + (du * ramp0 + decay0 * z0);
      lags[at + 1] = u + (du * ramp1 + decay1 * z0 + decay0 * z1);
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
