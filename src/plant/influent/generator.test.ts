import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../core/errors.ts';
import { C, COMPONENT_NAMES, COMPONENTS } from '../components.ts';
import { defaultSewer } from '../sewer/parameters.ts';
import { weatherParameters } from '../weather/weather.ts';
import { GeneratedInfluent, type GeneratorOptions } from './generator.ts';
import { designFlow, GENERATOR_PARAMETERS, generatorParameters } from './parameters.ts';
import { INFLUENT, INFLUENT_LENGTH } from './source.ts';
import { Transport } from './transport.ts';

const options = (overrides: Partial<GeneratorOptions> = {}): GeneratorOptions => ({
  seed: 1,
  start: Date.UTC(2026, 0, 1),
  town: generatorParameters(),
  weather: weatherParameters(),
  sewer: defaultSewer(),
  ...overrides,
});

const row = () => new Float64Array(INFLUENT_LENGTH);

/** BSM2's constant influent (g/m³, mol/m³, m³/d, °C), which the generator must give in the mean of years. */
const BSM2 = { S_I: 27.226, S_S: 58.176, X_I: 92.499, X_S: 363.94, X_BH: 50.683, S_NH: 23.859, S_ND: 5.652 };
const BSM2_MORE = { X_ND: 16.13, S_ALK: 7, T: 14.858 };

