/** `train` and `score` as a user calls them: flags, messages, exit codes, and one run of the real program. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryDirectory } from '../../io/files/writer.fake.ts';
import { FAULT, RECORD_ROWS, recordLines } from '../../pipeline/watch-data.fake.ts';
import type { CliContext } from './context.ts';
import { parseNames } from './data-flags.ts';
import { EXIT, runCli } from './program.ts';

const LINES = recordLines();

async function run(
  args: string[],
  given: Partial<CliContext> = {},
): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const context: CliContext = {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    isTerminal: false,
    env: {},
    ended: async () => {},
    signal: new AbortController().signal,
    createSimulation: () => Promise.reject(new Error('a file needs no simulation')),
    ...given,
  };
  return { code: await runCli(args, context), ...written };
}

function record(t: TestContext): { data: string; inFolder: (name: string) => string } {
  const inFolder = temporaryDirectory(t);
  writeFileSync(inFolder('data.csv'), LINES.join('\r\n'));
  return { data: inFolder('data.csv'), inFolder };
}

test('train and score tell what they did, as lines and as JSON', async (t) => {
  const { data, inFolder } = record(t);
  const model = inFolder('model.json');
  const trained = await run(['train', data, '--out', model, '--until', '2024-02-15']);
  assert.deepEqual([trained.code, trained.out], [EXIT.good, ''], trained.err);
  assert.deepEqual(trained.err.trimEnd().split('\n'), [
    `${data}: 1500 rows, 3 channels: flow, level, power`,
    `${data}: left out, ground truth by its name: label`,
    `${model}: learned from 1080 rows, 2024-01-01 00:00 … 2024-02-14 23:00`,
  ]);
  const out = inFolder('scores.csv');
  const scored = await run(['score', data, '--model', model, '--out', out, '--json']);
  assert.deepEqual([scored.code, scored.err], [EXIT.good, '']);
  const summary = JSON.parse(scored.out);
  assert.equal(summary.rows, RECORD_ROWS);
  assert.deepEqual(summary.channels, ['flow', 'level', 'power']);
  assert.ok(summary.alarms > 0 && summary.events.length > 0 && summary.readings_per_second > 0);
  assert.deepEqual(Object.keys(summary.events[0]).slice(0, 6), ['begin', 'end', 'rows', 'kind', 'score', 'channels']);
  assert.equal(summary.learned.rows, 1_080);
});

test('settings reach the detector', async (t) => {
  const { data, inFolder } = record(t);
  const alarmsWith = async (...flags: string[]) => {
    const args = ['score', data, '--learn-rows', '1000', '--out', inFolder('out.csv'), '--json', ...flags];
    const { out, err } = await run(args);
    return out === '' ? err : JSON.parse(out).alarms;
  };
  const usual = await alarmsWith();
  assert.ok((await alarmsWith('--anomaly-threshold', '0.9')) < usual);
  assert.notEqual(await alarmsWith('--exclude', 'level'), usual);
  assert.match(await alarmsWith('--false-alarms-per-day', '0'), /false_alarms_per_day: got 0/);
  assert.match(await alarmsWith('--n-estimators', '0'), /n_estimators: got 0/);
  assert.match(await alarmsWith('--confidence-threshold', '7'), /confidence_threshold: got 7/);
  assert.match(await alarmsWith('--seed', '0.5'), /seed: got 0\.5/);
});

test('--certify adds the score of a forest and its bound', async (t) => {
  const { data, inFolder } = record(t);
  const args = ['score', data, '--learn-rows', '1000', '--out', inFolder('out.csv'), '--certify', '0.1'];
  const { out, err } = await run([...args, '--json']);
  assert.equal(err, '');
  const { certificate } = JSON.parse(out);
  const [header, ...rows] = readFileSync(inFolder('out.csv'), 'utf8').trimEnd().split('\n');
  assert.match(header, /,attribution_3,forest_score,forest_score_lowest$/);
  const bounds = rows.map((row) => row.split(',').slice(-2).map(Number));
  assert.ok(bounds.every(([score, lowest]) => lowest <= score && lowest > 0));
  assert.equal(certificate.anomalous, bounds.filter(([score]) => score > 0.5).length);
  assert.equal(certificate.certified, bounds.filter(([, lowest]) => lowest > 0.5).length);
  assert.match((await run(args)).err, /forest: \d+ rows anomalous, \d+ of them whatever readings within 0\.1 σ/);
});

test('bad usage is 2 and says what was expected', async (t) => {
  const { data, inFolder } = record(t);
  const out = inFolder('out.csv');
  const cases: [string[], RegExp][] = [
    [['score', data, '--out', out], /what is normal: got "none of them", expected one of --model, --learn-rows/],
    [['score', data, '--out', out, '--model', 'm', '--learn-rows', '9'], /got "--model and --learn-rows"/],
    [['score', data, '--out', out, '--model', 'm', '--seed', '9'], /--seed: got 9, expected nothing with --model/],
    [
      ['score', data, '--out', out, '--model', 'm', '--certify', '0.1'],
      /--certify: got 0\.1, expected nothing with --model/,
    ],
    [
      ['score', data, '--out', out, '--learn-rows', '99', '--certify', '-1'],
      /Expected a number of standard deviations/,
    ],
    [['score', data, '--out', out, '--learn-rows', '-1'], /Expected a whole number of rows above 0/],
    [['score', data, '--learn-rows', '9'], /required option '--out <FILE>' not specified/],
    [['score', '--out', out, '--learn-rows', '9'], /missing required argument 'DATA'/],
    [['train', inFolder('none.csv'), '--out', out], /none\.csv: got "ENOENT"/],
    [['train', data, '--out', out, '--exclude', 'flo'], /--exclude flo: got "no column flo", expected .* perhaps flow/],
    [['train', data, '--out', out, '--n-estimators', 'many'], /Expected a number/],
  ];
  for (const [args, message] of cases) {
    const { code, err } = await run(args);
    assert.equal(code, EXIT.badInput, args.join(' '));
    assert.match(err, message);
  }
  assert.equal(existsSync(out), false);
  const interrupted = await run(['train', data, '--out', out], { signal: AbortSignal.abort() });
  assert.deepEqual([interrupted.code, existsSync(out)], [EXIT.interrupted, false]);
});

test('progress is a line for each phase', async (t) => {
  const { data, inFolder } = record(t);
  const args = ['score', data, '--learn-rows', '1000', '--out', inFolder('out.csv')];
  const { err } = await run(args, { isTerminal: true });
  for (const phase of ['read', 'learn', 'score']) assert.match(err, new RegExp(`${phase} [█░]{24} \\d+ %`));
});

test('names may have commas where they stand in quotes', () => {
  assert.deepEqual(parseNames('a, b ,"Attack (1: yes, 0: no)",c'), ['a', 'b', 'Attack (1: yes, 0: no)', 'c']);
});

test('the program itself', (t) => {
  const { data, inFolder } = record(t);
  const main = join(import.meta.dirname, 'main.ts');
  const args = [main, 'score', data, '--learn-until', '2024-02-15', '--out', inFolder('out.csv'), '--json'];
  const summary = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  const rows = readFileSync(inFolder('out.csv'), 'utf8').trimEnd().split('\n');
  assert.equal(rows.length, 1 + summary.rows);
  assert.match(rows[1 + FAULT.from], /^2024-02-24 04:00,0\.\d+,1,\w+,level,\d/);
});
