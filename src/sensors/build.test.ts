import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../core/errors.ts';
import { TAP_NAMES, tapIndex } from '../plant/taps.ts';
import { buildCatalogue, type SensorConfig } from './build.ts';
import type { SensorRow } from './catalogue.ts';
import { Instruments } from './observe.ts';

/** A row as a user's YAML gives it: of any shape that the schema lets through. */
const row = (changes: object = {}): SensorRow =>
  ({ id: 'X-1', type: 'ph', stage: 'sortie_controle', location: 'Rejet', tap: 'outlet.pH', ...changes }) as SensorRow;

function faultsOf(config: object): string[] {
  try {
    buildCatalogue(config as SensorConfig);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message.split('\n');
  }
  return [];
}

test('a new type is one entry with a base value and a new sensor one row', () => {
  const { sensors, types } = buildCatalogue({
    types: { odeur: { base: 12 } },
    sensors: [{ id: 'PRE-ODE-01', type: 'odeur', stage: 'pretraitement', location: 'Bâtiment dégrilleurs' }],
  });
  assert.equal(sensors.length, 128);
  assert.deepEqual(types.odeur.range, [0, 48]);
  const instruments = new Instruments(sensors, { seed: 1, noise: 'datasheet' });
  const truth = new Float64Array(TAP_NAMES.length);
  const values = new Float64Array(12 * sensors.length);
  instruments.observeMinute(truth, truth, values, new Uint8Array(values.length));
  const readings = Array.from({ length: 12 }, (_, k) => values[k * 128 + 127]);
  assert.ok(new Set(readings).size > 1, 'it has noise');
  assert.ok(
    readings.every((reading) => Math.abs(reading - 12) < 2),
    `around its base value: ${readings}`,
  );
});

test('a sensor of a new type reads any tap of its kind, in its own unit', () => {
  const { sensors } = buildCatalogue({
    types: { alcalinite: { base: 5, unit: 'mmol/L', range: [0, 20], class: 'D', noise: 0 } },
    sensors: [
      row({ id: 'BIO-ALC-01', type: 'alcalinite', tap: 'reactor5.alkalinity', unit: 'mol/m3' }),
      row({ id: 'SOR-DEB-03', type: 'debit', tap: 'outlet.Q', unit: 'L/s', range: [0, 1500], class: 'instant' }),
    ],
  });
  const instruments = new Instruments(sensors, { seed: 1, noise: 'none' });
  const truth = new Float64Array(TAP_NAMES.length).fill(1);
  truth[tapIndex('reactor5.alkalinity')] = 6.25;
  truth[tapIndex('outlet.Q')] = 21_600;
  const values = new Float64Array(12 * sensors.length);
  instruments.observeMinute(truth, truth, values, new Uint8Array(values.length));
  assert.deepEqual(Array.from(values.slice(127, 129)), [6.25, 250]);
});

test('an entry under a built-in name changes the fields it gives, in every sensor of the type', () => {
  const { sensors } = buildCatalogue({ types: { ph: { base: 7, noise: 0.02 } } });
  for (const { noise, range } of sensors.filter(({ type }) => type === 'ph')) {
    assert.deepEqual([noise, range], [0.02, [0, 14]]);
  }
});

test('a row in another unit takes the range and detection limit of its type along', () => {
  const { sensors } = buildCatalogue({
    sensors: [
      row({ type: 'debit', tap: 'outlet.Q', unit: 'm3/d' }),
      row({ id: 'X-2', type: 'mes', tap: 'thickened.TSS', unit: 'g/L' }),
    ],
  });
  assert.deepEqual(sensors[127].range, [0, 120_000]);
  assert.deepEqual([sensors[128].range, sensors[128].detectionLimit], [[0, 10], 0.001]);
});

