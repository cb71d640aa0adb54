import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ConfigError } from '../core/errors.ts';
import { INFLUENT, INFLUENT_LENGTH } from '../plant/influent/source.ts';
import { nashSutcliffe } from '../plant/sewer/fit.ts';
import { defaultSewer, scaleSewer } from '../plant/sewer/parameters.ts';
import { type InfluentConfig, openInfluent, readBenchmarkInfluent } from './influent.ts';
import { readRecordFile } from './record-file.ts';
import { fitSewerFile, readSewerYaml, runSewerFile } from './sewer-fit.ts';

const folder = mkdtempSync(join(tmpdir(), 'influent-'));
after(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);
function file(name: string, text: string): string {
  writeFileSync(path(name), text);
  return path(name);
}

/** A real plant's inflow, not part of the repository: see its README. */
const DENMARK = '../shared/data/real/denmark_inflow_weather_hourly.csv';
const noDenmark = existsSync(DENMARK) ? false : `${DENMARK} is not there`;
const START = Date.UTC(2026, 0, 1);
const run = { seed: 1, start: START };

function firstDays(config: InfluentConfig, days: number): { flow: number; rain: number } {
  const source = openInfluent(config).openSource();
  const out = new Float64Array(INFLUENT_LENGTH);
  let flow = 0;
  let rain = 0;
  for (let h = 0; h < 24 * days; h++) {
    source.at(h / 24, out);
    assert.ok(out.every(Number.isFinite));
    flow += out[INFLUENT.Q] / (24 * days);
    rain += out[INFLUENT.rain];
  }
  return { flow, rain };
}

describe('influent', () => {
  it("reads the benchmark's three files by name and by path", () => {
    for (const name of ['dry', 'rain', 'storm']) {
      const { time, rows } = readBenchmarkInfluent(name);
      assert.equal(time.length, 1344);
      assert.equal(rows.length, 1344 * 14);
    }
    const { flow } = firstDays({ ...run, kind: 'benchmark', file: 'data/influent/bsm1_influent_dry.csv' }, 14);
    assert.ok(Math.abs(flow - 18_446) < 60, `${flow}`);
  });

  it('refuses broken benchmark files with place, got and expected', () => {
    const header = 't_d,S_I,S_S,X_I,X_S,X_BH,X_BA,X_P,S_O,S_NO,S_NH,S_ND,X_ND,S_ALK,Q\n';
    const row = (t: string, q: string) => `${t},${'1,'.repeat(13)}${q}\n`;
    const open = (text: string) => () => readBenchmarkInfluent(file('in.csv', text));
    assert.equal(open(header + row('0', '5') + row('1', '6'))().rows[27], 6);
    assert.throws(
      open(header + row('0', '5') + row('1', '-6')),
      /in\.csv:3, column Q: got "-6", expected a number ≥ 0/,
    );
    assert.throws(open(header + row('0', '5') + row('0', '6')), /in\.csv:3, column t_d/);
    assert.throws(open(header + row('x', '5')), /in\.csv:2, column t_d/);
    assert.throws(open(header + row('0', '') + row('1', '6')), /in\.csv:2, column Q/);
    assert.throws(open(header.replace(',S_NH', ',NH') + row('0', '5')), /column S_NH/);
    assert.throws(() => readBenchmarkInfluent(path('none.csv')), ConfigError);
  });

  it('generates, for a town of another size too', () => {
    const { flow, rain } = firstDays({ ...run, kind: 'generator' }, 30);
    assert.ok(flow > 12_000 && flow < 45_000 && rain > 0);
    const small = firstDays({ ...run, kind: 'generator', town: { population: 8_000 } }, 30);
    assert.ok(Math.abs(small.flow / flow - 0.1) < 0.005);
    assert.throws(() => openInfluent({ ...run, kind: 'generator', town: { population: 1 } }), /population/);
  });

  it('takes a fitted sewer, made as large as the town', () => {
    const write = (name: string, factor: number) => {
      const lines = Object.entries(scaleSewer(defaultSewer(), factor)).map(([key, value]) => `  ${key}: ${value}`);
      return file(name, `sewer:\n${lines.join('\n')}\n`);
    };
    const flow = (sewer: string) => firstDays({ ...run, kind: 'generator', sewer }, 10).flow;
    assert.ok(Math.abs(flow(write('small.yaml', 0.1)) / flow(write('large.yaml', 3)) - 1) < 1e-9);
    assert.throws(() => flow(path('none.yaml')), ConfigError);
  });

  it('takes the weather from a file', () => {
    const hours = Array.from(
      { length: 48 },
      (_, h) => `${new Date(START + h * 3_600_000).toISOString()},${h === 5 ? 7 : 0}`,
    );
    const weatherFile = file('weather.csv', `time,pluie\n${hours.join('\n')}\n`);
    const { rain } = firstDays({ ...run, kind: 'generator', weatherFile }, 2);
    assert.ok(Math.abs(rain - 7) < 1e-9);
    const flowOnly = file('flow.csv', 'time,flow\n2024-01-01 00:00,1\n2024-01-01 01:00,2\n');
    assert.throws(() => openInfluent({ ...run, kind: 'generator', weatherFile: flowOnly }), /rain or air temperature/);
  });

  it('runs a record with any of the columns, named as usual or as told', () => {
    const text = `when;Zulauf\n${Array.from({ length: 72 }, (_, h) => `${h / 24};${100 + h},5`.replace('.', ',')).join('\n')}\n`;
    const columns = { time: 'when', flow: 'Zulauf' };
    const record = file('zulauf.csv', text);
    const opened = openInfluent({ ...run, kind: 'record', file: record, columns, scaling: 1, flowUnit: 'm3/h' });
    assert.equal(opened.report.record?.rows, 72);
    const { flow } = firstDays({ ...run, kind: 'record', file: record, columns, scaling: 1 }, 3);
    assert.ok(Math.abs(flow - 24 * 136) < 24);
    assert.throws(
      () => openInfluent({ ...run, kind: 'record', file: record, columns: { ...columns, rain: 'Regen' } }),
      /column rain: .* expected a column named Regen/,
    );
    assert.throws(() => openInfluent({ ...run, kind: 'record', file: record, columns: { time: 'when' } }), ConfigError);
  });

  it('runs the Danish record as it is', { skip: noDenmark }, () => {
    const { report } = openInfluent({ ...run, kind: 'record', file: DENMARK });
    assert.deepEqual(report.record?.bridged.flow, { cells: 1061, longestH: 105 });
    assert.equal(report.record?.rows, 7299);
    const { flow } = firstDays({ ...run, kind: 'record', file: DENMARK }, 304);
    assert.ok(Math.abs(flow / 20_648 - 1) < 0.01, `${flow}`);
  });
});

