import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tapUnit } from '../plant/taps.ts';
import { buildCatalogue } from './build.ts';
import { CATALOGUE } from './catalogue.ts';
import { SENSOR_TYPE_NAMES, SENSOR_TYPES } from './types.ts';

test('127 instruments, so many in each stage', () => {
  const counts: Record<string, number> = {};
  for (const { stage } of CATALOGUE) counts[stage] = (counts[stage] ?? 0) + 1;
  assert.deepEqual(counts, {
    pretraitement: 15,
    decantation_primaire: 18,
    traitement_biologique: 35,
    decantation_secondaire: 16,
    traitement_tertiaire: 12,
    desinfection: 8,
    traitement_boues: 10,
    sortie_controle: 13,
  });
  assert.equal(CATALOGUE.length, 127);
});

test('every type is used, those of the contract among them', () => {
  const used = new Set(CATALOGUE.map(({ type }) => type));
  assert.deepEqual([...used].sort(), [...SENSOR_TYPE_NAMES].sort());
  const contract =
    'ph o2_dissous turbidite debit temperature pression conductivite azote phosphore mes dco dbo5 metaux_lourds ' +
    'chlore_residuel ammoniac nitrates nitrites consommation_energie status_pompes redox niveau voile_boues h2s ' +
    'methane transmittance_uv';
  for (const type of contract.split(' ')) assert.ok(used.has(type), type);
});

test('the catalogue builds: taps exist, units convert, ids are unique', () => {
  const { sensors } = buildCatalogue();
  assert.equal(new Set(sensors.map(({ id }) => id)).size, 127);
  assert.deepEqual(
    sensors.map(({ id }) => id),
    CATALOGUE.map(({ id }) => id),
  );
});

test('ids tell stage and type: the same prefix within each, numbered from 01 without gaps', () => {
  const prefixes = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { id, stage } of CATALOGUE) {
    const [, prefix, type, number] = /^([A-Z]{3})-([A-Z0-9]{2,3})-(\d\d)$/.exec(id) ?? assert.fail(id);
    assert.equal(prefix, prefixes.get(stage) ?? prefix, id);
    prefixes.set(stage, prefix);
    const count = (counts.get(`${prefix}-${type}`) ?? 0) + 1;
    assert.equal(Number(number), count, id);
    counts.set(`${prefix}-${type}`, count);
  }
});

test('one unit a metric family', () => {
  const { sensors, types } = buildCatalogue();
  for (const { id, type, unit } of sensors) assert.equal(unit, types[type].unit, id);
});

test('where a plant has two instruments, so has this one', () => {
  const byTap = Map.groupBy(CATALOGUE, ({ tap, type }) => `${type} ${tap}`);
  const pairs = [...byTap].filter(([, rows]) => rows.length === 2).map(([name]) => name);
  for (const pair of ['debit influent.Q', 'debit outlet.Q', 'o2_dissous reactor5.S_O', 'ph reactor5.pH']) {
    assert.ok(pairs.includes(pair), pair);
  }
  for (const [name, rows] of byTap) {
    assert.equal(new Set(rows.map(({ location }) => location)).size, rows.length, `${name}: same place twice`);
  }
});

test('ranges and resolutions are whole multiples of one another', () => {
  for (const { id, range, resolution } of buildCatalogue().sensors) {
    for (const end of range) assert.equal(Math.round(end / resolution) * resolution, end, id);
  }
});

test('taps of pumps and machines are read as contacts, and nothing else is', () => {
  for (const { id, type, tap } of CATALOGUE) {
    assert.equal(type === 'status_pompes', tap?.endsWith('.running') ?? false, id);
    assert.ok(tapUnit(tap ?? '') !== undefined, id);
  }
  assert.equal(SENSOR_TYPES.status_pompes.class, 'instant');
});
