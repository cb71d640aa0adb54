import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomStream } from '../../core/random.ts';
import { MAX_STAGES, MIN_STAGES, Rkc2, type System, stagesFor } from './rkc.ts';

/** Carries `y` to time 1 in `steps` steps. */
function solve(system: System, start: readonly number[], steps: number, stages: number): Float64Array {
  const solver = new Rkc2(system);
  const y = Float64Array.from(start);
  for (let i = 0; i < steps; i++) {
    solver.begin(y);
    solver.step(y, 1 / steps, stages);
  }
  return y;
}

/** A nonlinear pair with a known solution: y0 = 1 / (1 + t), y1 = (1 + t)². */
const nonlinear: System = {
  states: 2,
  derive(y, dy) {
    dy[0] = -y[0] * y[0];
    dy[1] = 2 * y[0] * y[1];
  },
};

test('the error falls with the square of the step, for every stage count', () => {
  for (const stages of [3, 4, 5, 8, 13, 20, MAX_STAGES]) {
    const errors = [8, 16, 32, 64].map((steps) => {
      const y = solve(nonlinear, [1, 1], steps, stages);
      return Math.hypot(y[0] - 0.5, y[1] - 4);
    });
    for (let i = 1; i < errors.length; i++) {
      const order = Math.log2(errors[i - 1] / errors[i]);
      assert.ok(order > 1.85 && order < 2.3, `${stages} stages: order ${order}`);
    }
  }
});

test('decay at any rate up to the bound dies away; twice the bound does not', () => {
  for (const stages of [3, 4, 5, 10, 20]) {
    // The largest rate for which so many stages are held to be enough at a step of 1.
    let bound = 1;
    while (stagesFor(bound * 1.001, 1) <= stages) bound *= 1.001;
    const after = (rate: number): number => {
      const system: System = {
        states: 1,
        derive: (y, dy) => {
          dy[0] = -rate * y[0];
        },
      };
      const solver = new Rkc2(system);
      const y = Float64Array.of(1);
      for (let i = 0; i < 300; i++) {
        solver.begin(y);
        solver.step(y, 1, stages);
      }
      return Math.abs(y[0]);
    };
    for (let share = 0.02; share <= 1; share += 0.02) {
      assert.ok(after(share * bound) < 1e-3, `${stages} stages, ${share} of the bound: ${after(share * bound)}`);
    }
    assert.ok(!(after(2 * bound) < 1), `${stages} stages: stable to twice the bound`);
  }
});

test('stages follow the square root of the rate and are never too few', () => {
  assert.equal(stagesFor(0, 1), MIN_STAGES);
  assert.equal(stagesFor(11_000, 1 / 1440), 4);
  assert.equal(stagesFor(20_000, 1 / 1440), 5);
  assert.ok(Math.abs(stagesFor(4e6, 1 / 1440) / stagesFor(1e6, 1 / 1440) - 2) < 0.05);
});

test('what a linear combination of the states keeps, the solver keeps to rounding', () => {
  const random = new RandomStream(1, 'rkc');
  const weights = [1, 2.5, -0.75, 4];
  // Nonlinear exchange between states 0 … 2 with state 3 as the counterpart.
  const system: System = {
    states: 4,
    derive(y, dy) {
      dy[0] = -3 * y[0] * y[1];
      dy[1] = y[0] - y[1] ** 2;
      dy[2] = Math.sin(y[0]) - 40 * y[2];
      dy[3] = -(weights[0] * dy[0] + weights[1] * dy[1] + weights[2] * dy[2]) / weights[3];
    },
  };
  const kept = (y: ArrayLike<number>): number => weights.reduce((sum, weight, i) => sum + weight * y[i], 0);
  for (let trial = 0; trial < 20; trial++) {
    const start = weights.map(() => random.uniform());
    const y = solve(system, start, 200, 3 + (trial % 8));
    assert.ok(Math.abs(kept(y) - kept(start)) < 1e-12, `${kept(y) - kept(start)}`);
    assert.ok(Math.abs(y[0] - start[0]) > 1e-3);
  }
});

test('a steady state stays to rounding', () => {
  const y = solve({ states: 2, derive: (_, dy) => dy.fill(0) }, [0.1, 1e6], 100, 4);
  y.forEach((value, i) => {
    assert.ok(Math.abs(value / [0.1, 1e6][i] - 1) < 1e-13);
  });
});

test('an impossible stage count is refused', () => {
  for (const stages of [1, MAX_STAGES + 1, Number.NaN]) {
    assert.throws(() => solve(nonlinear, [1, 1], 1, stages), /RKC2 stages: got .*, expected 2 to 40/);
  }
});
