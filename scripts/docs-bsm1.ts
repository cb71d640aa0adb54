/**
 * Fills the tables of docs/plant-bsm1.md with what the tests check, measured anew; needs `../shared/data/bsm`.
 *
 *   node scripts/docs-bsm1.ts
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { ActivatedSludge, type ActivatedSludgeParameters, BSM1 } from '../src/plant/activated-sludge.ts';
import { ALL_EXTENSIONS } from '../src/plant/biology/matrix.ts';
import { BSM1_CLOSED_LOOP, Bsm1, MAX_STEP_D } from '../src/plant/bsm1/bsm1.ts';
import { type Evaluation, Evaluator, type Mean } from '../src/plant/bsm1/evaluation.ts';
import {
  ASM1_NAMES,
  CONSTANT,
  influent,
  referenceCsv,
  referenceJson,
  relative,
  type Weather,
} from '../src/plant/bsm1/reference.fake.ts';
import { OUTPUT_COLUMNS, runBsm1, storedState } from '../src/plant/bsm1/run.ts';
import { BOOKED, Ledger } from '../src/plant/ledger.ts';
import { Rkc2, stagesFor } from '../src/plant/solver/rkc.ts';
import { createStream } from '../src/plant/unit.ts';
import { sewage } from '../src/plant/units/conservation.ts';

const PAGE = new URL('../docs/plant-bsm1.md', import.meta.url);
const reference = referenceJson('bsm1_dynamic_reference.json');

const open = runBsm1(influent('dry')).evaluation;
const closed = runBsm1(influent('dry'), { closedLoop: true }).evaluation;

function checks(): string {
  const { mean, meanOf, ammonia } = dryWeather();
  const startup = startUp();
  const rows = [
    ['steady state, 171 numbers', 'computed, 15 digits', '0.01 %', percent(steadyState())],
    ['start-up from nearly nothing, day 1', 'Matlab, 145 states', '1.1 %', percent(startup.first)],
    ['start-up, days 10 to 50', 'Matlab, 145 states', '0.1 %', percent(startup.later)],
    [
      `dry weather, means of all ${OUTPUT_COLUMNS.length - 2} columns`,
      'computed',
      '0.1 %',
      `${percent(mean)} (${meanOf})`,
    ],
    ['dry weather, effluent S_NH, RMSE', 'computed', '0.01 g/m³', `${ammonia.toFixed(5)} g/m³`],
    ...(['rain', 'storm'] as const).map((weather) => [
      `${weather}, means, both loops`,
      'a quarter of the step',
      '0.1 %',
      percent(convergence(weather)),
    ]),
    ...[BSM1, { ...BSM1_CLOSED_LOOP, extensions: ALL_EXTENSIONS }].map((parameters) => [
      `balances per minute, ${parameters === BSM1 ? 'BSM1' : 'all extensions'}`,
      `water, COD, N, charge${parameters === BSM1 ? '' : ', P'}`,
      '1e-9',
      balances(parameters).toExponential(0),
    ]),
  ];
  return table(['what', 'against', 'asked', 'largest difference'], rows);
}

function dry(): string {
  const computed = reference.computed_open_loop.dry;
  const published = reference.published_open_loop_dry;
  const names: readonly Mean[] = [
    'S_S',
    'X_BH',
    'X_BA',
    'S_O',
    'S_NO',
    'S_NH',
    'S_ND',
    'S_ALK',
    'TSS',
    'TN',
    'COD',
    'BOD5',
  ];
  const rows = names.map((name) =>
    compared(
      `${name}, ${name === 'S_ALK' ? 'mol' : 'g'}/m³`,
      open.means[name],
      computed[name.replace('_', '')],
      published.effluent_mean[name],
    ),
  );
  return table(HEADER, [...rows, ...indices(open, computed, published)]);
}

function closedLoop(): string {
  const computed = reference.computed_closed_loop.dry_nonoise;
  const published = {
    ...reference.published_closed_loop_dry,
    OCI: reference.literature_unverified_here.closed_loop_dry_OCI,
  };
  const rows = [
    compared('S_NH, g/m³', closed.means.S_NH, computed.SNH),
    compared('S_NO, g/m³', closed.means.S_NO, computed.SNO),
    compared('KLa of reactor 5, 1/d', closed.KLa5, computed.KLa5_mean),
    compared('internal recycle, m³/d', closed.Q_intr, computed.Qa_mean),
  ];
  return table(HEADER, [...rows, ...indices(closed, computed, published)]);
}

const HEADER = ['days 7 to 14', 'here', 'computed', 'difference', 'published', 'difference'];

function indices(got: Evaluation, computed: Record<string, number>, published: Record<string, number>): string[][] {
  return [
    compared('EQI, kg/d', got.EQI, computed.EQI_new, published.EQI),
    compared('OCI', got.OCI, computed.OCI_new, published.OCI),
    compared('sludge, kg/d', got.sludge_production, computed.sludge_kgd, published.sludge_kg_d),
    compared('aeration, kWh/d', got.AE, computed.AE_new, published.AE_kWh_d),
    compared('pumping, kWh/d', got.PE, computed.PE_new, published.PE_kWh_d),
  ];
}

function compared(name: string, got: number, computed: number, published?: number): string[] {
  const against = published === undefined ? ['–', '–'] : [short(published), percent(got / published - 1)];
  return [name, short(got), short(computed), percent(got / computed - 1), ...against];
}

function steadyState(): number {
  const expected = referenceJson('bsm1_openloop_steady_state.json').high_precision;
  const bsm1 = new Bsm1();
  bsm1.start(storedState(false, 'steady'));
  bsm1.feed(Float64Array.from(CONSTANT));
  bsm1.observe(new Float64Array(bsm1.states));
  const { plant, y } = bsm1;
  const differences = ASM1_NAMES.flatMap((name, c) => [
    ...[0, 1, 2, 3, 4].map((r) => relative(y[plant.reactorAt(r) + c], expected[`R${r + 1}`][name])),
    relative(plant.effluent[c], expected.effluent[name]),
    relative(plant.underflow[c], expected.underflow[name]),
  ]);
  expected.settler_TSS_top_to_bottom.forEach((solids: number, j: number) => {
    differences.push(relative(y[plant.settlerAt + j], solids));
    plant.settler.solubles.forEach((c, k) => {
      differences.push(relative(y[plant.settlerAt + 10 * (k + 1) + j], expected.R5[ASM1_NAMES[c]]));
    });
  });
  return Math.max(...differences);
}

function startUp(): { first: number; later: number } {
  const { rows } = referenceCsv('bsm1_matlab_50d_startup_trajectory.csv');
  const bsm1 = new Bsm1();
  bsm1.start(rows[0].slice(1));
  bsm1.feed(Float64Array.from(CONSTANT));
  const worst = rows.slice(1).map((row) => {
    bsm1.advance(1);
    return Math.max(...row.slice(1).map((expected, i) => relative(bsm1.y[i], expected)));
  });
  return { first: worst[0], later: Math.max(...worst.slice(9)) };
}

function dryWeather(): { mean: number; meanOf: string; ammonia: number } {
  const { header, rows } = referenceCsv('bsm1_openloop_dry_reference.csv');
  const run = runBsm1(influent('dry'));
  const week = rows.map((row, i) => ({ row, i })).filter(({ row }) => row[0] >= 7);
  const got = (i: number, c: number): number => run.rows[i * header.length + c];
  const means = header.slice(2).map((name, k) => {
    const sum = (value: (row: readonly number[], i: number) => number): number =>
      week.reduce((total, { row, i }) => total + value(row, i), 0);
    return {
      name,
      difference: relative(
        sum((_, i) => got(i, k + 2)),
        sum((row) => row[k + 2]),
      ),
    };
  });
  const worst = means.reduce((a, b) => (b.difference > a.difference ? b : a));
  const c = header.indexOf('eff_S_NH');
  const squares = week.reduce((total, { row, i }) => total + (got(i, c) - row[c]) ** 2, 0);
  return { mean: worst.difference, meanOf: worst.name, ammonia: Math.sqrt(squares / week.length) };
}

/** The largest change of a mean of days 7 to 14 when steps are a quarter as long, in either loop. */
function convergence(weather: Weather): number {
  const { time, rows } = influent(weather);
  const differences = [false, true].flatMap((closedLoop) => {
    const [coarse, fine] = [MAX_STEP_D, MAX_STEP_D / 4].map((step) => {
      const bsm1 = new Bsm1(closedLoop ? BSM1_CLOSED_LOOP : BSM1, step);
      bsm1.start(storedState(closedLoop, 'protocol'));
      const evaluator = new Evaluator(7);
      const scratch = new Float64Array(bsm1.states);
      time.forEach((t, i) => {
        const hold = (time[i + 1] ?? 14) - t;
        bsm1.feed(rows, i * 14);
        bsm1.observe(scratch);
        if (t > 6.999) evaluator.add(bsm1, hold);
        bsm1.advance(hold);
      });
      return evaluator.result(bsm1).means;
    });
    return Object.keys(fine).map((name) => relative(coarse[name as Mean], fine[name as Mean]));
  });
  return Math.max(...differences);
}

