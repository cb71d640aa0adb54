import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../core/errors.ts';
import { describeSchema, leaves } from '../schema/json-schema.ts';
import { checkConfig, flagOverride, loadConfig } from './load.ts';
import { configJsonSchema } from './schema.ts';
import { parseYaml } from './source.ts';

const folder = mkdtempSync(join(tmpdir(), 'traffeyere-config-'));
after(() => rmSync(folder, { recursive: true }));

const check = (text: string) => checkConfig(parseYaml(text, 'station.yaml'), []);
/** The message of the error that a configuration file causes. */
function complaint(text: string): string {
  try {
    check(text);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message;
  }
  return assert.fail('the configuration was accepted');
}

test('nothing configured gives the defaults', () => {
  const config = loadConfig();
  assert.equal(config.seed, 1);
  assert.equal(config.speed, 1);
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.port, 8090);
  assert.equal(config.start, undefined);
  assert.deepEqual(check(''), config);
  assert.deepEqual(check('# only a comment\n'), config);
  assert.deepEqual(check('plant:\nlogging:\n'), config, 'a section with nothing in it');
});

test('a flag goes before a variable, a variable before the file', () => {
  const file = join(folder, 'precedence.yaml');
  writeFileSync(file, 'seed: 2\nport: 2000\nspeed: 20\n');
  const env = { TRAFFEYERE_PORT: '3000', TRAFFEYERE_SPEED: 'max', HOME: '/' };
  const flags = [flagOverride('--speed', ['speed'], '40')];
  const config = loadConfig({ file, env, flags });
  assert.deepEqual([config.seed, config.port, config.speed], [2, 3000, 40]);
  const named = loadConfig({ env: { TRAFFEYERE_CONFIG: file } });
  assert.deepEqual([named.seed, named.port, named.speed], [2, 2000, 20]);
});

test('a file named in the configuration lies beside it, one named by a flag in the working folder', () => {
  const file = join(folder, 'paths.yaml');
  writeFileSync(file, 'weather: {file: rain.csv}\n');
  assert.equal(loadConfig({ file }).weather.file, join(folder, 'rain.csv'));
  writeFileSync(file, 'weather: {file: rain.csv}\ninfluent: {kind: benchmark, file: storm, sewer: s.yaml}\n');
  assert.equal(loadConfig({ file }).influent.file, 'storm', 'the name of a benchmark is no file');
  assert.equal(loadConfig({ file }).influent.sewer, join(folder, 's.yaml'));
  const flags = [flagOverride('--weather', ['weather', 'file'], 'other.csv')];
  assert.equal(loadConfig({ file, flags }).weather.file, 'other.csv');
});

test('errors name place, got and expected', () => {
  assert.equal(
    complaint('seed: 1\nport: 70000\n'),
    'station.yaml:2:7, port: got 70000, expected a whole number from 0 to 65535',
  );
  assert.equal(
    complaint('plant:\n  setpoint: {}\n'),
    'station.yaml:2:3, plant.setpoint: got "unknown key setpoint", expected "setpoints"? Known: population, setpoints',
  );
  assert.equal(
    complaint('speed: fast'),
    'station.yaml:1:8, speed: got "fast", expected a number, above 0, at most 10000000 or "max"',
  );
  assert.match(complaint('start: 2026-02-30'), /^station\.yaml:1:8, start: got "2026-02-30", expected now, or a date/);
  assert.match(complaint('start: 2026-02-03T10:00'), /expected now, or a date/);
  assert.equal(
    complaint('influent:\n  kind: record\n'),
    'station.yaml:2:3, influent.file: got nothing, expected the path of a file, with kind benchmark or record',
  );
  assert.equal(
    complaint('influent: {kind: generator, file: a.csv}'),
    'station.yaml:1:35, influent.file: got "a.csv", expected no file, with kind generator',
  );
  assert.equal(
    complaint('[1, 2]'),
    `station.yaml:1:1, the whole: got [1,2], expected ${describeSchema(configJsonSchema)}`,
  );
  assert.match(complaint('seed:'), /^station\.yaml:1:\d, seed: got null, expected a whole number$/);
  assert.match(complaint('plant: 3'), /^station\.yaml:1:8, plant: got 3, expected a mapping with keys of population/);
  assert.match(
    complaint('sensors: {remove: [A, 7]}'),
    /^station\.yaml:1:23, sensors\.remove\[1\]: got 7, expected text/,
  );
  assert.equal(complaint('port: -1\nhost: ""').split('\n').length, 2, 'one line a mistake');
});

