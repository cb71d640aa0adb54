import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../core/errors.ts';
import { defaultSewer } from '../sewer/parameters.ts';
import { weatherParameters } from '../weather/weather.ts';
import { GeneratedInfluent } from './generator.ts';
import { generatorParameters } from './parameters.ts';
import { type RecordSeriesOptions, recordSeries } from './record-series.ts';
import { INFLUENT, INFLUENT_LENGTH } from './source.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);

const options = (overrides: Partial<RecordSeriesOptions> = {}): RecordSeriesOptions => ({
  scaling: 'design',
  designFlow: 20_000,
  start: Date.UTC(2030, 0, 1),
  ...overrides,
});

function made(flow: readonly number[], stepH = 1) {
  const time = Float64Array.from(flow, (_, i) => START + i * stepH * HOUR);
  return { file: 'made.csv', time, flow: Float64Array.from(flow) };
}

const mean = (values: Float64Array = new Float64Array(0)) => values.reduce((a, b) => a + b, 0) / values.length;

describe('record series', () => {
  it('scales to the design flow, or by a factor in the unit of the record', () => {
    const record = made(Array.from({ length: 240 }, (_, i) => 100 + (i % 24)));
    const design = recordSeries(record, options());
    assert.ok(Math.abs(mean(design.series.flow) - 20_000) < 1e-6);
    const litres = recordSeries(record, options({ scaling: 2, flowUnit: 'L/s' }));
    assert.equal(litres.report.factor, 2);
    assert.ok(Math.abs(mean(litres.series.flow) - 2 * 86.4 * 111.5) < 1e-6);
  });

  it('joins hours smoothly, holds the rain, keeps the amount of both', () => {
    const record = { ...made([0, 24, 0, 0]), rain: Float64Array.of(0, 4, 0, 0) };
    const { flow, rain } = recordSeries(record, options({ scaling: 1, flowUnit: 'm3/d' })).series;
    assert.deepEqual([...(rain ?? [])], [0, 0, 0, 0, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert.ok(Math.abs(mean(flow) - 6) < 1e-9);
    assert.ok((flow?.[3] ?? 0) > 5 && (flow?.[5] ?? 0) < 24);
  });

  it('averages fine steps', () => {
    const record = { ...made([1, 2, 3, 4, 5, 6], 1 / 12), rain: new Float64Array(6).fill(1) };
    const { series } = recordSeries(record, options({ scaling: 1, flowUnit: 'm3/d' }));
    assert.equal(series.length, 2);
    assert.ok(Math.abs((series.flow?.[0] ?? 0) - 2) < 1e-9 && Math.abs((series.rain?.[1] ?? 0) - 12) < 1e-9);
  });

  it('bridges a long gap with the mean of each hour of the day', () => {
    const flow = Array.from({ length: 240 }, (_, i) => (i >= 96 && i < 144 ? Number.NaN : 100 + (i % 24)));
    const { series, report } = recordSeries(made(flow), options({ scaling: 1, flowUnit: 'm3/d' }));
    assert.deepEqual(report.bridged.flow, { cells: 48, longestH: 48 });
    assert.ok(Math.abs((series.flow?.[4 * 108 + 1] ?? 0) - (series.flow?.[4 * 12 + 1] ?? 0)) < 1e-9);
  });

  it('starts within the record where the run does, repeats after its end', () => {
    const record = made(Array.from({ length: 48 }, (_, i) => i + 1));
    const inside = recordSeries(record, options({ scaling: 1, flowUnit: 'm3/d', start: START + 24 * HOUR }));
    assert.ok(Math.abs((inside.series.flow?.[2] ?? 0) - 25) < 0.5);
    assert.ok(Math.abs((inside.series.flow?.[4 * 24 + 2] ?? 0) - 1) < 0.5);
  });

  it('refuses a record without anything, without any flow in its flow column', () => {
    const { file, time } = made([1, 2, 3]);
    assert.throws(() => recordSeries({ file, time }, options()), /flow, rain or air temperature/);
    assert.throws(() => recordSeries(made([0, 0, 0]), options()), /a mean flow above 0/);
    assert.throws(() => recordSeries(made([Number.NaN, Number.NaN]), options()), ConfigError);
  });

  it('gives finite sewage from any record', () => {
    const cell = fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constant(Number.NaN));
    const column = fc.array(cell, { minLength: 30, maxLength: 30 });
    const air = fc.array(fc.double({ min: -30, max: 40, noNaN: true }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(
        column,
        fc.option(column, { nil: undefined }),
        fc.option(air, { nil: undefined }),
        fc.boolean(),
        (flow, rain, temperature, withFlow) => {
          const all = made(flow);
          const record = {
            file: all.file,
            time: all.time,
            flow: withFlow ? all.flow : undefined,
            rain: rain && Float64Array.from(rain, (value) => value / 1e4),
            temperature: temperature && Float64Array.from(temperature),
          };
          const out = new Float64Array(INFLUENT_LENGTH);
          try {
            const { series } = recordSeries(record, options());
            const source = new GeneratedInfluent({
              seed: 1,
              start: START,
              town: generatorParameters(),
              weather: weatherParameters(),
              sewer: defaultSewer(),
              record: series,
            });
            for (let t = 0; t < 2; t += 0.03) {
              source.at(t, out);
              assert.ok(out.every(Number.isFinite), `${out}`);
              for (let i = 0; i < INFLUENT.airTemperature; i++) assert.ok(out[i] >= 0, `column ${i}: ${out[i]}`);
            }
          } catch (error) {
            if (!(error instanceof ConfigError)) throw error;
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
