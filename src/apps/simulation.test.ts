import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../core/errors.ts';
import { createFrame, QUALITY } from '../core/frame.ts';
import { checkConfig } from './config/load.ts';
import { configJsonSchema } from './config/schema.ts';
import { leaves } from './schema/json-schema.ts';
import { createConfiguredSimulation, influentConfig } from './simulation.ts';

const START = Date.UTC(2026, 0, 1);
const folder = mkdtempSync(join(tmpdir(), 'traffeyere-simulation-'));
after(() => rmSync(folder, { recursive: true }));

function configure(values: Record<string, unknown>) {
  const overrides = Object.entries(values).map(([key, value]) => ({ path: key.split('.'), value, origin: key }));
  // A reading that a fault takes away is missing, as it should be: that is tested elsewhere.
  const quiet = ['warmup_days', 'anomaly_probability'].map((key) => ({ path: [key], value: 0, origin: 'test' }));
  return checkConfig(undefined, [...quiet, ...overrides]);
}

test('the influent is what the file is, unless the configuration says', () => {
  const kindOf = (values: Record<string, unknown>) => influentConfig(configure(values), START).kind;
  const record = join(folder, 'record.csv');
  writeFileSync(record, 'time,flow\n2026-01-01,5\n');
  const benchmark = join(folder, 'benchmark.csv');
  writeFileSync(benchmark, 't_d,S_I,S_S,X_I,X_S,X_BH,X_BA,X_P,S_O,S_NO,S_NH,S_ND,X_ND,S_ALK,Q\n');
  assert.equal(kindOf({}), 'generator');
  assert.equal(kindOf({ 'influent.file': record }), 'record');
  assert.equal(kindOf({ 'influent.file': benchmark }), 'benchmark');
  assert.equal(kindOf({ 'influent.file': 'storm' }), 'benchmark');
  assert.equal(kindOf({ 'influent.file': record, 'influent.kind': 'benchmark' }), 'benchmark');
  assert.equal(kindOf({ 'influent.file': join(folder, 'none.csv') }), 'record');
});

test('weather beside an influent record is refused, a missing file told', () => {
  const open = (values: Record<string, unknown>) => () => createConfiguredSimulation(configure(values), START);
  assert.throws(
    open({ 'influent.file': 'dry', 'weather.file': 'w.csv' }),
    /^ConfigError: weather\.file: got "w\.csv", expected none/,
  );
  assert.throws(open({ 'influent.file': join(folder, 'none.csv') }), /none\.csv: got "ENOENT"/);
  assert.throws(open({ 'plant.setpoints': { oxigen: 1 } }), ConfigError);
});

test('any valid configuration gives readings that are numbers within their range, or says why not', () => {
  const numbers = leaves(configJsonSchema).filter(
    ({ path, schema }) =>
      schema.type === 'number' && (path[0] === 'weather' || path[1] === 'population' || path[1] === 'town'),
  );
  assert.ok(numbers.length > 10);
  const settings = fc.tuple(
    fc.integer(),
    fc.constantFrom('datasheet', 'benchmark', 'none'),
    fc.dictionary(fc.constantFrom(...numbers.map(({ path }) => path.join('.'))), fc.constant(null), { maxKeys: 4 }),
    fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  );
  fc.assert(
    fc.property(settings, ([seed, noise, chosen, shares]) => {
      const values: Record<string, unknown> = { seed, 'sensors.noise': noise };
      for (const { path, schema } of numbers) {
        const key = path.join('.');
        if (!(key in chosen)) continue;
        const { minimum = 0, maximum = 1 } = schema;
        values[key] = minimum + (maximum - minimum) * shares.next().value;
      }
      const { simulation } = createConfiguredSimulation(configure(values), START);
      const frame = createFrame(simulation.sensors.length);
      for (let tick = 0; tick < 60; tick++) {
        simulation.next(frame);
        frame.values.forEach((value, i) => {
          const { id, range } = simulation.sensors[i];
          const isFine = value >= range[0] && value <= range[1] && frame.quality[i] !== QUALITY.missing;
          assert.ok(isFine, `${id} reads ${value} at tick ${tick} with ${JSON.stringify(values)}`);
        });
      }
    }),
    { numRuns: 25 },
  );
});
