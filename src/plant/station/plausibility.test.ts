/**
 * Is each stage what a textbook says of such a plant? Ranges from Metcalf & Eddy (2014, "M&E") unless a row says
 * otherwise; the values that were found stand in docs/station.md.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InfluentSource } from '../influent/source.ts';
import type { Quantity } from '../taps.ts';
import { CONSTANT, DRY, fakeInfluent } from './influent.fake.ts';
import { advance, type Means, run } from './means.fake.ts';
import { Station } from './station.ts';

const DAY = 1440;
/** Two sludge ages of the constant influent, then the dry days' rhythm. */
const WARM_DAYS = 22;
const REACTORS_M3 = 12_000;
const SETTLER_M2 = 1500;
/** A person's COD, g/d: what a load is turned into people by (91/271/EEC: 60 g BOD5). */
const COD_PER_PERSON = 120;

interface Row {
  readonly what: string;
  readonly range: readonly [least: number, most: number];
  readonly value: (m: Means) => number;
}

const removal =
  (quantity: Quantity, before: 'influent' | 'screened', after: 'primary_effluent' | 'outlet') => (m: Means) =>
    100 * (1 - m.load(after, quantity) / m.load(before, quantity));
const outlet = (quantity: Quantity) => (m: Means) => (1000 * m.load('outlet', quantity)) / m.mean('outlet.Q');
const people = (m: Means): number => (1000 * m.load('influent', 'COD')) / COD_PER_PERSON;
const sludgeMass = (m: Means): number => (REACTORS_M3 * m.mean('reactor5.TSS')) / 1000;
const sludgeMade = (m: Means): number => m.load('waste_sludge', 'TSS') + m.load('clarifier_effluent', 'TSS');
const bodRemoved = (m: Means): number => m.load('primary_effluent', 'BOD5') - m.load('clarifier_effluent', 'BOD5');
const volatileFed = (m: Means): number => m.load('primary_sludge', 'VSS') + m.load('thickened', 'VSS');