describe('sewer on files', () => {
  it('fits the Danish record, and months that it has not seen', { skip: noDenmark }, () => {
    const whole = fitSewerFile({ record: DENMARK, out: path('sewer.yaml') });
    assert.ok(whole.nse > 0.8, `NSE ${whole.nse}`);
    assert.deepEqual(Object.keys(readSewerYaml(path('sewer.yaml'))), Object.keys(whole.parameters));

    // Learn from November to April, judge May to September from rain and temperature alone.
    const lines = readFileSync(DENMARK, 'utf8').split('\n');
    const may = lines.findIndex((line) => line.startsWith('2024-05-01'));
    const learn = file('learn.csv', lines.slice(0, may).join('\n'));
    const judge = file('judge.csv', [lines[0], ...lines.slice(may)].join('\n'));
    fitSewerFile({ record: learn, out: path('learnt.yaml') });
    const report = runSewerFile({ config: path('learnt.yaml'), influent: judge, out: path('out.csv') });
    const { record } = readRecordFile(judge);
    assert.equal(report.rows, record.time.length);
    const simulated = readRecordFile(path('out.csv')).record;
    assert.deepEqual(simulated.time, record.time);
    const nse = nashSutcliffe(record.flow as Float64Array, simulated.flow as Float64Array);
    assert.ok(nse > 0.64, `NSE ${nse} on months not seen`);
  });

  it('does not look at the flow of the record that it runs', () => {
    const hours = Array.from({ length: 48 }, (_, h) => `${h / 24},none,${h % 7 ? 0 : 2}`);
    const lines = Object.entries(defaultSewer()).map(([key, value]) => `  ${key}: ${value}`);
    const config = file('default.yaml', `sewer:\n${lines.join('\n')}\n`);
    const influent = file('days.csv', `t_d,flow,rain\n${hours.join('\n')}\n`);
    const { rows, maxFlow } = runSewerFile({ config, influent, out: path('days-out.csv') });
    assert.ok(rows === 48 && maxFlow > 500);
    assert.match(readFileSync(path('days-out.csv'), 'utf8'), /^time,flow\n0,[\d.]+\n0\.0416/);
  });

  it('leaves nothing behind where the record or the parameters are bad', () => {
    const before = readdirSync(folder).length;
    const bad = file('bad.csv', 'time,flow,rain\n2024-01-01 00:00,1,0\n2024-01-01 01:00,2,0\n');
    assert.throws(() => fitSewerFile({ record: bad, out: path('bad.yaml') }), /at least 14 days/);
    assert.throws(() => fitSewerFile({ record: path('none'), out: path('bad.yaml') }), ConfigError);
    assert.throws(() => fitSewerFile({ record: bad, out: path('no/such/dir.yaml') }), ConfigError);
    assert.throws(() => runSewerFile({ config: path('none.yaml'), influent: bad, out: path('x.csv') }), ConfigError);
    for (const text of ['sewer: [', 'other: 1\n', 'sewer:\n  dry_flow: 1\n', '7']) {
      const config = file('broken.yaml', text);
      assert.throws(() => runSewerFile({ config, influent: bad, out: path('x.csv') }), ConfigError);
    }
    assert.equal(readdirSync(folder).length, before + 2);
  });
});
