/** A PI control loop with its instrument and actuator as continuous states: nothing is sampled, nothing lags a step. */

import { ConfigError } from '../core/errors.ts';
import { MINUTE_D } from '../core/time.ts';

export interface PiParameters {
  /** What is wanted, in the unit of the measured quantity. */
  setpoint: number;
  /** Gain [actuator unit per measured unit], integral and anti-windup tracking time [d], output at zero error. */
  K: number;
  Ti: number;
  Tt: number;
  offset: number;
  /** Limits of the actuator. */
  min: number;
  max: number;
}

export interface LoopParameters extends PiParameters {
  /** Instrument: order of its lag chain (at least 1), time constant of one lag [d], range. */
  sensorOrder: number;
  sensorLag: number;
  sensorMin: number;
  sensorMax: number;
  /** Actuator: order (0 = ideal) and time constant of one lag [d]. */
  actuatorOrder: number;
  actuatorLag: number;
}

/** Time constant of one lag of a chain of two and of eight with the given T90 (BSM1 sensor definitions). */
export const lagOfTwo = (t90Minutes: number): number => (t90Minutes * MINUTE_D) / 3.89;
export const lagOfEight = (t90Minutes: number): number => (t90Minutes * MINUTE_D) / 11.7724;

/** BSM1: oxygen of reactor 5 by KLa; class A probe 0–10 g/m³, blower T90 4 min of second order. */
export const OXYGEN_LOOP: Readonly<LoopParameters> = {
  setpoint: 2,
  K: 25,
  Ti: 0.002,
  Tt: 0.001,
  offset: 144,
  min: 0,
  max: 360,
  sensorOrder: 2,
  sensorLag: lagOfTwo(1),
  sensorMin: 0,
  sensorMax: 10,
  actuatorOrder: 2,
  actuatorLag: lagOfTwo(4),
};

/** BSM1: nitrate of reactor 2 by internal recycle; class B0 probe 0–20 g/m³, ideal pump. */
export const NITRATE_LOOP: Readonly<LoopParameters> = {
  setpoint: 1,
  K: 10_000,
  Ti: 0.025,
  Tt: 0.015,
  offset: 18_500,
  min: 0,
  max: 92_230,
  sensorOrder: 8,
  sensorLag: lagOfEight(10),
  sensorMin: 0,
  sensorMax: 20,
  actuatorOrder: 0,
  actuatorLag: 0,
};

/** States of a loop: the instrument's lags, the integral, the actuator's lags. */
export class ControlLoop {
  readonly parameters: LoopParameters;
  readonly states: number;
  /** What the actuator gives, as of the last `derive`: one number, in an array lest it be boxed at every change. */
  readonly delivered = new Float64Array(1);

  constructor(parameters: Readonly<LoopParameters>) {
    if (!(parameters.sensorOrder >= 1)) {
      throw new ConfigError({
        where: 'control loop: sensorOrder',
        got: parameters.sensorOrder,
        expected: 'at least 1',
      });
    }
    this.parameters = { ...parameters };
    this.states = parameters.sensorOrder + 1 + parameters.actuatorOrder;
  }

  /** At rest with the quantity at `measured`. */
  initialise(y: Float64Array, at: number, measured: number): void {
    const { sensorOrder, actuatorOrder, offset } = this.parameters;
    y.fill(measured, at, at + sensorOrder);
    y[at + sensorOrder] = 0;
    y.fill(offset, at + sensorOrder + 1, at + sensorOrder + 1 + actuatorOrder);
  }

  /** Fills `dy[at] …` and `delivered` while the quantity is at `y[measuredAt]`. */
  derive(y: Float64Array, at: number, measuredAt: number, dy: Float64Array): void {
    const { sensorOrder, sensorLag, sensorMin, sensorMax, actuatorOrder, actuatorLag } = this.parameters;
    const { setpoint, K, Ti, Tt, offset, min, max } = this.parameters;
    let input = y[measuredAt];
    for (let i = at; i < at + sensorOrder; i++) {
      dy[i] = (input - y[i]) / sensorLag;
      input = y[i];
    }
    const reading = y[at + sensorOrder - 1];
    const error = setpoint - Math.min(sensorMax, Math.max(sensorMin, reading));
    const wanted = offset + K * error + y[at + sensorOrder];
    const given = Math.min(max, Math.max(min, wanted));
    dy[at + sensorOrder] = (K / Ti) * error + (given - wanted) / Tt;
    input = given;
    for (let i = at + sensorOrder + 1; i < at + sensorOrder + 1 + actuatorOrder; i++) {
      dy[i] = (input - y[i]) / actuatorLag;
      input = y[i];
    }
    // The solver may overshoot by a little after a jump; no machine gives less than nothing.
    this.delivered[0] = Math.min(max, Math.max(min, input));
  }
}
