import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { ConfigError } from '../core/errors.ts';
import { QUALITY } from '../core/frame.ts';
import { buildCatalogue } from './build.ts';
import { SensorColumns } from './columns.ts';
import { near, observe, plain, TICKS } from './observe.fake.ts';
import { Instruments } from './observe.ts';

const SENSORS = buildCatalogue().sensors;

describe('noise', () => {
  const still = new Array<number>(4001).fill(50);
  const deviation = (values: readonly number[]) =>
    Math.sqrt(values.reduce((sum, x) => sum + (x - 50) ** 2, 0) / values.length);

  test('data-sheet noise has the type’s standard deviation and is new in every reading', () => {
    const [{ values }] = observe([plain({ range: [10, 110], noise: 0.004 })], still, { noise: 'datasheet' });
    near(deviation(values), 0.4, 0.4 * 0.02);
    const product = values.slice(1).reduce((sum, x, i) => sum + (x - 50) * (values[i] - 50), 0);
    near(product / values.length / 0.16, 0, 5 / Math.sqrt(values.length), 'correlation of neighbours');
  });

  test('benchmark noise is 2.5 % of the span, once a minute, with straight lines between', () => {
    const [{ values }] = observe([plain({ range: [10, 110], noise: 0.004, calibration: 0.1 })], still, {
      noise: 'benchmark',
    });
    const atMinutes = values.filter((_, i) => i % TICKS === 0);
    near(deviation(atMinutes), 2.5, 2.5 * 0.06);
    for (let i = 1; i + 1 < values.length; i++) {
      if (i % TICKS !== 0) near(values[i], (values[i - 1] + values[i + 1]) / 2, 2e-6, `reading ${i}:`);
    }
  });

  test('sampling instruments draw noise at their samples', () => {
    for (const [name, minutes] of [
      ['B1', 5],
      ['C1', 5],
      ['D', 30],
    ] as const) {
      for (const noise of ['datasheet', 'benchmark'] as const) {
        const [{ values }] = observe([plain({ class: name, range: [0, 100], noise: 0.025 })], still, { noise });
        const samples = values.filter((_, i) => i % (minutes * TICKS) === 0);
        const different = new Set(samples).size;
        assert.equal(different, samples.length);
        near(deviation(samples), 2.5, 2.5 * (5 / Math.sqrt(2 * samples.length)), `${name} ${noise}:`);
        values.forEach((value, i) => {
          assert.equal(value, samples[Math.floor(i / (minutes * TICKS))]);
        });
      }
    }
  });

  test('contacts have none in any model', () => {
    for (const noise of ['datasheet', 'benchmark', 'none'] as const) {
      const [{ values }] = observe([plain({ class: 'instant', noise: 0.1, calibration: 0.1 })], still, { noise });
      assert.ok(values.every((value) => value === 50));
    }
  });

  test('the calibration error is fixed, its own in every instrument, and at most two standard deviations', () => {
    const sensors = Array.from({ length: 300 }, (_, i) => {
      return plain({ id: `T-${i}`, class: 'A', range: [0, 100], calibration: 0.01 });
    });
    const shown = observe(sensors, [50, 50, 50], { noise: 'datasheet' });
    const errors = shown.map(({ values }) => values[0] - 50);
    for (const { values } of shown) assert.ok(values.every((value) => value === values[0]));
    assert.ok(errors.every((error) => Math.abs(error) <= 2));
    const within = errors.filter((error) => Math.abs(error) < 2);
    assert.equal(new Set(within).size, within.length);
    // Standard deviation of a normal cut at ±2: 0.959 (points beyond the cut lie on it).
    near(Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length), 0.959, 0.15);
  });
});

