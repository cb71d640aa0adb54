import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { saveModel } from '../../detector/index.ts';
import { FakeSimulation } from '../../pipeline/live.fake.ts';
import { SMALL_CHANNELS, SmallPlant, smallModel } from '../../pipeline/watch.fake.ts';
import type { CliContext } from './context.ts';
import { EXIT, runCli } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'traffeyere-cli-'));
after(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => join(folder, name);

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command on the fake station. */
async function run(args: string[], given: Partial<CliContext> = {}): Promise<Outcome> {
  let out = '';
  let err = '';
  const context: CliContext = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    env: {},
    ended: async () => {},
    signal: new AbortController().signal,
    createSimulation: async () => ({
      simulation: new FakeSimulation(),
      influent: { kind: 'generator', designFlow: 20_648 },
    }),
    ...given,
  };
  const code = await runCli(args, context);
  return { code, out, err };
}

test('help and version are good and go to standard output', async () => {
  const help = await run(['--help']);
  assert.equal(help.code, EXIT.good);
  for (const command of [
    'generate',
    'demo',
    'engine',
    'export',
    'plant',
    'fit',
    'sensors',
    'scenario',
    'bench',
    'config',
  ]) {
    assert.match(help.out, new RegExp(`^  ${command}\\b`, 'm'));
  }
  assert.equal(help.err, '');
  assert.match((await run(['--version'])).out, /^\d+\.\d+\.\d+/);
  for (const command of [
    ['generate'],
    ['export'],
    ['plant', 'run'],
    ['fit'],
    ['sensors', 'list'],
    ['bench'],
    ['config', 'check'],
  ]) {
    const { code, out } = await run([...command, '--help']);
    assert.equal(code, EXIT.good);
    assert.match(out, /^Usage: traffeyere /);
  }
});

test('bad usage is 2 and says what was probably meant', async () => {
  const cases: [string[], RegExp][] = [
    [['genrate'], /unknown command 'genrate'\n\(Did you mean generate\?\)/],
    [['generate', '--sede', '3'], /unknown option '--sede'\n\(Did you mean --seed\?\)/],
    [['export'], /required option '--out <FILE>' not specified/],
    [['export', '--out', inFolder('a.csv'), '--days', '-1'], /Expected a number of days above 0/],
    [['export', '--out', inFolder('a.csv'), '--days', ''], /Expected a number of days above 0/],
    [['generate', 'now'], /too many arguments/],
    [['bench', 'everything'], /Allowed choices are/],
    [['plant', 'run', '--model', 'asm9', '--influent', 'a', '--out', 'b'], /Allowed choices are/],
  ];
  for (const [args, message] of cases) {
    const { code, out, err } = await run(args);
    assert.equal(code, EXIT.badInput, args.join(' '));
    assert.match(err, message);
    assert.equal(out, '');
  }
});

test('bad values name the flag, the variable or the place in the file', async () => {
  const port = await run(['generate', '--port', '99999']);
  assert.deepEqual([port.code, port.err], [2, 'error: --port: got 99999, expected a whole number from 0 to 65535\n']);
  const variable = await run(['generate'], { env: { TRAFFEYERE_SEED: 'x' } });
  assert.equal(variable.err, 'error: environment variable TRAFFEYERE_SEED: got "x", expected a whole number\n');
  const file = inFolder('wrong.yaml');
  writeFileSync(file, 'seed: 1\nport: web\nspeed: -1\n');
  const { code, err } = await run(['config', 'check', file]);
  assert.equal(code, EXIT.badInput);
  assert.deepEqual(err.trimEnd().split('\n'), [
    `error: ${file}:3:8, speed: got -1, expected a number, above 0, at most 10000000 or "max"`,
    `error: ${file}:2:7, port: got "web", expected a whole number from 0 to 65535`,
  ]);
  assert.equal((await run(['config', 'check', inFolder('none.yaml')])).code, EXIT.badInput);
});

test('config: the sample passes the check; the schema is JSON', async () => {
  const sample = await run(['config', 'sample']);
  const file = inFolder('sample.yaml');
  writeFileSync(file, sample.out);
  const checked = await run(['config', 'check', file]);
  assert.deepEqual([checked.code, checked.out, checked.err], [0, '', `${file}: good\n`]);
  const shown = JSON.parse((await run(['config', 'check', file, '--json'])).out);
  assert.equal(shown.port, 8090);
  assert.equal(JSON.parse((await run(['config', 'schema'])).out).additionalProperties, false);
});

