import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { estimateClimate, seasonalTemperature, warmedModel } from './climate.ts';
import { fitSewer, nashSutcliffe } from './fit.ts';
import { SewerModel } from './model.ts';
import {
  checkSewer,
  defaultSewer,
  SEWER_PARAMETER_NAMES,
  SEWER_PARAMETERS,
  type SewerParameters,
  scaleSewer,
} from './parameters.ts';
import { gridRecord, type SewerRecord } from './record.ts';
import { dryFlow } from './rhythm.ts';
import { runSewer } from './run.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 2, 1);

/** Showers and a temperate year, with the flow of `truth` where it is given. */
function madeRecord(rows: number, truth?: SewerParameters, stepH = 1): SewerRecord {
  const stream = new RandomStream(1, 'test/record');
  const time = Float64Array.from({ length: rows }, (_, i) => START + i * stepH * HOUR);
  let left = 0;
  const rain = Float64Array.from(time, () => {
    if (stream.uniform() < 0.01 * stepH) left = 6 * stream.exponential();
    left -= stepH;
    return left > 0 ? 1.5 * stepH * stream.exponential() : 0;
  });
  const temperature = Float64Array.from(time, (t) => seasonalTemperature(defaultSewer(), t) + 3 * stream.normal());
  const record = { file: 'made.csv', time, rain, temperature };
  return truth ? { ...record, flow: runSewer(truth, record) } : record;
}

describe('sewer model', () => {
  it('lets all rain through in the end when nothing evaporates', () => {
    const p = { ...defaultSewer(), evaporation: 0, areal_exponent: 1, depression: 0, climate_rain: 0 };
    const model = new SewerModel(p, 1);
    const out = { fast: 0, ground: 0 };
    // Rain until the soil is full, and on; what the soil keeps is known then.
    for (let i = 0; i < 60_000; i++) {
      model.step(i < 1000 ? 2 : 0, 10);
      out.fast += model.fast;
      out.ground += model.ground;
    }
    assert.ok(Math.abs(out.fast - 2000) < 1e-6);
    const soilGain = 0.3 * p.soil_capacity;
    assert.ok(Math.abs(out.ground - (2000 - soilGain)) < 1e-3);
  });

  it('holds snow back until it thaws', () => {
    const model = new SewerModel(defaultSewer(), 1);
    for (let i = 0; i < 200; i++) model.step(1, -5);
    assert.equal(model.fast, 0);
    for (let i = 0; i < 48; i++) model.step(0, 5);
    assert.ok(model.fast > 0.2);
  });

  it('runs off faster from paved ground than from soil, and less from a dry soil', () => {
    const drained = (temperature: number) => {
      const model = new SewerModel(defaultSewer(), 1);
      for (let i = 0; i < 2000; i++) model.step(0, temperature);
      let quick = 0;
      let fastest = -1;
      let quickest = -1;
      const peak = { fast: 0, quick: 0 };
      for (let i = 0; i < 200; i++) {
        model.step(i < 3 ? 5 : 0, temperature);
        quick += model.quick;
        if (model.fast > peak.fast) [peak.fast, fastest] = [model.fast, i];
        if (model.quick > peak.quick) [peak.quick, quickest] = [model.quick, i];
      }
      assert.ok(fastest <= quickest + 1 && peak.fast > 2 * peak.quick);
      return quick;
    };
    assert.ok(drained(20) < 0.5 * drained(-4 + 5));
  });

  it('goes on exactly from what was saved', () => {
    const record = madeRecord(400);
    const rain = record.rain as Float64Array;
    const p = { ...defaultSewer(), fast_delay: 2.5 };
    const a = new SewerModel(p, 1);
    for (let i = 0; i < 200; i++) a.step(rain[i], 8);
    const b = new SewerModel(p, 1);
    b.restore(a.save());
    for (let i = 200; i < 400; i++) {
      a.step(rain[i], 8);
      b.step(rain[i], 8);
      assert.deepEqual([a.fast, a.quick, a.ground], [b.fast, b.quick, b.ground]);
    }
  });

  it('gives nearly the same day by day with quarter hours as with hours', () => {
    const hourly = madeRecord(24 * 60);
    const rain = hourly.rain as Float64Array;
    const temperature = hourly.temperature as Float64Array;
    const p = defaultSewer();
    const [a, b] = [warmedModel(p, 1, START), warmedModel(p, 0.25, START)];
    for (let day = 0; day < 60; day++) {
      const sums = [0, 0];
      for (let h = 24 * day; h < 24 * (day + 1); h++) {
        a.step(rain[h], temperature[h]);
        sums[0] += a.fast + a.quick + a.ground;
        for (let k = 0; k < 4; k++) {
          b.step(rain[h], temperature[h]);
          sums[1] += (b.fast + b.quick + b.ground) / 4;
        }
      }
      assert.ok(Math.abs(sums[0] - sums[1]) < 0.1 * sums[0] + 0.5, `day ${day}: ${sums}`);
    }
  });

  it('never gives anything but finite flows from 0 to the capacity', () => {
    const limited = (name: (typeof SEWER_PARAMETER_NAMES)[number]) => {
      const { min, max } = SEWER_PARAMETERS[name];
      return fc.double({ min, max: Math.min(max, 1e5), noNaN: true });
    };
    const parameters = fc.record(
      Object.fromEntries(SEWER_PARAMETER_NAMES.map((name) => [name, limited(name)])),
    ) as unknown as fc.Arbitrary<SewerParameters>;
    const record = madeRecord(300);
    fc.assert(
      fc.property(parameters, (p) => {
        for (const flow of runSewer(p, record)) assert.ok(flow >= 0 && flow <= p.flow_capacity);
      }),
      { numRuns: 20 },
    );
  });
});