describe('generated influent', () => {
  it('has the means of BSM2 in the long run, within 5 %', () => {
    const source = new GeneratedInfluent(options());
    const out = row();
    const sums = row();
    // 3 years, each 3 h 20 min: the hours of the day come by turns.
    const samples = 3 * 1092 * 2.4;
    for (let i = 0; i < samples; i++) {
      source.at((i * 10) / 72, out);
      for (let c = 0; c < COMPONENT_NAMES.length; c++) sums[c] += c === C.T ? out[c] : out[c] * out[INFLUENT.Q];
      sums[INFLUENT.Q] += out[INFLUENT.Q];
    }
    const near = (name: string, got: number, expected: number) =>
      assert.ok(Math.abs(got / expected - 1) < 0.05, `${name}: got ${got.toFixed(3)}, expected ${expected} ± 5 %`);
    for (const [name, expected] of Object.entries({ ...BSM2, ...BSM2_MORE })) {
      const c = C[name as keyof typeof C];
      near(name, sums[c] / (name === 'T' ? samples : sums[INFLUENT.Q]), expected);
    }
    near('Q', sums[INFLUENT.Q] / samples, designFlow(80_000));
    const phosphorus = COMPONENT_NAMES.reduce((sum, name, c) => sum + COMPONENTS[name].p * sums[c], 0);
    assert.ok(Math.abs(phosphorus / sums[INFLUENT.Q] - 8) < 1, 'total P near 8 g/m3');
  });

  it('gives every minute finite numbers that are not negative, without jumps', () => {
    const source = new GeneratedInfluent(options({ seed: 7 }));
    const out = row();
    const last = row();
    for (let minute = 0; minute < 30 * 1440; minute++) {
      source.at(minute / 1440, out);
      for (let i = 0; i < INFLUENT_LENGTH; i++) {
        assert.ok(Number.isFinite(out[i]) && (out[i] >= 0 || i === INFLUENT.airTemperature), `column ${i}: ${out[i]}`);
      }
      if (minute > 0) assert.ok(Math.abs(out[INFLUENT.Q] - last[INFLUENT.Q]) < 0.15 * out[INFLUENT.Q]);
      last.set(out);
    }
  });

  it('depends on seed and time only, not on the order of questions', () => {
    const [a, b] = [new GeneratedInfluent(options()), new GeneratedInfluent(options())];
    const [x, y] = [row(), row()];
    b.at(40, y);
    for (const t of [0, 0.5, 3.25, 12, 12 + 1 / 1440, 2, 2.01]) {
      a.at(t, x);
      b.at(t, y);
      assert.deepEqual(x, y);
    }
    new GeneratedInfluent(options({ seed: 2 })).at(2.01, y);
    assert.notDeepEqual(x, y);
  });

  it('keeps mass: what is asked minute by minute sums to what the steps carry', () => {
    const source = new GeneratedInfluent(options());
    const out = row();
    let minutes = 0;
    let steps = 0;
    for (let m = 0; m < 1440; m++) {
      source.at((m + 0.5) / 1440, out);
      minutes += (out[C.S_NH] * out[INFLUENT.Q]) / 1440;
    }
    for (let s = 0; s <= 96; s++) {
      source.at(s / 96, out);
      steps += (out[C.S_NH] * out[INFLUENT.Q] * (s % 96 === 0 ? 0.5 : 1)) / 96;
    }
    assert.ok(Math.abs(minutes / steps - 1) < 1e-9);
  });

  it('follows people and industry: mornings, weekends, rain', () => {
    const dry = weatherParameters({ rain_mm_a: 0 });
    const source = new GeneratedInfluent(options({ weather: dry }));
    const out = row();
    const ammonia = (t: number) => {
      source.at(t, out);
      return out[C.S_NH] * out[INFLUENT.Q];
    };
    assert.ok(ammonia(5 + 9 / 24) > 2 * ammonia(5 + 5 / 24), 'morning peak');
    source.at(100, out);
    assert.equal(out[INFLUENT.rain], 0);
    const night = row();
    source.at(100 + 4 / 24, night);
    assert.ok(night[INFLUENT.Q] < 20_000, 'nothing but sewage and infiltration without rain');
  });

  it('varies from day to day in each load on its own, and not at all where it is told not to', () => {
    const daily = (town: Parameters<typeof generatorParameters>[0]) => {
      const dry = weatherParameters({ rain_mm_a: 0 });
      const source = new GeneratedInfluent(options({ weather: dry, town: generatorParameters(town) }));
      const out = row();
      // Wednesdays, for the week has its own rhythm.
      return Array.from({ length: 100 }, (_, week) => {
        const sums = row();
        for (let i = 0; i < 96; i++) {
          source.at(6 + 7 * week + i / 96, out);
          for (let c = 0; c < COMPONENT_NAMES.length; c++) sums[c] += out[c];
        }
        return sums;
      });
    };
    const cv = (rows: Float64Array[], c: number) => {
      const mean = rows.reduce((sum, r) => sum + r[c], 0) / rows.length;
      return Math.sqrt(rows.reduce((sum, r) => sum + (r[c] / mean - 1) ** 2, 0) / rows.length);
    };
    const varying = daily({});
    const still = daily(
      Object.fromEntries(
        Object.keys(GENERATOR_PARAMETERS)
          .filter((name) => name.endsWith('_cv'))
          .map((name) => [name, 0]),
      ),
    );
    const ask = { S_S: 0.25, X_S: 0.15, X_MIN: 0.7, S_NH: 0.08, S_ION: 0.15, S_CO2: 0.25 };
    for (const [name, least] of Object.entries(ask)) {
      const c = C[name as keyof typeof ask];
      assert.ok(cv(varying, c) > cv(still, c) + 0.04, `${name}: ${cv(still, c)} to ${cv(varying, c)}`);
      assert.ok(cv(varying, c) > least, `${name}: ${cv(varying, c)}`);
    }
    // Solids that are mineral come and go without those that are not: they correlate weakly.
    const ratio = varying.map((sums) => Float64Array.of(sums[C.X_MIN] / sums[C.X_S]));
    assert.ok(cv(ratio, 0) > 0.6);
  });

  it('scales with the population', () => {
    const town = generatorParameters({ population: 8_000 });
    assert.equal(town.infiltration_m3_d * 10, generatorParameters().infiltration_m3_d);
    assert.equal(generatorParameters({ population: 8_000, infiltration_m3_d: 5 }).infiltration_m3_d, 5);
  });

  it('refuses unknown names and values out of range', () => {
    assert.throws(
      () => generatorParameters({ population: -1 }),
      /influent\.population: got -1, expected a number from 100/,
    );
    assert.throws(() => generatorParameters({ people: 1 } as never), ConfigError);
    assert.throws(() => weatherParameters({ rain_mm_a: Number.NaN }), /weather\.rain_mm_a/);
    assert.throws(() => weatherParameters({ rain: 1 } as never), /weather\.rain/);
  });

  it('lives with any town in range', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, fc.integer(), (population, water, rain, seed) => {
        const town = generatorParameters({
          population: 100 * 2e5 ** population,
          water_L_pe_d: 50 + 450 * water,
          infiltration_m3_d: 0,
          industry_m3_d: 0,
        });
        const weather = weatherParameters({ rain_mm_a: 5000 * rain, temperature_mean: -10 + 45 * rain });
        const source = new GeneratedInfluent(options({ seed, town, weather }));
        const out = row();
        for (let t = 0; t < 2; t += 0.1) {
          source.at(t, out);
          assert.ok(out.every((value) => Number.isFinite(value)));
          assert.ok(out[INFLUENT.Q] > 0);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('transport', () => {
  it('neither makes nor loses mass, in dry weather and in the flush', () => {
    const transport = new Transport(generatorParameters(), 1 / 96);
    const loads = new Float64Array(COMPONENT_NAMES.length);
    let entered = 0;
    let left = 0;
    for (let i = 0; i < 2000; i++) {
      loads.fill(1e6 * (1 + Math.sin(i)));
      entered += loads[C.X_S] / 96;
      transport.step(i % 500 > 450 ? 90_000 : 15_000, loads);
      left += loads[C.X_S] / 96;
      assert.ok(loads[C.X_S] >= 0);
    }
    assert.ok(Math.abs(left + transport.stored(C.X_S) - entered) < 1e-9 * entered);
  });

  it('keeps solids on the bed until the flow rises: the first flush', () => {
    const transport = new Transport(generatorParameters(), 1 / 96);
    const loads = new Float64Array(COMPONENT_NAMES.length);
    const step = (flow: number) => {
      loads.fill(8e6);
      transport.step(flow, loads);
      return loads[C.X_S] / loads[C.S_S];
    };
    for (let i = 0; i < 500; i++) step(15_000);
    const dry = step(15_000);
    const flush = step(80_000);
    for (let i = 0; i < 20; i++) step(80_000);
    assert.ok(flush > 1.5 * dry && flush > 1.5 * step(80_000));
  });
});