/** The largest residual of a quantity's balance in a minute of a day. */
function balances(parameters: Readonly<ActivatedSludgeParameters>): number {
  const plant = new ActivatedSludge(createStream(), createStream(), parameters);
  const ledger = new Ledger(plant);
  const solver = new Rkc2(ledger);
  const y = new Float64Array(ledger.states);
  plant.initialise(y, 0);
  plant.feed.set(sewage());
  let worst = 0;
  for (let minute = 0; minute < 1440; minute++) {
    const before = y.slice();
    plant.minute(minute, y, 0);
    solver.begin(y);
    solver.step(y, MAX_STEP_D, stagesFor(plant.spectralRadius(y, 0), MAX_STEP_D));
    for (const quantity of BOOKED) {
      if (quantity === 'p' && !parameters.extensions.phosphorus) continue;
      worst = Math.max(worst, ledger.balance(quantity, before, y).residual);
    }
  }
  return worst;
}

function percent(share: number): string {
  const size = Math.abs(100 * share);
  if (size < 1e-4) return 'below 0.0001 %';
  return `${share < 0 ? '−' : ''}${size < 0.01 ? size.toPrecision(1) : size.toFixed(size < 0.1 ? 3 : 2)} %`;
}

function short(value: number): string {
  return value >= 1000 ? value.toFixed(1) : value.toPrecision(5);
}