test('catalogue sensors can be left out, and their ids used anew', () => {
  const { sensors } = buildCatalogue({ remove: ['PRE-PH-01', 'SOR-PH-01'], sensors: [row({ id: 'PRE-PH-01' })] });
  assert.equal(sensors.length, 126);
  assert.equal(sensors.at(-1)?.id, 'PRE-PH-01');
});

test('what is wrong is told with its place, what was there and what is expected', () => {
  // biome-ignore format: a table reads best with one row a line
  const cases: [object, string][] = [
    [{ sensors: [row(), row({ id: 'X-2', tap: 'reactor9.S_O' })] }, 'sensors[1].tap: got "reactor9.S_O", expected a tap such as "reactor1.S_O"'],
    [{ sensors: [row({ id: 'PRE-PH-01' })] }, 'sensors[0].id: got "PRE-PH-01", expected an id that no other sensor has'],
    [{ sensors: [row({ id: 'à 1' })] }, 'sensors[0].id: got "à 1", expected letters, digits, ".", "_" and "-", at most 64'],
    [{ sensors: [row({ type: 'nitrate' })] }, 'sensors[0].type: got "nitrate", expected a sensor type such as "nitrates"'],
    [{ sensors: [row({ type: 'toString' })] }, 'sensors[0].type: got "toString", expected a sensor type such as "nitrites"'],
    [{ sensors: [row({ stage: 'sortie' })] }, 'sensors[0].stage: got "sortie", expected a stage such as "desinfection"'],
    [{ sensors: [row({ unit: 'mg/l' })] }, 'sensors[0].unit: got "mg/l", expected a UCUM unit of the table such as "mg/L"'],
    [{ sensors: [row({ unit: 'mg/L' })] }, 'sensors[0].unit: got "mg/L", expected a unit of ph, one of [pH]'],
    [{ sensors: [row({ tap: 'outlet.S_NH' })] }, 'sensors[0].tap: got "outlet.S_NH, in mg/L", expected a tap measured in one of [pH]'],
    [{ sensors: [row({ class: 'E' })] }, 'sensors[0].class: got "E", expected one of instant A B0 B1 C0 C1 D'],
    [{ sensors: [row({ range: [7, 7] })] }, 'sensors[0].range: got [7,7], expected two numbers, the minimum below the maximum'],
    [{ sensors: [row({ range: [0, Number.POSITIVE_INFINITY] })] }, 'sensors[0].range: got [0,null], expected two numbers, the minimum below the maximum'],
    [{ sensors: [row({ resolution: 0.3 })] }, 'sensors[0].resolution: got 0.3, expected 1 or a whole fraction of 1, such as 0.5, 0.1 or 0.02'],
    [{ sensors: [row({ tap: undefined, range: [8, 9] })] }, 'sensors[0].range: got 7.4, expected a base value within the range 8 to 9'],
    [{ remove: ['PRE-PH-1'] }, 'remove[0]: got "PRE-PH-1", expected the id of a sensor of the catalogue such as "PRE-PH-01"'],
    [{ types: { Odeur: { base: 1 } } }, 'types.Odeur: got "Odeur", expected a name of lower-case letters, digits and "_", for it is part of a metric name'],
    [{ types: { odeur: { base: 12, range: [0, 10] } } }, 'types.odeur.base: got 12, expected a base value within the range 0 to 10'],
    [{ types: { odeur: { base: Number.NaN } } }, 'types.odeur.range: got [null,null], expected two numbers, the minimum below the maximum'],
    [{ types: { odeur: { base: 1, noise: 1.5 } } }, 'types.odeur.noise: got 1.5, expected a fraction of the span, 0 to 1'],
    [{ types: { odeur: { base: 1, calibration: -1 } } }, 'types.odeur.calibration: got -1, expected a fraction of the span, 0 to 1'],
    [{ types: { odeur: { base: 1, detectionLimit: -1 } } }, 'types.odeur.detectionLimit: got -1, expected a number from 0'],
    [{ types: { odeur: { base: 1, resolution: 2 } } }, 'types.odeur.resolution: got 2, expected 1 or a whole fraction of 1, such as 0.5, 0.1 or 0.02'],
    [{ types: { odeur: { base: 1, unit: 'mbars' } } }, 'types.odeur.unit: got "mbars", expected a UCUM unit of the table such as "mbar"'],
  ];
  for (const [config, fault] of cases) assert.deepEqual(faultsOf(config), [fault]);
});

