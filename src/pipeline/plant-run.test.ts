import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ConfigError } from '../core/errors.ts';
import { OUTPUT_COLUMNS, runBsm1, storedState } from '../plant/bsm1/run.ts';
import { readBenchmarkInfluent } from './influent.ts';
import { plantRun } from './plant-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'plant-run-'));
after(() => rmSync(folder, { recursive: true }));
const path = (name: string): string => join(folder, name);
function file(name: string, text: string): string {
  writeFileSync(path(name), text);
  return path(name);
}

const HEADER = 't_d,S_I,S_S,X_I,X_S,X_BH,X_BA,X_P,S_O,S_NO,S_NH,S_ND,X_ND,S_ALK,TSS,Q';
const ROW = '30,63.63455,58.476,224.352,31.425,0,0,0,0,30.24762,6.36346,11.814,7,235.6898,21477';
const short = file('short.csv', `${HEADER}\n0,${ROW}\n0.01,${ROW}\n0.02,${ROW}\n`);

function refused(run: () => unknown, message: RegExp): void {
  assert.throws(run, (error: unknown) => {
    assert.ok(error instanceof ConfigError, String(error));
    assert.match(error.message, message);
    return true;
  });
}

test('the table has a row a row of the influent, in full precision, and the summary says what it is of', () => {
  const out = path('dry.csv');
  const summary = plantRun({ influent: 'dry', out, initial: 'steady' });
  const [header, ...lines] = readFileSync(out, 'utf8').trimEnd().split('\n');
  assert.equal(header, OUTPUT_COLUMNS.join(','));
  const { time, rows } = readBenchmarkInfluent('dry');
  const run = runBsm1({ time, rows }, { initial: 'steady' });
  assert.equal(lines.length, time.length);
  lines.forEach((line, i) => {
    const cells = line.split(',').map(Number);
    assert.equal(cells.length, OUTPUT_COLUMNS.length);
    assert.equal(cells[0], time[i]);
    cells.forEach((cell, c) => {
      const value = run.rows[i * OUTPUT_COLUMNS.length + c];
      assert.ok(Math.abs(cell - value) <= 1e-11 * Math.abs(value), `${line}: ${cell} for ${value}`);
    });
  });
  const { model, closed_loop, influent, initial, rows: count, ...evaluation } = summary;
  assert.deepEqual([model, closed_loop, influent, initial, count], ['bsm1', false, 'dry', 'steady', 1344]);
  assert.deepEqual({ ...evaluation }, { out, ...run.evaluation });
  assert.ok(!JSON.stringify(summary).includes('null'));
});

test('closed loop, another start, progress', () => {
  const told: number[] = [];
  const out = path('closed.csv');
  const closed = plantRun({ influent: short, out, closedLoop: true, onProgress: (done) => told.push(done) });
  assert.equal(closed.closed_loop, true);
  assert.notEqual(closed.KLa5, 84);
  assert.deepEqual(told, [1 / 3, 2 / 3, 1]);
  assert.equal(plantRun({ influent: short, out }).KLa5, 84);
});

test('a state from a file, as an array or as y of a document', () => {
  const state = [...storedState(false, 'steady')];
  const rows = (initial: string, closedLoop = false): string => {
    plantRun({ influent: short, out: path('out.csv'), initial, closedLoop });
    return readFileSync(path('out.csv'), 'utf8');
  };
  const expected = rows('steady');
  assert.notEqual(rows('protocol'), expected);
  assert.equal(rows(file('array.json', JSON.stringify(state))), expected);
  const document = file('document.json', JSON.stringify({ note: 'mine', y: state }));
  assert.equal(rows(document), expected);
  const closed = [...storedState(true, 'steady')];
  assert.equal(rows(file('closed.json', JSON.stringify(closed)), true), rows('steady', true));

  const start = (name: string, text: string) => () =>
    plantRun({ influent: short, out: path('never.csv'), initial: file(name, text) });
  refused(start('a.json', '{'), /a\.json: got "no JSON", expected steady, protocol, or a JSON file/);
  refused(start('b.json', '{"x": 1}'), /b\.json: got \{"x":1\}/);
  refused(start('c.json', '[1, "2"]'), /c\.json: got \[1,"2"\]/);
  refused(start('d.json', JSON.stringify(closed)), /initial state: got "159 numbers", expected 145 numbers/);
  refused(start('e.json', JSON.stringify(state.with(7, -2))), /number 8: got -2, expected a concentration/);
  refused(() => plantRun({ influent: short, out: path('never.csv'), initial: path('none.json') }), /got "ENOENT"/);
  assert.ok(!existsSync(path('never.csv')));
});

test('faults of the influent are refused with their place, and leave nothing behind', () => {
  const out = path('fault.csv');
  const run = (rows: string) => () => plantRun({ influent: file('in.csv', `${HEADER}\n${rows}`), out });
  refused(run(`0,${ROW}\n0,${ROW}\n`), /in\.csv:3, column t_d: got "0", expected a time after that of line 2/);
  refused(run(`0,${ROW}\n0.01,${ROW.replace('21477', '-1')}\n`), /in\.csv:3, column Q: got "-1"/);
  refused(run(`0,${ROW}\n0.01,${ROW.replace('21477', '1e300')}\n`), /in\.csv:3, column Q: got "1e300"/);
  refused(run(`0,${ROW}\nnoon,${ROW}\n`), /in\.csv:3, column t_d: got "noon"/);
  refused(run(`0,${ROW}\n0.01,${ROW.replace('7,', ',')}\n`), /in\.csv:3/);
  refused(run(`0,${ROW}\n`), /at least two rows/);
  refused(() => plantRun({ influent: path('none.csv'), out }), /none\.csv: got "ENOENT"/);
  refused(() => plantRun({ influent: short, out: short }), /got "the influent file itself"/);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes('fault') || name.includes('partial')),
    [],
  );
});

test('an output that cannot be written is refused before the run', () => {
  let started = false;
  const onProgress = () => {
    started = true;
  };
  refused(() => plantRun({ influent: short, out: path('no/such/out.csv'), onProgress }), /no such directory/);
  refused(() => plantRun({ influent: short, out: folder, onProgress }), /a directory/);
  assert.equal(started, false);
});

test('a run that fails leaves the file of the run before as it was', () => {
  const out = file('kept.csv', 'of yesterday\n');
  const fail = () => {
    throw new Error('interrupted');
  };
  assert.throws(() => plantRun({ influent: short, out, onProgress: fail }), /interrupted/);
  assert.equal(readFileSync(out, 'utf8'), 'of yesterday\n');
  assert.ok(!readdirSync(folder).some((name) => name.includes('partial')));
});