test('sensors list: 127 of them, as a table or as JSON, filtered, and with what the configuration changes', async () => {
  const all = JSON.parse((await run(['sensors', 'list', '--json'])).out);
  assert.equal(all.length, 127);
  assert.deepEqual(Object.keys(all[0]), [
    'sensor_id',
    'type',
    'process_stage',
    'location',
    'tap',
    'unit',
    'range',
    'class',
  ]);
  const table = (await run(['sensors', 'list', '--stage', 'desinfection'])).out.trimEnd().split('\n');
  assert.equal(table.length, 1 + 8);
  assert.match(table[0], /^sensor +type +stage/);
  const file = inFolder('sensors.yaml');
  writeFileSync(
    file,
    'sensors: {types: {ozone: {base: 0.4}}, remove: [PRE-PH-01], add: [{id: O3, type: ozone, stage: desinfection}]}',
  );
  const changed = JSON.parse((await run(['sensors', 'list', '--config', file, '--json'])).out);
  assert.equal(changed.length, 127);
  assert.equal(changed.at(-1).type, 'ozone');
  const none = await run(['sensors', 'list', '--type', 'phh', '--json']);
  assert.deepEqual([none.code, none.out], [EXIT.checkFailed, '[]\n']);
});

test('export: the same bytes at any speed; a summary as one JSON document', async () => {
  const files = ['1', 'max'].map((speed) => inFolder(`${speed}.csv`));
  for (const [i, speed] of ['1', 'max'].entries()) {
    const { code, out, err } = await run(['export', '--out', files[i], '--days', '0.01', '--speed', speed, '--json']);
    assert.equal(code, EXIT.good, err);
    const summary = JSON.parse(out);
    assert.deepEqual([summary.frames, summary.readings, summary.start], [173, 865, '2026-01-01T00:00:00.000Z']);
    assert.equal(err, '', 'no progress where there is no terminal');
  }
  assert.ok(readFileSync(files[0]).equals(readFileSync(files[1])));
});

test('export: what cannot be written is refused and leaves nothing', async () => {
  const { code, err } = await run(['export', '--out', inFolder('none/a.csv'), '--days', '0.01']);
  assert.equal(code, EXIT.badInput);
  assert.match(err, /^error: .*none\/a\.csv: got /);
  const aborted = new AbortController();
  aborted.abort();
  const interrupted = await run(['export', '--out', inFolder('b.csv'), '--days', '1'], { signal: aborted.signal });
  assert.equal(interrupted.code, EXIT.interrupted);
  assert.equal(existsSync(inFolder('b.csv')), false);
});

test('progress is a line on the terminal that is taken away', async () => {
  const { err } = await run(['export', '--out', inFolder('c.csv'), '--days', '0.5'], { isTerminal: true });
  const lines = err.split('\r\u001b[2K');
  assert.equal(lines[0], '');
  assert.match(lines[1], /^export [█░]{24} \d+ %/);
  assert.match(lines.at(-1) ?? '', /c\.csv: 8640 frames/);
});

test('generate: runs on a free port, prints where, and ends when asked', async () => {
  let answer = 0;
  let printed = '';
  const { code, out } = await run(['generate', '--port', '0'], {
    env: { TRAFFEYERE_LOGGING_LEVEL: 'silent' },
    out: (text) => {
      printed += text;
    },
    async ended() {
      const url = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1];
      answer = (await fetch(`${url}/healthz`)).status;
    },
  });
  assert.deepEqual([code, out, answer], [EXIT.good, '', 200]);
});

/** What the addresses that a command has printed answer at `path`, while it runs. */
async function whileRunning(args: string[], path: string): Promise<{ outcome: Outcome; answers: number[] }> {
  const answers: number[] = [];
  let printed = '';
  const outcome = await run(args, {
    env: { TRAFFEYERE_LOGGING_LEVEL: 'silent' },
    out: (text) => {
      printed += text;
    },
    async ended() {
      for (const [, url] of printed.matchAll(/ at (http:\/\/127\.0\.0\.1:\d+)/g)) {
        // Those that wait for their model are not ready at once.
        let status = 0;
        for (let i = 0; i < 100 && status !== 200; i++) {
          status = (await fetch(url + path)).status;
          if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
        }
        answers.push(status);
      }
    },
  });
  return { outcome, answers };
}

test('engine: runs on a free port with a stored model; a file that is no model is refused', async () => {
  const model = inFolder('model.json');
  writeFileSync(model, saveModel(smallModel()));
  const { outcome, answers } = await whileRunning(['engine', '--port', '0', '--model', model], '/readyz');
  assert.deepEqual([outcome.code, answers], [EXIT.good, [200]], outcome.err);
  writeFileSync(model, '{}');
  const refused = await run(['engine', '--port', '0', '--model', model]);
  assert.equal(refused.code, EXIT.badInput);
  assert.match(refused.err, /^error: model: got/);
  const absent = await run(['engine', '--model', inFolder('no.json')]);
  assert.match(absent.err, /no\.json: got "ENOENT", expected a model that can be read/);
});

