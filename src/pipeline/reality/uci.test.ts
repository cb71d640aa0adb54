import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ConfigError } from '../../core/errors.ts';
import { DAY_MS } from '../../core/time.ts';
import { readUciRecord } from './uci.ts';

const RECORD = '../shared/data/real/uci_water_treatment_plant.csv';
const text = await readFile(RECORD, 'utf8').catch(() => null);
const skip = text === null ? `${RECORD} is not here` : false;

test('the record: 527 days, its first row by hand', { skip }, () => {
  const { days, columns } = readUciRecord(text as string, RECORD);
  assert.equal(days.length, 527);
  assert.equal(days[0], Date.UTC(1990, 2, 1) / DAY_MS);
  assert.equal(columns['influent.Q']?.[0], 44101);
  assert.ok(Number.isNaN(columns['influent.BOD5']?.[0]));
  assert.equal(columns['influent.COD']?.[0], 407);
  assert.equal(columns['screened.TSS']?.[0], 228);
  assert.equal(columns['primary_effluent.VSS']?.[0], 0.723 * 94);
  assert.equal(columns['clarifier_effluent.conductivity']?.[0], 2000);
  assert.equal(columns['screened.COD'], undefined);
  assert.equal(columns['outlet.TSS'], undefined);
});

test("our removals are the record's own, so its points are read aright", { skip }, () => {
  const { columns } = readUciRecord(text as string, RECORD);
  const [header, ...rows] = (text as string).trim().split(/\r?\n/);
  const published = (name: string) => rows.map((row) => Number(row.split(',')[header.split(',').indexOf(name)]));
  const pairs = [
    ['RD-SS-P', 'screened.TSS', 'primary_effluent.TSS'],
    ['RD-DBO-S', 'primary_effluent.BOD5', 'clarifier_effluent.BOD5'],
    ['RD-DQO-G', 'influent.COD', 'clarifier_effluent.COD'],
  ] as const;
  for (const [name, from, to] of pairs) {
    const before = columns[from];
    const after = columns[to];
    assert.ok(before && after);
    let compared = 0;
    let agreeing = 0;
    for (const [i, expected] of published(name).entries()) {
      const ours = 100 * (1 - after[i] / before[i]);
      if (Number.isNaN(ours) || Number.isNaN(expected)) continue;
      compared++;
      if (Math.abs(ours - expected) < 0.11) agreeing++;
    }
    assert.ok(compared > 400, name);
    assert.ok(agreeing / compared > 0.98, `${name}: ${agreeing} of ${compared}`);
  }
});

const NAMES = [
  'Q-E',
  ...['E', 'P', 'D', 'S'].flatMap((at) => ['PH', 'DBO', 'DQO', 'SS', 'SSV', 'COND'].map((q) => `${q}-${at}`)),
];
const HEADER = ['DAY', ...NAMES].join(',');
const row = (day: string, values: Record<string, string> = {}) =>
  [day, ...NAMES.map((name) => values[name] ?? '1')].join(',');

test('a small record; blank lines are skipped', () => {
  const { days, columns } = readUciRecord(`${HEADER}\r\n${row('D-29/2/92', { 'DBO-E': '?' })}\r\n\r\n`, 'x.csv');
  assert.deepEqual(days, [Date.UTC(1992, 1, 29) / DAY_MS]);
  assert.ok(Number.isNaN(columns['influent.BOD5']?.[0]));
  assert.equal(columns['influent.VSS']?.[0], 0.01);
});

test('broken records name the place', () => {
  const wrong = (content: string, message: RegExp) =>
    assert.throws(
      () => readUciRecord(content, 'x.csv'),
      (error) => error instanceof ConfigError && message.test(error.message),
    );
  wrong(`${HEADER}\n${row('D-30/2/90')}`, /x\.csv:2, column DAY: got "D-30\/2\/90"/);
  wrong(`${HEADER}\n${row('1990-02-03')}`, /column DAY/);
  wrong(
    `${HEADER}\n${row('D-1/2/90')}\n${row('D-2/2/90', { 'SS-D': 'x' })}`,
    /x\.csv:3, column SS-D: got "x", expected a number or \?/,
  );
  wrong(`${HEADER}\n${row('D-1/2/90', { 'SS-D': '' })}`, /column SS-D/);
  wrong(`${HEADER}\nD-1/2/90,1,2`, /x\.csv:2: got "3 cells", expected 26/);
  wrong(`${HEADER.replace('SS-D', 'XX-D')}\n${row('D-1/2/90')}`, /header.*SS-D/);
  wrong(HEADER.replace('DAY', 'DATE'), /header.*DAY/);
  wrong('', /header/);
});
