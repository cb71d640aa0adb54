import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from '../core/errors.ts';
import { ControlLoop, type LoopParameters, NITRATE_LOOP, OXYGEN_LOOP } from './control.ts';

/** What the actuator gives in state `y`. */
function delivered(loop: ControlLoop, y: Float64Array): number {
  loop.derive(y, 0, loop.states, new Float64Array(y.length));
  return loop.delivered[0];
}

/** Runs the loop against `measured(t, output)` with small steps; calls `watch` after each. Time in days. */
function run(
  loop: ControlLoop,
  y: Float64Array,
  days: number,
  measured: (t: number, output: number) => number,
  watch?: (t: number, output: number) => void,
): void {
  const dy = new Float64Array(y.length);
  const h = 1e-6;
  const steps = Math.round(days / h);
  for (let i = 0; i < steps; i++) {
    y[loop.states] = measured(i * h, delivered(loop, y));
    loop.derive(y, 0, loop.states, dy);
    for (let k = 0; k < loop.states; k++) y[k] += h * dy[k];
    watch?.((i + 1) * h, delivered(loop, y));
  }
}

function build(parameters: Readonly<LoopParameters>, start = 0) {
  const loop = new ControlLoop(parameters);
  // The loop's states, and behind them what it measures.
  const y = new Float64Array(loop.states + 1);
  y[loop.states] = start;
  loop.initialise(y, 0, start);
  return { loop, y };
}

/** Minutes until the last of `order` lags has made 90 % of a step. */
function t90(parameters: Readonly<LoopParameters>, chain: 'sensor' | 'actuator'): number {
  const { loop, y } = build({ ...parameters, K: 0, offset: chain === 'sensor' ? 0 : parameters.min }, 0);
  const state = chain === 'sensor' ? parameters.sensorOrder - 1 : loop.states - 1;
  if (chain === 'actuator') loop.parameters.offset = parameters.min + 100;
  const goal = chain === 'sensor' ? 0.9 : parameters.min + 90;
  let reached = 0;
  run(
    loop,
    y,
    0.015,
    () => (chain === 'sensor' ? 1 : 0),
    (t) => {
      if (reached === 0 && y[state] >= goal) reached = t * 1440;
    },
  );
  return reached;
}

test('response times are those of the sensor classes and the blower', () => {
  assert.ok(Math.abs(t90(OXYGEN_LOOP, 'sensor') - 1) < 0.02, 'class A');
  assert.ok(Math.abs(t90(NITRATE_LOOP, 'sensor') - 10) < 0.05, 'class B0');
  assert.ok(Math.abs(t90(OXYGEN_LOOP, 'actuator') - 4) < 0.02, 'blower');
});

test('at rest on its set-point the loop gives its offset and does not move', () => {
  for (const parameters of [OXYGEN_LOOP, NITRATE_LOOP]) {
    const { loop, y } = build(parameters, parameters.setpoint);
    const dy = new Float64Array(loop.states);
    loop.derive(y, 0, loop.states, dy);
    assert.equal(delivered(loop, y), parameters.offset);
    assert.ok(dy.every((rate) => rate === 0));
  }
});

test('the integral brings what it controls to the set-point, also to one that changes while it runs', () => {
  const { loop, y } = build(OXYGEN_LOOP, 0.5);
  // A basin with a demand that the offset does not meet.
  let oxygen = 0.5;
  const basin = (_t: number, KLa: number): number => {
    oxygen += 1e-6 * (KLa * (8 - oxygen) - 1500);
    return oxygen;
  };
  run(loop, y, 0.2, basin);
  assert.ok(Math.abs(oxygen - 2) < 1e-3, `${oxygen}`);
  assert.ok(Math.abs(delivered(loop, y) - 250) < 0.1);
  loop.parameters.setpoint = 1;
  run(loop, y, 0.2, basin);
  assert.ok(Math.abs(oxygen - 1) < 1e-3, `${oxygen}`);
  assert.equal(OXYGEN_LOOP.setpoint, 2);
});

test('the command stays within the limits, and the integral does not wind up behind them', () => {
  for (const parameters of [OXYGEN_LOOP, NITRATE_LOOP]) {
    const { K, Ti, Tt, setpoint, min, max, sensorMax } = parameters;
    for (const measured of [0, sensorMax]) {
      const { loop, y } = build(parameters, measured);
      run(loop, y, 0.3, () => measured);
      const output = delivered(loop, y);
      assert.ok(Math.abs(output - (measured === 0 ? max : min)) < 1e-6, `${output}`);
      // Tracking holds the integral where its own growth and the pull back cancel: K e / Ti = excess / Tt.
      const error = setpoint - measured;
      const unlimited = parameters.offset + K * error + y[parameters.sensorOrder];
      assert.ok(Math.abs(unlimited - output - (K * error * Tt) / Ti) < 1e-3 * K, `${unlimited}`);
    }
  }
});

test('after a long night at the limit the loop lets go within minutes', () => {
  const { loop, y } = build(OXYGEN_LOOP, 0);
  run(loop, y, 0.5, () => 0);
  assert.ok(delivered(loop, y) > 359);
  let released = 0;
  run(
    loop,
    y,
    0.02,
    () => 4,
    (t, output) => {
      if (released === 0 && output < 100) released = t * 1440;
    },
  );
  assert.ok(released > 0 && released < 15, `${released} min`);
});

test('the instrument reads no more than its range', () => {
  const { loop, y } = build({ ...OXYGEN_LOOP, Tt: 1e9 }, 50);
  const dy = new Float64Array(loop.states);
  loop.derive(y, 0, loop.states, dy);
  assert.ok(Math.abs(dy[OXYGEN_LOOP.sensorOrder] - (25 / 0.002) * (2 - 10)) < 1);
});

test('a loop without an instrument is refused', () => {
  assert.throws(() => new ControlLoop({ ...OXYGEN_LOOP, sensorOrder: 0 }), ConfigError);
});
