import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { C } from '../components.ts';
import type { BenchmarkInfluent } from '../influent/benchmark-file.ts';
import { Bsm1 } from './bsm1.ts';
import { CONSTANT, influent, part, relative } from './reference.fake.ts';
import { OUTPUT_COLUMNS, runBsm1, storedState } from './run.ts';

const WIDTH = OUTPUT_COLUMNS.length;
const dry = influent('dry');
const day = part(dry, 0, 96);
const column = (run: { rows: Float64Array }, row: number, name: (typeof OUTPUT_COLUMNS)[number]): number =>
  run.rows[row * WIDTH + OUTPUT_COLUMNS.indexOf(name)];

/** The benchmark's constant sewage at the given times. */
function constant(time: readonly number[]): BenchmarkInfluent {
  return { time: Float64Array.from(time), rows: Float64Array.from(time.flatMap(() => CONSTANT)) };
}

test('a row of the output is the plant at the time of its influent row, before that has done anything', () => {
  const run = runBsm1(day);
  const state = storedState(false, 'protocol');
  assert.equal(run.rows.length, 96 * WIDTH);
  assert.equal(column(run, 0, 't_d'), 0);
  assert.equal(column(run, 0, 'Qe'), dry.rows[13] - 385);
  assert.equal(column(run, 0, 'R1_S_O'), state[7]);
  assert.equal(column(run, 0, 'R5_S_NH'), state[4 * 13 + 9]);
  assert.equal(column(run, 95, 't_d'), dry.time[95]);
});

test('the same sewage in finer or coarser rows, or at another time, gives the same plant', () => {
  const rows = (days: number, step: number, from = 0) =>
    constant(Array.from({ length: Math.round(days / step) }, (_, i) => from + i * step));
  const reference = runBsm1(rows(8, 1 / 96), { initial: 'protocol' });
  for (const other of [rows(8, 1 / 1440), rows(8, 0.25), rows(8, 1), rows(8, 1 / 96, 100), rows(8, 1 / 96, -3.7)]) {
    const run = runBsm1(other, { initial: 'protocol' });
    const { window_d, means, EQI, OCI, sludge_production } = run.evaluation;
    const expected = reference.evaluation;
    assert.ok(Math.abs(window_d[1] - window_d[0] - 7) < 1e-6);
    assert.ok(Math.abs(window_d[0] - other.time[0] - 1) < 1e-6, `${window_d}`);
    assert.ok(relative(EQI, expected.EQI) < 1e-4);
    assert.ok(relative(OCI, expected.OCI) < 1e-4);
    assert.ok(relative(sludge_production, expected.sludge_production) < 1e-3);
    for (const [name, value] of Object.entries(means)) {
      assert.ok(relative(value, expected.means[name as keyof typeof means]) < 5e-4, `${name}: ${value}`);
    }
  }
});

test('the window begins within a row where it must, and at the row where times are rounded', () => {
  // Rows of three days: the last seven days begin two thirds into the first row.
  const coarse = runBsm1(constant([0, 3, 6]));
  assert.equal(coarse.evaluation.window_d[0], 2);
  assert.ok(Math.abs(coarse.evaluation.window_d[1] - 9) < 1e-9);
  // Cut or not, a row holds for its three days.
  const changing = { time: Float64Array.of(0, 3, 6), rows: part(dry, 40, 43).rows };
  const bsm1 = new Bsm1();
  bsm1.start(storedState(false, 'protocol'));
  bsm1.feed(changing.rows);
  bsm1.advance(3);
  const after = column(runBsm1(changing), 1, 'R5_S_NH');
  assert.ok(relative(after, bsm1.y[bsm1.plant.reactorAt(4) + C.S_NH]) < 1e-4);
  const rounded = runBsm1({ time: day.time.map((t) => Math.round(t * 1e5) / 1e5), rows: day.rows });
  const exact = runBsm1(day);
  assert.ok(relative(rounded.evaluation.EQI, exact.evaluation.EQI) < 1e-3);
  assert.ok(Math.abs(rounded.evaluation.window_d[1] - rounded.evaluation.window_d[0] - 1) < 1e-3);
});

test('irregular rows hold until the next, the last as long as the one before', () => {
  const irregular = { time: Float64Array.of(0, 0.2, 0.25, 1), rows: part(dry, 0, 4).rows };
  const run = runBsm1(irregular);
  assert.deepEqual([...run.rows.filter((_, i) => i % WIDTH === 0)], [0, 0.2, 0.25, 1]);
  assert.ok(Math.abs(run.evaluation.window_d[1] - 1.75) < 1e-9);
  const flow = (i: number) => irregular.rows[i * 14 + 13] - 385;
  const mean = (flow(0) * 0.2 + flow(1) * 0.05 + flow(2) * 0.75 + flow(3) * 0.75) / 1.75;
  assert.ok(relative(run.evaluation.Qe, mean) < 1e-9);
});

test('a single row is run for a quarter of an hour', () => {
  const run = runBsm1(part(dry, 0, 1));
  assert.equal(run.rows.length, WIDTH);
  assert.ok(Math.abs(run.evaluation.window_d[1] - 1 / 96) < 1e-12);
});

test('closed loop starts from its own state, or from one of the water alone', () => {
  const own = runBsm1(day, { closedLoop: true });
  assert.ok(own.evaluation.KLa5 !== 84);
  const water = storedState(true, 'protocol').slice(0, 145);
  const rest = runBsm1(day, { closedLoop: true, initial: water });
  assert.equal(column(rest, 0, 'R5_S_NH'), column(own, 0, 'R5_S_NH'));
  assert.ok(relative(rest.evaluation.EQI, own.evaluation.EQI) < 0.01);
  assert.ok(relative(column(rest, 95, 'R5_S_O'), column(own, 95, 'R5_S_O')) < 0.01);
});

test('a start that is no state is refused', () => {
  const state = storedState(false, 'protocol');
  const refused = (initial: Float64Array, message: RegExp, closedLoop = false) =>
    assert.throws(
      () => runBsm1(day, { closedLoop, initial }),
      (error: unknown) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, message);
        return true;
      },
    );
  refused(state.slice(1), /initial state: got "144 numbers", expected 145 numbers/);
  refused(state.slice(1), /expected 145 or 159 numbers/, true);
  refused(state.with(3, Number.NaN), /initial state, number 4: got NaN/);
  refused(state.with(0, -1), /initial state, number 1: got -1, expected a concentration/);
});

test('an influent that leaves the numbers is refused with its time', () => {
  const wild = part(dry, 0, 3);
  wild.rows[2 * 14 + 13] = 1e300;
  assert.throws(() => runBsm1(wild), /influent at t = 0\.0208\d* d: got "a row that the model cannot follow"/);
});

test('progress is told, row by row, to the end', () => {
  const told: number[] = [];
  runBsm1(part(dry, 0, 4), { onProgress: (done) => told.push(done) });
  assert.deepEqual(told, [0.25, 0.5, 0.75, 1]);
});
