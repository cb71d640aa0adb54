import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ClassName, INSTRUMENT_CLASSES } from './classes.ts';
import { near, observe, plain, TICKS } from './observe.fake.ts';

/** The same chain of lags stepped in a thousand small steps a minute by the classical Runge–Kutta method. */
function integrate(order: number, lagMinutes: number, truth: readonly number[]): number[] {
  const steps = 1200;
  const h = 1 / steps;
  let x = new Array<number>(order).fill(truth[0]);
  const slope = (state: number[], u: number) => state.map((xi, i) => ((i === 0 ? u : state[i - 1]) - xi) / lagMinutes);
  const moved = (state: number[], k: number[], by: number) => state.map((xi, i) => xi + by * k[i]);
  const readings: number[] = [];
  for (let minute = 0; minute + 1 < truth.length; minute++) {
    const u = (part: number) => truth[minute] + (truth[minute + 1] - truth[minute]) * part;
    for (let i = 0; i < steps; i++) {
      if (i % (steps / TICKS) === 0) readings.push(x[order - 1]);
      const k1 = slope(x, u(i * h));
      const k2 = slope(moved(x, k1, h / 2), u((i + 0.5) * h));
      const k3 = slope(moved(x, k2, h / 2), u((i + 0.5) * h));
      const k4 = slope(moved(x, k3, h), u((i + 1) * h));
      x = x.map((xi, j) => xi + (h / 6) * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]));
    }
  }
  return readings;
}

describe('response', () => {
  const ramps = [0, 0, 100, 100, 40, 70, 70, -30, -30, -30, -30, -30, 5, 5, 5, 5, 5, 5, 5, 5, 5];
  for (const [name, lagMinutes] of [
    ['A', 1 / 3.89],
    ['B0', 10 / 11.7724],
    ['C0', 20 / 11.7724],
  ] as [ClassName, number][]) {
    test(`class ${name} is the exact answer of its lags to a broken line`, () => {
      const [{ values }] = observe([plain({ class: name })], ramps);
      const expected = integrate(INSTRUMENT_CLASSES[name].order, lagMinutes, ramps);
      values.forEach((value, i) => {
        near(value, expected[i], 2e-6, `reading ${i}:`);
      });
    });
  }

  for (const name of ['A', 'B0', 'C0'] as const) {
    test(`class ${name} shows 90 % of a step after its response time`, () => {
      const { t90Min } = INSTRUMENT_CLASSES[name];
      const [{ values }] = observe([plain({ class: name })], new Array<number>(t90Min + 5).fill(100), {
        before: (instruments, minute) => {
          if (minute === 0) instruments.initialise(Float64Array.of(0));
        },
      });
      const after = values.findIndex((value) => value >= 90);
      const part = (90 - values[after - 1]) / (values[after] - values[after - 1]);
      near((after - 1 + part) / TICKS, t90Min, 0.01 * t90Min, 'minutes until 90 %:');
    });
  }

  test('a contact follows at once, and turns over in the middle of its minute', () => {
    const [{ values }] = observe([plain({ class: 'instant', resolution: 1, range: [0, 1] })], [0, 0, 1, 1]);
    assert.deepEqual(values.slice(12, 24), [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(values.slice(24), new Array(12).fill(1));
  });

  test('a steady truth gives exactly steady readings', () => {
    for (const { values } of observe(
      (['instant', 'A', 'B0', 'B1', 'C0', 'C1', 'D'] as const).map((name) => plain({ id: name, class: name })),
      new Array(40).fill(7.123456),
    )) {
      assert.ok(values.every((value) => value === 7.123456));
    }
  });
});

describe('sampling', () => {
  const rising = Array.from({ length: 65 }, (_, minute) => minute);

  test('class D shows the truth of every 30th minute until the next', () => {
    const [{ values }] = observe([plain({ class: 'D' })], rising);
    values.forEach((value, i) => {
      assert.equal(value, Math.floor(i / (30 * TICKS)) * 30);
    });
  });

  for (const [sampled, continuous] of [
    ['B1', 'B0'],
    ['C1', 'C0'],
  ] as const) {
    test(`class ${sampled} shows what ${continuous} showed at every fifth minute`, () => {
      const [held, running] = observe([plain({ class: sampled }), plain({ id: 'T-2', class: continuous })], rising);
      held.values.forEach((value, i) => {
        assert.equal(value, running.values[Math.floor(i / (5 * TICKS)) * 5 * TICKS], `reading ${i}`);
      });
    });
  }
});