describe('rhythm', () => {
  it('knows weekends and hours', () => {
    const p = { ...defaultSewer(), dry_weekend: -100 };
    const saturday = Date.UTC(2024, 5, 1, 12);
    assert.equal(Math.round(dryFlow(p, saturday - 24 * HOUR) - dryFlow(p, saturday)), 100);
    assert.equal(Math.round(dryFlow(p, saturday + 48 * HOUR) - dryFlow(p, saturday + 24 * HOUR)), 100);
    assert.ok(dryFlow(p, saturday) > dryFlow(p, saturday - 8 * HOUR));
  });
});

describe('climate', () => {
  it('finds the yearly rhythm, and keeps to the usual one where the record is short', () => {
    const truth = { ...defaultSewer(), climate_mean: 12, climate_cos: -9, climate_sin: -1 };
    const year = Float64Array.from({ length: 8766 }, (_, h) => seasonalTemperature(truth, START + h * HOUR));
    const dry = new Float64Array(8766);
    const found = estimateClimate(START, 1, dry, year);
    assert.ok(Math.abs(found.climate_mean - 12) < 1 && Math.abs(found.climate_cos + 9) < 1);
    const none = estimateClimate(START, 1, dry.fill(Number.NaN), dry);
    assert.equal(none.climate_mean, SEWER_PARAMETERS.climate_mean.default);
    assert.equal(none.climate_rain, SEWER_PARAMETERS.climate_rain.default);
  });
});

describe('record on a grid', () => {
  it('bridges and counts: short gaps along a line, long ones with the climate', () => {
    const rows = 200;
    const base = madeRecord(rows);
    const temperature = new Float64Array(rows).fill(4);
    temperature.fill(Number.NaN, 10, 13);
    temperature[13] = 8;
    const rain = new Float64Array(rows);
    rain.fill(Number.NaN, 50, 120);
    const grid = gridRecord({ ...base, rain, temperature });
    assert.deepEqual([...grid.temperature.subarray(9, 14)], [4, 5, 6, 7, 8]);
    assert.deepEqual(grid.bridged.temperature, { cells: 3, longestH: 3 });
    assert.deepEqual(grid.bridged.rain, { cells: 70, longestH: 70 });
    assert.equal(
      grid.guessed.reduce((a, b) => a + b, 0),
      70,
    );
    assert.ok(grid.rain.every((value) => value >= 0));
  });

  it('lays irregular rows on their cells and leaves holes for rows that are not there', () => {
    const hours = [0, 1.02, 1.99, 3, 4, 10, 11];
    const time = Float64Array.from(hours, (h) => START + h * HOUR);
    const grid = gridRecord({ file: 'x', time, rain: Float64Array.from(hours) });
    assert.deepEqual(
      [...grid.cellOfRow].map((cell) => Math.round(cell * grid.stepH)),
      [0, 1, 2, 3, 4, 10, 11],
    );
    assert.equal(grid.bridged.rain.cells, 5);
  });

  it('refuses steps of days and of seconds, single rows, and a date of another century', () => {
    const at = (...hours: number[]) => ({ file: 'x', time: Float64Array.from(hours, (h) => START + h * HOUR) });
    for (const record of [at(0, 24, 48), at(0, 0.001, 0.002), at(0), at(0, 1, 2, 900_000)]) {
      assert.throws(() => gridRecord(record), ConfigError);
    }
  });
});