describe('range, resolution and quality', () => {
  test('readings stay within the range and are uncertain beyond what a current loop carries', () => {
    // 4 … 20 mA carry 3.8 … 20.5 mA: −1.25 % … +3.125 % of the span.
    for (const [value, reading, code] of [
      [-3, 0, QUALITY.uncertain],
      [-1.26, 0, QUALITY.uncertain],
      [-1.24, 0, QUALITY.good],
      [0, 0, QUALITY.good],
      [100, 100, QUALITY.good],
      [103.12, 100, QUALITY.good],
      [103.13, 100, QUALITY.uncertain],
      [400, 100, QUALITY.uncertain],
    ]) {
      const [{ values, quality }] = observe([plain({ range: [0, 100] })], [value, value]);
      assert.deepEqual([values[5], quality[5]], [reading, code], `truth ${value}`);
    }
  });

  test('readings below the detection limit are shown, but uncertain', () => {
    const sensor = plain({ range: [0, 100], detectionLimit: 0.5, class: 'D' });
    for (const [value, code] of [
      [0.49, QUALITY.uncertain],
      [0.5, QUALITY.good],
    ]) {
      const [{ values, quality }] = observe([sensor], [value, value]);
      assert.deepEqual([values[5], quality[5]], [value, code]);
    }
  });

  test('every reading of the catalogue is a decimal with the digits of its resolution', () => {
    const digits = SENSORS.map(({ resolution }) => Math.max(0, Math.ceil(-Math.log10(resolution) - 1e-9)));
    const instruments = new Instruments(SENSORS, { seed: 3, noise: 'datasheet', tapIndex: () => 0 });
    const values = new Float64Array(TICKS * SENSORS.length);
    const quality = new Uint8Array(values.length);
    fc.assert(
      fc.property(fc.double({ min: -1e3, max: 1e5, noNaN: true }), (x) => {
        instruments.observeMinute(Float64Array.of(x), Float64Array.of(x / 2), values, quality);
        values.forEach((value, i) => {
          const { id, range } = SENSORS[i % SENSORS.length];
          assert.equal(value, Number(value.toFixed(digits[i % SENSORS.length])), id);
          assert.ok(value >= range[0] && value <= range[1], `${id}: ${value}`);
          assert.ok(!Object.is(value, -0), id);
        });
      }),
    );
  });

  test('converts from the unit of the tap', () => {
    const [{ values }] = observe([plain({ fromTap: { factor: 1 / 24, offset: 0 } })], [24_000 / 24, 24_000 / 24]);
    assert.equal(values[0], 41.666667);
    const [kelvin] = observe([plain({ fromTap: { factor: 1, offset: 273.15 } })], [15, 17]);
    near(kelvin.values[6], 288.15 + 0.07, 0.2);
  });

  test('without a tap it shows its base value', () => {
    const [{ values }] = observe([plain({ tap: '', base: 7.5 })], [1, 2, 3]);
    assert.ok(values.every((value) => value === 7.5));
  });
});

describe('missing truth and stopped instruments', () => {
  const classes = ['instant', 'A', 'B0', 'D'] as const;
  const sensors = classes.map((name) => plain({ id: name, class: name }));

  test('where the truth is missing continuous readings are missing, and start settled when it is back', () => {
    const truth = [5, 5, Number.NaN, 9, 9, Number.POSITIVE_INFINITY, 3, 3];
    for (const [i, { values, quality }] of observe(sensors, truth).entries()) {
      if (classes[i] === 'D') continue;
      // Minutes 1, 2 and 4, 5 have an end without truth.
      const expected = [5, Number.NaN, Number.NaN, 9, Number.NaN, Number.NaN, 3];
      expected.forEach((value, minute) => {
        for (let k = 0; k < TICKS; k++) {
          assert.deepEqual(values[minute * TICKS + k], value, `${classes[i]} minute ${minute}`);
          assert.equal(quality[minute * TICKS + k], Number.isNaN(value) ? QUALITY.missing : QUALITY.good);
        }
      });
    }
  });

  test('an infinite truth is a missing one, and leaves no trace', () => {
    const instruments = new Instruments(sensors, { seed: 1, noise: 'none', tapIndex: Number });
    const values = new Float64Array(TICKS * sensors.length);
    const quality = new Uint8Array(values.length);
    const [finite, infinite] = [Float64Array.of(5), Float64Array.of(Number.POSITIVE_INFINITY)];
    instruments.observeMinute(infinite, finite, values, quality);
    assert.ok(values.every(Number.isNaN) && quality.every((code) => code === QUALITY.missing));
    instruments.observeMinute(finite, infinite, values, quality);
    instruments.observeMinute(finite, finite, values, quality);
    // The last sensor is of class D and waits for its next sample.
    assert.deepEqual(Array.from(values.slice(-sensors.length)), [5, 5, 5, Number.NaN]);
  });

  test('a sampling instrument misses the sample, not what lies between two', () => {
    const truth = new Array<number>(95).fill(5).fill(Number.NaN, 10, 50);
    const [{ values, quality }] = observe([plain({ class: 'D' })], truth);
    const bySample = [0, 30, 60].map((minute) => [values[minute * TICKS], quality[(minute + 29) * TICKS]]);
    assert.deepEqual(bySample, [
      [5, QUALITY.good],
      [Number.NaN, QUALITY.missing],
      [5, QUALITY.good],
    ]);
  });

  test('a stopped instrument shows nothing; started again it is where it would have been', () => {
    const truth = Array.from({ length: 80 }, (_, i) => 50 + 20 * Math.sin(i / 9));
    const noisy = sensors.map((sensor) => ({ ...sensor, noise: 0.01 }));
    const undisturbed = observe(noisy, truth, { noise: 'datasheet' });
    const stopped = observe(noisy, truth, {
      noise: 'datasheet',
      before: (instruments, minute) => {
        if (minute === 20) for (const id of classes) instruments.stop(id);
        if (minute === 40) for (const id of classes) instruments.start(id);
      },
    });
    stopped.forEach(({ values, quality }, i) => {
      values.forEach((value, tick) => {
        const off = tick >= 20 * TICKS && tick < 40 * TICKS;
        assert.equal(quality[tick] === QUALITY.missing, off);
        assert.deepEqual(value, off ? Number.NaN : undisturbed[i].values[tick]);
      });
    });
  });

  test('an unknown id is refused with the nearest known', () => {
    const instruments = new Instruments(SENSORS, { seed: 1, noise: 'none' });
    assert.throws(
      () => instruments.stop('BIO-02-01'),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /sensor: got "BIO-02-01", expected the id of a sensor such as "BIO-O2-01"/);
        return true;
      },
    );
  });
});