test('engine: learns from a recorded file, and says what is wrong with one', { timeout: 30_000 }, async () => {
  const record = inFolder('normal.csv');
  const plant = new SmallPlant();
  const rows = Array.from({ length: 200 }, () => {
    const { time, values } = plant.record();
    return [time, ...SMALL_CHANNELS.map((id) => values[id])].join(',');
  });
  writeFileSync(record, `${['time', ...SMALL_CHANNELS].join(',')}\n${rows.join('\n')}\n`);
  const { outcome, answers } = await whileRunning(['engine', '--port', '0', '--learn', record], '/readyz');
  assert.deepEqual([outcome.code, answers], [EXIT.good, [200]], outcome.err);
  writeFileSync(record, 'time,a\n2026-01-01T00:00:00Z,1\n');
  const refused = await run(['engine', '--port', '0', '--learn', record], { ended: () => new Promise(() => {}) });
  assert.deepEqual([refused.code, refused.out.includes('listens')], [EXIT.badInput, true]);
  assert.match(refused.err, /error: normal data: got/);
});

test('demo: generator and engine together', async () => {
  const model = inFolder('model.json');
  writeFileSync(model, saveModel(smallModel()));
  const ports = ['--port', '0', '--engine-port', '0'];
  const { outcome, answers } = await whileRunning(['demo', ...ports, '--model', model], '/readyz');
  assert.deepEqual([outcome.code, answers], [EXIT.good, [200, 200]], outcome.err);
});

test('fit and plant run: a sewer from a record, and flow from the sewer', async () => {
  const record = inFolder('record.csv');
  const rows = Array.from({ length: 24 * 40 }, (_, h) => {
    const rain = h % 97 < 5 ? 2 : 0;
    const flow = 500 + 100 * Math.sin((h / 24) * 2 * Math.PI) + (h % 97 < 12 ? 300 : 0);
    return `${new Date(Date.UTC(2025, 0, 1, h)).toISOString()},${flow.toFixed(1)},${rain},10`;
  });
  writeFileSync(record, `time,Q,rain,temp\n${rows.join('\n')}\n`);
  const sewer = inFolder('sewer.yaml');
  const fitted = await run(['fit', '--record', record, '--out', sewer, '--flow', 'Q', '--json']);
  assert.equal(fitted.code, EXIT.good, fitted.err);
  assert.ok(JSON.parse(fitted.out).nse > 0);
  const out = inFolder('flow.csv');
  const flow = await run([
    'plant',
    'run',
    '--model',
    'sewer',
    '--config',
    sewer,
    '--influent',
    record,
    '--out',
    out,
    '--json',
  ]);
  assert.equal(flow.code, EXIT.good, flow.err);
  assert.equal(JSON.parse(flow.out).rows, rows.length);
  assert.equal(readFileSync(out, 'utf8').trimEnd().split('\n').length, rows.length + 1);
  const missing = await run(['fit', '--record', inFolder('no.csv'), '--out', inFolder('x.yaml')]);
  assert.equal(missing.code, EXIT.badInput);
  assert.equal(existsSync(inFolder('x.yaml')), false);
});

test('plant run: the benchmark on its own influent, and no flag of another model', async () => {
  const out = inFolder('bsm1.csv');
  const model = ['plant', 'run', '--model', 'bsm1', '--influent', 'dry', '--out', out];
  const { code, out: json, err } = await run([...model, '--json']);
  assert.equal(code, EXIT.good, err);
  const summary = JSON.parse(json);
  assert.equal(summary.model, 'bsm1');
  assert.match(readFileSync(out, 'utf8'), /^t_d,Qe,/);
  const wrong = await run([...model, '--config', 'sewer.yaml']);
  assert.deepEqual(
    [wrong.code, wrong.err],
    [2, 'error: --config: got "sewer.yaml", expected nothing with --model bsm1\n'],
  );
  const missing = await run(['plant', 'run', '--model', 'bsm1', '--influent', inFolder('no.csv'), '--out', out]);
  assert.equal(missing.code, EXIT.badInput);
});

test('a mistake of ours is told as one, with its place', async () => {
  const { code, err } = await run(['export', '--out', inFolder('d.csv')], {
    createSimulation: async () => {
      throw new Error('boom');
    },
  });
  assert.equal(code, EXIT.checkFailed);
  assert.match(err, /mistake in it\.\nError: boom\n {4}at /);
});