describe('fit', () => {
  const truth = { ...scaleSewer(defaultSewer(), 2), ground_lag: 200, soil_capacity: 80, flow_capacity: 6000 };

  it('finds a sewer again from its own flow', () => {
    const record = madeRecord(24 * 100, truth);
    const fit = fitSewer(record);
    assert.ok(fit.nse > 0.98, `NSE ${fit.nse}`);
    assert.ok(Math.abs(fit.parameters.fast_area / truth.fast_area - 1) < 0.15);
    assert.ok(Math.abs(nashSutcliffe(record.flow as Float64Array, runSewer(fit.parameters, record)) - fit.nse) < 1e-9);
    assert.deepEqual(fitSewer(record), fit, 'twice the same');
    assert.deepEqual(checkSewer(JSON.parse(JSON.stringify(fit.parameters)), 'x'), fit.parameters);
  });

  it('lives without temperature, with a gap of weeks, with quarter hours', () => {
    const record = madeRecord(24 * 90, truth);
    const flow = (record.flow as Float64Array).slice();
    flow.fill(Number.NaN, 24 * 30, 24 * 52);
    const rain = (record.rain as Float64Array).slice();
    rain.fill(Number.NaN, 24 * 70, 24 * 71);
    const gaps = fitSewer({ ...record, flow, rain, temperature: undefined });
    assert.ok(gaps.nse > 0.85, `NSE ${gaps.nse}`);
    assert.equal(gaps.bridged.flow.longestH, 24 * 22);
    assert.ok(gaps.used < gaps.rows - 24 * 22);

    const quarters = fitSewer(madeRecord(96 * 20, truth, 0.25));
    assert.ok(quarters.nse > 0.97, `NSE ${quarters.nse}`);
  });

  it('searches long fine records in hours', () => {
    const fine = fitSewer(madeRecord(288 * 60, truth, 1 / 12));
    assert.ok(fine.nse > 0.97, `NSE ${fine.nse}`);
  });

  it('finds out that rows bear the end of their hour', () => {
    const record = madeRecord(24 * 60, truth);
    const rain = record.rain as Float64Array;
    const late = Float64Array.from(rain, (_, i) => rain[Math.max(0, i - 1)]);
    const fit = fitSewer({ ...record, rain: late });
    assert.equal(fit.parameters.rain_lead, 1);
    assert.ok(fit.nse > 0.97);
  });

  it('refuses what tells nothing', () => {
    const record = madeRecord(24 * 30, truth);
    assert.throws(() => fitSewer({ ...record, flow: undefined }), /a flow column/);
    assert.throws(() => fitSewer({ ...record, rain: undefined }), /a rain column/);
    assert.throws(() => fitSewer(madeRecord(24 * 5, truth)), /at least 14 days/);
    assert.throws(() => fitSewer({ ...record, flow: new Float64Array(24 * 30).fill(7) }), /a flow that varies/);
    const unknown = new Float64Array(24 * 30).fill(Number.NaN);
    assert.throws(() => fitSewer({ ...record, flow: unknown }), ConfigError);
    assert.throws(() => fitSewer({ ...record, rain: unknown }), ConfigError);
  });
});

describe('parameters', () => {
  it('refuses what is not a sewer', () => {
    const good = defaultSewer();
    assert.deepEqual(checkSewer({ ...good }, 'x'), good);
    for (const bad of [null, 7, [], {}, { ...good, dry_flow: 'a' }, { ...good, fast_lag: -1 }, { ...good, extra: 1 }]) {
      assert.throws(() => checkSewer(bad, 'sewer.yaml'), ConfigError);
    }
    assert.throws(
      () => checkSewer({ ...good, fast_lag: Number.NaN }, 's'),
      /s: fast_lag: got NaN, expected a number from/,
    );
  });
});