/** What the published plant may have seen: the same means after one more fortnight of dry weather. */
function longer(): string {
  const fortnight = influent('dry');
  const { time, rows } = fortnight;
  const days = 14;
  const { means } = runBsm1({
    ...fortnight,
    time: Float64Array.from([...time, ...time.map((t) => t + days)]),
    rows: Float64Array.from([...rows, ...rows]),
  }).evaluation;
  const published = reference.published_open_loop_dry.effluent_mean;
  const figure = (name: 'S_NH' | 'S_NO'): string =>
    `${name} ${means[name].toFixed(3)} g/m³ (${percent(means[name] / published[name] - 1)} from the published value)`;
  return `One more fortnight of dry weather before the evaluated one gives ${figure('S_NH')} and ${figure('S_NO')}: their plant may have run longer than the protocol says.`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

const tables = { checks, dry, 'closed-loop': closedLoop, longer };
const page = Object.entries(tables).reduce(
  (text, [name, make]) => {
    const parts = text.split(new RegExp(`(<!-- /?${name} -->)`));
    if (parts.length !== 5) throw new Error(`docs/plant-bsm1.md: no place for the table ${name}`);
    parts[2] = `\n\n${make()}\n\n`;
    return parts.join('');
  },
  readFileSync(PAGE, 'utf8'),
);
writeFileSync(PAGE, page);