describe('determinism', () => {
  const truth = Array.from({ length: 100 }, (_, i) => 500 + 100 * Math.sin(i / 7));

  // Compared without assert.deepEqual, which would take minutes to describe how so many numbers differ.
  const same = (a: unknown, b: unknown) => assert.ok(isDeepStrictEqual(a, b));
  const different = (a: unknown, b: unknown) => assert.ok(!isDeepStrictEqual(a, b));

  test('the same seed gives the same bytes, another seed others', () => {
    for (const noise of ['datasheet', 'benchmark'] as const) {
      const one = observe(SENSORS, truth, { noise, tapIndex: () => 0 });
      same(observe(SENSORS, truth, { noise, tapIndex: () => 0 }), one);
      different(observe(SENSORS, truth, { noise, tapIndex: () => 0, seed: 2 }), one);
    }
  });

  test('another seed with the same calibration seed is the same instrument at another time', () => {
    const options = { noise: 'datasheet', tapIndex: () => 0 } as const;
    const errors = (seeds: { seed: number; calibrationSeed?: number }) => [
      ...new SensorColumns(SENSORS, { ...options, ...seeds }).error,
    ];
    same(errors({ seed: 2, calibrationSeed: 1 }), errors({ seed: 1 }));
    different(errors({ seed: 2 }), errors({ seed: 1 }));
    different(observe(SENSORS, truth, { ...options, seed: 2, calibrationSeed: 1 }), observe(SENSORS, truth, options));
  });

  test('adding, removing or reordering sensors changes no other’s readings', () => {
    const options = { noise: 'datasheet', tapIndex: () => 0 } as const;
    const all = observe(SENSORS, truth, options);
    const fewer = SENSORS.filter((_, i) => i % 3 !== 1).reverse();
    observe(fewer, truth, options).forEach((readings, i) => {
      same(readings, all[SENSORS.indexOf(fewer[i])]);
    });
  });

  test('redundant instruments on one tap scatter independently around their own errors', () => {
    const pair = SENSORS.filter(({ id }) => id === 'BIO-O2-06' || id === 'BIO-O2-07');
    const [a, b] = observe(pair, new Array(1000).fill(2), { noise: 'datasheet', tapIndex: () => 0 });
    const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    const [meanA, meanB] = [mean(a.values), mean(b.values)];
    assert.ok(Math.abs(meanA - meanB) > 0.005, 'errors differ');
    const covariance = mean(a.values.map((x, i) => (x - meanA) * (b.values[i] - meanB)));
    near(covariance / 0.03 ** 2, 0, 5 / Math.sqrt(a.values.length), 'correlation');
  });

  test('a run goes on from a saved state as if it had not been interrupted, and initialise begins it anew', () => {
    for (const noise of ['datasheet', 'benchmark'] as const) {
      const options = { seed: 9, noise, tapIndex: () => 0 };
      const first = new Instruments(SENSORS, options);
      first.initialise(Float64Array.of(truth[0]));
      first.stop('PRE-PH-01');
      const before = minutes(first, 0, 47);
      const state = first.save();
      const rest = minutes(first, 47, 99);
      different(first.save(), state);
      const second = new Instruments(SENSORS, options);
      second.restore(state);
      same(minutes(second, 47, 99), rest);

      first.initialise(Float64Array.of(truth[0]));
      first.stop('PRE-PH-01');
      same(minutes(first, 0, 47), before);
    }
  });

  function minutes(instruments: Instruments, from: number, to: number): Float64Array[] {
    const rows: Float64Array[] = [];
    for (let minute = from; minute < to; minute++) {
      const values = new Float64Array(TICKS * SENSORS.length);
      const quality = new Uint8Array(values.length);
      instruments.observeMinute(Float64Array.of(truth[minute]), Float64Array.of(truth[minute + 1]), values, quality);
      rows.push(values, Float64Array.from(quality));
    }
    return rows;
  }
});
