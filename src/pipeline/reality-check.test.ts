import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { DAY_MS, MINUTE_MS } from '../core/time.ts';
import { DailyRecorder, type DailyTable } from './reality/daily-table.ts';
import { idle, unexplained } from './reality/explanations.ts';
import { realityPage } from './reality/page.ts';
import { readUciRecord } from './reality/uci.ts';
import { type Agreement, isStriking, realityCheck } from './reality-check.ts';

const RECORD = '../shared/data/real/uci_water_treatment_plant.csv';
const text = await readFile(RECORD, 'utf8').catch(() => null);
const skip = text === null ? `${RECORD} is not here` : false;

const table = (columns: Record<string, number[]>): DailyTable => ({
  days: Object.values(columns)[0].map((_, i) => i),
  columns: Object.fromEntries(Object.entries(columns).map(([id, values]) => [id, Float64Array.from(values)])),
});

const REAL = table({
  'influent.Q': [10, 20, 30, 40, 50],
  'influent.TSS': [500, 400, 300, 200, 100],
  'influent.VSS': [250, 200, 150, 100, 50],
  'screened.TSS': [200, 200, 200, 200, 200],
  'primary_effluent.TSS': [100, 90, 80, 70, 60],
  'clarifier_effluent.TSS': [10, 9, 8, 7, 6],
});

test('a plant beside itself differs in nothing', { skip }, () => {
  const real = readUciRecord(text as string, RECORD);
  const check = realityCheck(real, real);
  // There is no COD at the primary inlet, so eight of nine removals.
  assert.equal(check.removals.filter(({ within }) => within).length, 8);
  assert.equal(check.removals.filter(({ within }) => within === null).length, 1);
  assert.ok(check.columns.every(({ similarSpread }) => similarSpread));
  assert.equal(check.columns.length, 24);
  assert.equal(check.pairs.length, (24 * 23) / 2);
  assert.ok(check.pairs.every(({ agreement }) => agreement !== 'opposite'));
  assert.ok(check.pairs.filter(({ agreement }) => agreement === 'same').length > 50);
  assert.deepEqual(unexplained(check, []), []);
});

test('removals by stage, and whether the median lies in the real middle half', () => {
  // Primary removals 50, 55, 60, 65, 70 %: the middle half is 55 to 65.
  const ours = (after: number) => table({ 'screened.TSS': [100, 100], 'primary_effluent.TSS': [after, after] });
  const primary = (after: number) => realityCheck(ours(after), REAL).removals.find(({ id }) => id === 'primary.TSS');
  assert.deepEqual(
    [primary(46)?.within, primary(44)?.within, primary(36)?.within, primary(34)?.within],
    [false, true, true, false],
  );
  assert.equal(primary(44)?.real.median, 60);
  assert.equal(realityCheck(ours(44), REAL).removals.find(({ id }) => id === 'secondary.TSS')?.within, null);
});

test('spread and signs', () => {
  const ours = table({
    'influent.Q': [1, 2, 3, 4, 5],
    'influent.TSS': [101, 102, 103, 104, 105],
    'influent.VSS': [50.5, 51, 51.5, 52, 52.5],
  });
  const check = realityCheck(ours, REAL);
  const column = (id: string) => check.columns.find((row) => row.id === id);
  assert.equal(column('influent.Q')?.similarSpread, true);
  assert.equal(column('influent.TSS')?.similarSpread, false);
  assert.equal(column('influent.volatile')?.real.median, 50);
  const pair = check.pairs.find(({ a, b }) => a === 'influent.Q' && b === 'influent.TSS');
  assert.deepEqual([pair?.real, pair?.simulated, pair?.agreement], [-1, 1, 'opposite']);
  assert.ok(unexplained(check, []).includes('influent.Q ~ influent.TSS'));
  const why = [
    { title: 'A test', covers: ['influent.* ~ influent.TSS', 'influent.TSS'], why: 'Because.' },
    { title: 'Nothing', covers: ['influent.T', 'nfluent.TSS'], why: 'Never.' },
  ];
  assert.deepEqual(
    unexplained(check, []).filter((id) => !unexplained(check, why).includes(id)),
    ['influent.TSS', 'influent.Q ~ influent.TSS'],
  );
  assert.deepEqual(idle(check, why), ['Nothing']);
  const page = realityPage(check, why);
  assert.match(page, /\| influent\.Q ~ influent\.TSS \| -1\.00 \| 1\.00 \| \[A test\]\(#a-test\) \|/);
  assert.match(page, /### A test\n\nBecause\.\n\nCovers: influent\.TSS; influent\.Q ~ influent\.TSS\.\n/);
  assert.ok(!page.includes('Nothing'));
  const both = realityPage(check, why, [{ title: 'Run otherwise', introduction: 'So.', check }]);
  assert.match(both, /## Run otherwise\n\nSo\.\n/);
  assert.ok(!page.includes('NaN'));
});

test('a recorder makes flow-weighted days of the truth of the taps', () => {
  const recorder = new DailyRecorder();
  for (let minute = 0; minute <= 1440; minute++) {
    const night = minute < 720;
    recorder.minute(minute * MINUTE_MS, (tap) => {
      if (tap.endsWith('.Q')) return night ? 1000 : 3000;
      return tap === 'primary_effluent.COD' ? (night ? 300 : 100) : 7;
    });
  }
  const { days, columns } = recorder.table();
  assert.deepEqual(days, [0]);
  assert.deepEqual(columns['primary_effluent.Q'], Float64Array.of(2000));
  assert.deepEqual(columns['primary_effluent.COD'], Float64Array.of(150));
  assert.deepEqual(columns['outlet.pH'], Float64Array.of(7));
  assert.deepEqual(new DailyRecorder().table().days, []);
});

test('a day of which much was not seen is missing', () => {
  const recorder = new DailyRecorder();
  for (let minute = 200; minute <= 1440; minute++) recorder.minute(DAY_MS + minute * MINUTE_MS, () => 7);
  const { days, columns } = recorder.table();
  assert.deepEqual(days, [1]);
  assert.ok(Number.isNaN(columns['influent.BOD5']?.[0]));
});

test('a strong correlation that only one plant has is striking, a weak one is not', () => {
  const pair = (simulated: number, real: number, agreement: Agreement) =>
    isStriking({ a: 'x', b: 'y', simulated, real, agreement });
  assert.deepEqual(
    [
      pair(0.1, 0.6, 'real only'),
      pair(0.1, 0.4, 'real only'),
      pair(-0.6, 0.1, 'simulated only'),
      pair(-0.4, 0.1, 'simulated only'),
      pair(-0.3, 0.3, 'opposite'),
      pair(0.9, 0.9, 'same'),
      pair(0, 0, 'neither'),
    ],
    [true, false, true, false, true, false, false],
  );
  // Flow alone is constant in the simulation: it goes with nothing there.
  const check = realityCheck(table({ 'influent.Q': [5, 5, 5, 5, 5], 'influent.TSS': [1, 2, 3, 4, 5] }), REAL);
  assert.equal(check.pairs[0].agreement, 'real only');
  const page = realityPage(check, []);
  assert.match(page, /\| influent\.Q ~ influent\.TSS \| -1\.00 \| – \| \*\*not yet explained\*\* \|/);
});