test('what only shows together is told with its place too', () => {
  const twice =
    'sensors:\n  add:\n    - {id: PRE-PH-01, type: ph, stage: pretraitement}\n    - {id: X, type: phh, stage: pretraitement, tap: outlet.ph}';
  assert.deepEqual(complaint(twice).split('\n'), [
    'station.yaml:3:12, sensors.add[0].id: got "PRE-PH-01", expected an id that no other sensor has',
    'station.yaml:4:21, sensors.add[1].type: got "phh", expected a sensor type such as "ph"',
    'station.yaml:4:53, sensors.add[1].tap: got "outlet.ph", expected a tap such as "outlet.pH"',
  ]);
  assert.match(
    complaint('sensors: {remove: [NONE]}'),
    /^station\.yaml:1:20, sensors\.remove\[0\]: got "NONE", expected/,
  );
  assert.match(
    complaint('sensors: {types: {ozone: {base: 1, detection_limit: -1}}}'),
    /^station\.yaml:1:53, sensors\.types\.ozone\.detection_limit: got -1/,
  );
  assert.match(
    complaint('compliance: {regulation: 91/271/EEC, capacity_pe: 50}'),
    /^station\.yaml:1:13, compliance: got 50/,
  );
});

test('broken YAML is refused with line and column', () => {
  assert.match(complaint('seed: 1\nplant: {setpoints: 5'), /^station\.yaml:2:\d+: got ".*", expected valid YAML/);
  assert.match(complaint('seed: 1\nseed: 2'), /^station\.yaml:2:1: got "Map keys must be unique/);
  assert.match(complaint('seed: !secret 1'), /^station\.yaml:1:7: got "Unresolved tag/);
  assert.match(complaint('a: 1\n---\nb: 2'), /^station\.yaml:2:1: got /);
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]`).join('\n')}`;
  assert.match(complaint(bomb), /station\.yaml: got ".*", expected aliases/);
});

test('a file that cannot be read and one that is not text are refused', () => {
  assert.throws(
    () => loadConfig({ file: join(folder, 'none.yaml') }),
    /none\.yaml: got "ENOENT", expected a configuration/,
  );
  assert.throws(() => loadConfig({ file: folder }), /got "EISDIR"/);
  const file = join(folder, 'latin1.yaml');
  writeFileSync(file, Buffer.from([0x61, 0xe9, 0x3a]));
  assert.throws(() => loadConfig({ file }), /not UTF-8/);
});

test('flags and variables are named as they were typed', () => {
  const complaintOf = (action: () => unknown): string => {
    let message = '';
    assert.throws(action, (error: Error) => {
      message = error.message;
      return error instanceof ConfigError;
    });
    return message;
  };
  assert.equal(
    complaintOf(() => loadConfig({ flags: [flagOverride('--port', ['port'], 'web')] })),
    '--port: got "web", expected a whole number from 0 to 65535',
  );
  assert.equal(
    complaintOf(() => loadConfig({ env: { TRAFFEYERE_COMPLIANCE_CAPACITY_PE: '3' } })),
    'environment variable TRAFFEYERE_COMPLIANCE_CAPACITY_PE: got 3, expected a number from 20 to 20000000',
  );
  assert.match(
    complaintOf(() => loadConfig({ env: { TRAFFEYERE_COMPLIANCE_CAPACITYPE: '3' } })),
    /^environment: got "TRAFFEYERE_COMPLIANCE_CAPACITYPE", expected .*"TRAFFEYERE_COMPLIANCE_CAPACITY_PE"$/,
  );
  assert.match(
    complaintOf(() => loadConfig({ env: { TRAFFEYERE_SENSORS_REMOVE: '[a, 3]' } })),
    /^environment variable TRAFFEYERE_SENSORS_REMOVE, \[1\]: got 3, expected text/,
  );
});

test('no two keys share an environment variable', () => {
  const names = leaves(configJsonSchema).map(({ path }) => path.join('_').toUpperCase());
  assert.deepEqual(names, [...new Set(names)]);
});

test('any value anywhere gives a configuration or a ConfigError, never another error', () => {
  const keys = fc.constantFrom(
    ...leaves(configJsonSchema).map(({ path }) => path),
    ['plant'],
    ['sensors'],
    ['__proto__'],
    ['other'],
  );
  const values = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.double(),
    fc.integer(),
    fc.constantFrom('now', 'max', 'record', '2026-01-01', 'NaN', null, [], {}),
  );
  const outcomes = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, values), { maxLength: 4 }), (entries) => {
      const overrides = entries.map(([path, value]) => ({ path, value, origin: 'here' }));
      try {
        const config = checkConfig(undefined, overrides);
        assert.ok(Number.isSafeInteger(config.seed) && (config.speed === 'max' || config.speed > 0));
        outcomes.accepted++;
      } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        assert.match(error.message, /: got .*, expected ./s);
        outcomes.refused++;
      }
    }),
    { numRuns: 500 },
  );
  assert.ok(outcomes.accepted > 10 && outcomes.refused > 10, JSON.stringify(outcomes));
});

test('any text as a file gives a configuration or a ConfigError with its place', () => {
  const lines = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        'seed: 5',
        'plant:',
        '  population: 1000',
        '- a',
        '  - b',
        '? [x]',
        '&a *a',
        '%YAML 1.1',
        '{',
        '"',
      ),
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(lines, (parts) => {
      try {
        check(parts.join('\n'));
      } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        assert.match(error.message, /^station\.yaml/);
      }
    }),
    { numRuns: 500 },
  );
});
