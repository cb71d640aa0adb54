/**
 * Fills the measured tables of docs/station.md and docs/influent.md: states, books, the instruments' coherence, and the
 * means of generated sewage.
 *
 *   node scripts/docs-station-and-influent.ts
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { C, COMPONENT_NAMES } from '../src/plant/components.ts';
import { GeneratedInfluent } from '../src/plant/influent/generator.ts';
import { designFlow, generatorParameters } from '../src/plant/influent/parameters.ts';
import { INFLUENT, INFLUENT_LENGTH } from '../src/plant/influent/source.ts';
import { defaultSewer } from '../src/plant/sewer/parameters.ts';
import { BOOKED } from '../src/plant/station/booked.ts';
import { DRY, fakeInfluent } from '../src/plant/station/influent.fake.ts';
import { INWARD, OUTWARD } from '../src/plant/station/ledger.ts';
import { Station } from '../src/plant/station/station.ts';
import { weatherParameters } from '../src/plant/weather/weather.ts';
import type { Check } from '../tests/support/coherence.ts';
import { BALANCES } from '../tests/support/coherence-balances.ts';
import { MACHINES, SHORT_OF_AIR } from '../tests/support/coherence-machines.ts';
import { WATERS } from '../tests/support/coherence-waters.ts';
import { fortnight, shortOfAir } from '../tests/support/fortnight.ts';
import type { Readings } from '../tests/support/readings.ts';

const MINUTES_PER_DAY = 1440;

/** What each unit is, beside the number of its states. */
const UNITS: Readonly<Record<string, readonly [name: string, what: string]>> = {
  pretreatment: ['pre-treatment', 'amounts of 24 components in the inlet well, its volume'],
  primary: ['primary clarifier', 'tank, hopper of settled solids, smoothed flow'],
  sludge: [
    'activated sludge',
    'five reactors of 24 components, ten layers of solids and of each dissolved component, four control loops',
  ],
  filters: ['filters', 'captured solids by component, dry solids of each cell'],
  disinfection: ['disinfection', 'chlorine in three compartments'],
  digester: ['digester', '24 components, biomass, methane, carbon dioxide of the dome'],
  liquor: ['liquor tank', 'as the inlet well'],
};

function states(): string {
  const station = new Station(fakeInfluent());
  const rows = Object.entries(station.units)
    .filter(([, unit]) => unit.states > 0)
    .map(([name, unit]) => [UNITS[name][0], unit.states, UNITS[name][1]]);
  return table(
    ['unit', 'states', 'of which'],
    [...rows, ['all; dosing, thickener and centrifuge act at once', station.states, '']],
  );
}

/** Seven dry days after forty. */
function books(): string {
  const station = new Station(fakeInfluent(DRY), { ledger: true });
  const { ledger } = station;
  if (ledger === undefined) throw new Error('a station without books');
  for (let m = 0; m < 40 * MINUTES_PER_DAY; m++) station.advance();
  ledger.restart();
  for (let m = 0; m < 7 * MINUTES_PER_DAY; m++) station.advance();
  const { flows, stored, residual } = ledger.report();
  const amount = (value: number): string => {
    if (Math.abs(value) < 0.05) return '–';
    return Math.abs(value) >= 1000 ? value.toFixed(0) : value.toFixed(1);
  };
  const rows = [...INWARD, ...OUTWARD].map((path) => [path, ...BOOKED.map((booked) => amount(flows[path][booked]))]);
  rows.push(['stored', ...BOOKED.map((booked) => amount(stored[booked]))]);
  rows.push(['residual', ...BOOKED.map((booked) => Math.abs(residual[booked]).toExponential(0))]);
  return table(['path', 'water', 'COD', 'N', 'P', 'iron', 'minerals', 'zinc'], rows);
}

/** What each check of the instruments finds, and in brackets between what it must lie. */
function coherence(): string {
  const rows = (checks: readonly Check[], readings: Readings): string[][] =>
    checks.map(({ what, figures }) => [
      what,
      figures(readings)
        .map(([name, value, least, most]) => `${name}: ${value.toPrecision(3)} (${least} to ${most})`)
        .join('; '),
    ]);
  return table(
    ['what', 'found (must lie in)'],
    [...rows([...WATERS, ...BALANCES, ...MACHINES], fortnight()), ...rows(SHORT_OF_AIR, shortOfAir())],
  );
}

const SEEDS = [1, 2, 3];
const YEARS = 3;
const STEPS_PER_DAY = 96;
/** BSM2's constant influent, g/m³ and mol/m³. */
const BSM2 = {
  S_I: 27.226,
  S_S: 58.176,
  X_I: 92.499,
  X_S: 363.94,
  X_BH: 50.683,
  S_NH: 23.859,
  S_ND: 5.652,
  X_ND: 16.13,
  S_ALK: 7,
};

function sewage(): string {
  const means = SEEDS.map(meanSewage);
  const cells = (name: string, expected: number, of: (mean: Float64Array) => number): string[] => {
    const difference = (mean: number): string => {
      const rounded = (100 * (mean / expected - 1)).toFixed(1);
      return `${(rounded === '-0.0' ? '0.0' : rounded).replace('-', '−')} %`;
    };
    const show = (value: number): string => (value >= 1000 ? value.toFixed(0) : value.toPrecision(4));
    const each = means.map(of);
    const all = each.reduce((sum, value) => sum + value, 0) / each.length;
    return [name, show(all), show(expected), difference(all), ...each.map(difference)];
  };
  const rows = [
    cells('Q, m³/d', designFlow(80_000), (mean) => mean[INFLUENT.Q]),
    ...Object.entries(BSM2).map(([name, expected]) =>
      cells(name, expected, (mean) => mean[C[name as keyof typeof BSM2]]),
    ),
  ];
  return table(['', 'generated', 'BSM2', 'difference', ...SEEDS.map((seed) => `seed ${seed}`)], rows);
}

/** Flow, and concentrations weighted by it, of years in steps of a quarter of an hour. */
function meanSewage(seed: number): Float64Array {
  const source = new GeneratedInfluent({
    seed,
    start: Date.UTC(2026, 0, 1),
    town: generatorParameters(),
    weather: weatherParameters(),
    sewer: defaultSewer(),
  });
  const row = new Float64Array(INFLUENT_LENGTH);
  const sums = new Float64Array(INFLUENT_LENGTH);
  const steps = YEARS * 365 * STEPS_PER_DAY;
  for (let step = 0; step < steps; step++) {
    source.at(step / STEPS_PER_DAY, row);
    for (let c = 0; c < COMPONENT_NAMES.length; c++) sums[c] += row[c] * row[INFLUENT.Q];
    sums[INFLUENT.Q] += row[INFLUENT.Q];
  }
  for (let c = 0; c < COMPONENT_NAMES.length; c++) sums[c] /= sums[INFLUENT.Q];
  sums[INFLUENT.Q] /= steps;
  return sums;
}

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

for (const [name, tables] of Object.entries({ station: { states, books, coherence }, influent: { sewage } })) {
  const page = new URL(`../docs/${name}.md`, import.meta.url);
  const text = Object.entries(tables).reduce(
    (before, [mark, make]) => {
      const parts = before.split(new RegExp(`(<!-- /?${mark} -->)`));
      if (parts.length !== 5) throw new Error(`docs/${name}.md: no place for the table ${mark}`);
      parts[2] = `\n\n${make()}\n\n`;
      return parts.join('');
    },
    readFileSync(page, 'utf8'),
  );
  writeFileSync(page, text);
}