test('all faults are told at once', () => {
  const faults = faultsOf({ remove: ['nobody'], sensors: [row({ type: 'x', stage: 'y', tap: 'z' })] });
  assert.deepEqual(
    faults.map((fault) => fault.slice(0, fault.indexOf(':'))),
    ['remove[0]', 'sensors[0].type', 'sensors[0].stage', 'sensors[0].tap'],
  );
});

test('at least one sensor is left', () => {
  const all = buildCatalogue().sensors.map(({ id }) => id);
  assert.deepEqual(faultsOf({ remove: all }), ['remove: got "127 ids", expected at least one sensor left']);
});

test('any configuration is built or refused, and what is built never reads NaN where the truth is a number', () => {
  const name = fc.constantFrom('ph', 'debit', 'status_pompes', 'odeur', 'nichts', '__proto__');
  const number = fc.double({ min: -1e6, max: 1e6 });
  const anyRow = fc.record(
    {
      id: fc.string({ maxLength: 6 }),
      type: name,
      stage: fc.constantFrom('sortie_controle', 'nowhere'),
      location: fc.string(),
      tap: fc.constantFrom('outlet.pH', 'outlet.Q', 'blower1.running', 'x'),
      range: fc.tuple(number, number),
      unit: fc.constantFrom('m3/h', 'L/s', '[pH]', '1', 'x'),
      class: fc.constantFrom('A', 'D', 'instant', 'B1', 'x'),
      resolution: fc.constantFrom(1, 0.01, 0, 3, Number.NaN),
    },
    { requiredKeys: ['id', 'type', 'stage', 'location'] },
  );
  const anyType = fc.record(
    { base: number, noise: fc.double({ min: -0.1, max: 1.1 }), range: fc.tuple(number, number) },
    { requiredKeys: ['base'] },
  );
  const config = fc.record({ types: fc.record({ odeur: anyType }), sensors: fc.array(anyRow, { maxLength: 3 }) });
  const truth = new Float64Array(TAP_NAMES.length).fill(0.5);
  let built = 0;
  fc.assert(
    fc.property(config, (given) => {
      if (faultsOf(given).length > 0) return;
      built += 1;
      const { sensors } = buildCatalogue(given as SensorConfig);
      const instruments = new Instruments(sensors, { seed: 1, noise: 'datasheet' });
      const values = new Float64Array(12 * sensors.length);
      instruments.observeMinute(truth, truth, values, new Uint8Array(values.length));
      assert.ok(values.every(Number.isFinite));
    }),
    { numRuns: 300, seed: 7 },
  );
  assert.ok(built > 20, `only ${built} were built`);
});

test('ranges of flows and powers follow the size of the plant, others do not', () => {
  const ranges = (scale: number) => new Map(buildCatalogue({ scale }).sensors.map((sensor) => [sensor.id, sensor]));
  const usual = ranges(1);
  const large = ranges(12.5);
  const small = ranges(0.125);
  assert.deepEqual(usual.get('PRE-DEB-01')?.range, [0, 5000]);
  assert.deepEqual(large.get('PRE-DEB-01')?.range, [0, 63_000]);
  assert.deepEqual(small.get('PRE-DEB-01')?.range, [0, 630]);
  assert.equal(small.get('PRE-DEB-01')?.resolution, 0.1);
  assert.deepEqual(large.get('PRE-ENE-01')?.range, [0, 3800]);
  assert.deepEqual(large.get('PRE-PH-01'), usual.get('PRE-PH-01'));
});