const ROWS: readonly Row[] = [
  // Primary settling: M&E 50–70 % of TSS, 25–40 % of BOD; grit is gone before, and BSM2 settles all particulates alike.
  { what: 'primary removal of TSS, %', range: [40, 70], value: removal('TSS', 'screened', 'primary_effluent') },
  { what: 'primary removal of BOD5, %', range: [25, 45], value: removal('BOD5', 'screened', 'primary_effluent') },
  { what: 'primary removal of COD, %', range: [25, 45], value: removal('COD', 'screened', 'primary_effluent') },
  { what: 'primary sludge, g/L', range: [20, 60], value: (m) => m.mean('primary_sludge.TSS') / 1000 },
  // Activated sludge with pre-denitrification.
  { what: 'mixed liquor, g/L', range: [3, 5], value: (m) => m.mean('reactor5.TSS') / 1000 },
  { what: 'volatile share, %', range: [60, 80], value: (m) => (100 * m.mean('reactor5.VSS')) / m.mean('reactor5.TSS') },
  { what: 'sludge age, d', range: [8, 20], value: (m) => sludgeMass(m) / sludgeMade(m) },
  {
    what: 'load, kg BOD5/(kg d)',
    range: [0.05, 0.2],
    value: (m) => m.load('primary_effluent', 'BOD5') / sludgeMass(m),
  },
  {
    what: 'sludge made with its iron and minerals, kg/kg BOD5',
    range: [0.6, 1.2],
    value: (m) => sludgeMade(m) / bodRemoved(m),
  },
  // Sludge thickened in a clarifier to 10^6 / SVI: well settling sludge has 80 to 150 mL/g.
  { what: 'index of the return sludge, mL/g', range: [80, 150], value: (m) => 1e6 / m.mean('return_sludge.TSS') },
  {
    what: 'air, Nm3/kg BOD5',
    range: [30, 75],
    value: (m) => (24 * m.mean('aeration.air_flow')) / bodRemoved(m),
  },
  { what: 'pH of the reactors', range: [6.8, 7.5], value: (m) => m.mean('reactor5.pH') },
  // Clarifier: M&E 16–28 m/d and 4–6 kg/(m² h) as means; large plants in France are laid out at half that flow.
  { what: 'surface load, m/d', range: [8, 28], value: (m) => m.mean('clarifier_effluent.Q') / SETTLER_M2 },
  {
    what: 'solids load, kg/(m2 h)',
    range: [2, 6],
    value: (m) =>
      (m.mean('reactor5.TSS') * (m.mean('primary_effluent.Q') + m.mean('return_sludge.Q'))) / 24_000 / SETTLER_M2,
  },
  { what: 'blanket, m', range: [0.3, 1.5], value: (m) => m.mean('clarifier.blanket') },
  { what: 'clarifier effluent TSS, mg/L', range: [5, 20], value: (m) => m.mean('clarifier_effluent.TSS') },
  // Outlet.
  { what: 'removal of COD, %', range: [90, 97], value: removal('COD', 'influent', 'outlet') },
  { what: 'removal of BOD5, %', range: [95, 99.9], value: removal('BOD5', 'influent', 'outlet') },
  { what: 'removal of TSS, %', range: [95, 99.5], value: removal('TSS', 'influent', 'outlet') },
  { what: 'removal of TN, %', range: [65, 90], value: removal('TN', 'influent', 'outlet') },
  { what: 'removal of TP, %', range: [80, 97], value: removal('TP', 'influent', 'outlet') },
  { what: 'outlet COD, mg/L', range: [20, 60], value: outlet('COD') },
  { what: 'outlet TSS, mg/L', range: [1, 10], value: outlet('TSS') },
  { what: 'outlet NH4-N, mg/L', range: [0.05, 2], value: outlet('S_NH') },
  { what: 'outlet NO3-N, mg/L', range: [4, 14], value: outlet('S_NO') },
  { what: 'outlet NO2-N, mg/L', range: [0.02, 0.6], value: outlet('S_NO2') },
  { what: 'outlet TN, mg/L', range: [6, 15], value: outlet('TN') },
  { what: 'outlet TP, mg/L', range: [0.2, 1], value: outlet('TP') },
  // Filters and disinfection.
  {
    what: 'filters hold back, %',
    range: [60, 85],
    value: (m) => 100 * (1 - m.mean('filtered.TSS') / m.mean('clarifier_effluent.TSS')),
  },
  {
    what: 'wash water, % of what is filtered',
    range: [0.5, 5],
    value: (m) => (100 * m.mean('backwash.flow')) / m.mean('clarifier_effluent.Q'),
  },
  { what: 'greatest head loss of a filter, kPa', range: [8, 30], value: (m) => m.most('filter1.head_loss') },
  { what: 'transmittance, %', range: [55, 75], value: (m) => m.mean('filtered.UVT') },
  { what: 'UV dose, mJ/cm2', range: [18, 40], value: (m) => m.mean('uv.dose') },
  { what: 'residual chlorine, mg/L', range: [0.1, 2], value: (m) => m.mean('contact.chlorine_outlet') },
  // Sludge line.
  { what: 'retention in the digester, d', range: [15, 30], value: (m) => 3400 / m.mean('digester.Q') },
  {
    what: 'volatile solids destroyed, %',
    range: [40, 65],
    value: (m) => 100 * (1 - m.load('digester', 'VSS') / volatileFed(m)),
  },
  {
    what: 'gas, Nm3/kg volatile solids destroyed',
    range: [0.75, 1.12],
    value: (m) => (24 * m.mean('digester.gas_flow')) / (volatileFed(m) - m.load('digester', 'VSS')),
  },
  { what: 'gas, L/d a person', range: [15, 30], value: (m) => (24_000 * m.mean('digester.gas_flow')) / people(m) },
  { what: 'methane, %', range: [60, 70], value: (m) => m.mean('digester.methane') },
  { what: 'pH of the digester', range: [6.8, 7.6], value: (m) => m.mean('digester.pH') },
  {
    what: 'cake, kg solids a year and person',
    range: [10, 25],
    value: (m) => (365 * m.load('dewatered', 'TSS')) / people(m),
  },
  // Energy: plants with nitrogen removal take 20 to 40 kWh a year and person.
  { what: 'energy, kWh a year and person', range: [18, 45], value: (m) => (8760 * m.mean('plant.power')) / people(m) },
  { what: 'energy, kWh/m3', range: [0.2, 0.6], value: (m) => (24 * m.mean('plant.power')) / m.mean('influent.Q') },
];

/** Constant until the plant has settled, then dry days. */
function influent(): InfluentSource {
  const before = fakeInfluent(CONSTANT);
  const after = fakeInfluent(DRY);
  return { at: (t, out) => (t < WARM_DAYS ? before : after).at(t, out) };
}

describe('the station, stage by stage, is what textbooks say of one', () => {
  const station = new Station(influent());
  advance(station, (WARM_DAYS - 1) * DAY);
  const constant = run(station, DAY);
  advance(station, 2 * DAY);
  const dry = run(station, DAY);
  for (const { what, range, value } of ROWS) {
    it(what, () => {
      for (const [influent, means] of Object.entries({ constant, dry })) {
        const found = value(means);
        assert.ok(
          found >= range[0] && found <= range[1],
          `${influent} influent: ${found}, usual ${range.join(' to ')}`,
        );
      }
    });
  }
});
