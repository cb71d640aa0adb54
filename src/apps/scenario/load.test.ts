import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { planEvent } from '../../anomalies/plan.ts';
import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import { ConfigError } from '../../core/errors.ts';
import { buildCatalogue } from '../../sensors/index.ts';
import { startTime, USUAL_START } from '../config/instant.ts';
import { flagOverride, loadConfig } from '../config/load.ts';
import { sensorConfig } from '../config/sensors-schema.ts';
import { loadScenario, parseScenario, type Scenario, shippedScenarios } from './load.ts';
import { scenarioRequests } from './requests.ts';

const folder = mkdtempSync(join(tmpdir(), 'traffeyere-scenario-'));
after(() => rmSync(folder, { recursive: true }));

const START = Date.UTC(2026, 0, 1);

const HEAD = `name: test
title: {en: A test, fr: Un essai}
story: {en: A story, fr: Une histoire}
duration: 1d
`;
const EVENT = '{kind: sensor_fault, subtype: stuck, target: BIO-O2-03, start: 6h}';
const withEvents = (...events: string[]) => `${HEAD}events:\n${events.map((event) => `  - ${event}\n`).join('')}`;

function complaint(check: () => unknown): string[] {
  try {
    check();
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message.split('\n');
  }
  return assert.fail('the scenario was accepted');
}

/** Checks a scenario as the command does. */
function check(reference: string): Scenario {
  const config = loadConfig({ flags: [flagOverride('--scenario', ['scenario'], reference)] });
  const { sensors } = buildCatalogue(sensorConfig(config.sensors, config.plant));
  const scenario = loadScenario(reference);
  scenarioRequests(scenario, sensors, startTime(config.start, USUAL_START));
  return scenario;
}

test('all scenarios that come with the product are good', () => {
  const names = shippedScenarios();
  assert.ok(names.length >= 12);
  const kinds = new Set<string>();
  for (const name of names) {
    const scenario = check(name);
    assert.equal(scenario.name, name, 'called as its file is');
    for (const { kind } of scenario.events) kinds.add(kind);
    for (const text of [scenario.title, scenario.story]) assert.notEqual(text.en, text.fr);
  }
  assert.equal(kinds.size, ANOMALY_KINDS.length);
});

test('what the schema refuses is told with line and column', () => {
  const [unknown, ...others] = complaint(() =>
    parseScenario(withEvents('{kind: sensor_fault, subtype: stuck, start: 6 h, durtion: 1h}'), 'a.yaml'),
  );
  assert.match(
    unknown,
    /^a\.yaml:6:\d+, events\[0\]\.start: got "6 h", expected a duration such as 6h or 1d12h, or an/,
  );
  assert.match(others[0], /^a\.yaml:6:\d+, events\[0\]\.durtion: got "unknown key durtion", expected "duration"\?/);
  const cases: [string, RegExp][] = [
    [
      withEvents(EVENT).replace('name: test', 'name: A test'),
      /^a\.yaml:1:7, name: got "A test", expected small letters/,
    ],
    [HEAD, /events: got nothing, expected a list/],
    [`${HEAD}events: []`, /events: got \[\], expected one event at least/],
    [withEvents(EVENT.replace('BIO-O2-03', '[]')), /events\[0\]\.target: got \[\], expected one name at least/],
    [withEvents(EVENT.replace(', start: 6h', '')), /events\[0\]\.start: got nothing, expected/],
    [withEvents(EVENT.replace('sensor_fault', 'fault')), /events\[0\]\.kind: got "fault", expected one of "sensor_fa/],
    [`${withEvents(EVENT)}station: {port: 1}\n`, /station\.port: got "unknown key port", expected/],
    [`${withEvents(EVENT)}station: {seed: x}\n`, /station\.seed: got "x", expected a whole number/],
    [withEvents(EVENT).replace('1d', '0s'), /duration: got "0s", expected a duration/],
    [withEvents(EVENT).replace('fr: Un essai', 'de: Versuch'), /title\.fr: got nothing, expected/],
  ];
  for (const [text, expected] of cases) {
    assert.match(complaint(() => parseScenario(text, 'a.yaml'))[0], expected);
  }
});

test('what makes no sense is told at the event, all of it at once', () => {
  const { sensors } = buildCatalogue();
  const refused = (...events: string[]) =>
    complaint(() => scenarioRequests(parseScenario(withEvents(...events), 'a.yaml'), sensors, START));
  const faults = refused(
    EVENT.replace('stuck', 'stck'),
    EVENT,
    EVENT.replace('BIO-O2-03', '[BIO-O2-01, BIO-O2-9]'),
    EVENT.replace('start: 6h', 'start: 6h, duration: 1000d'),
    EVENT.replace('start: 6h', 'start: 25h'),
    EVENT.replace('start: 6h', 'start: 2025-12-31T23:00:00Z'),
    EVENT.replace('start: 6h', 'start: 6h, magnitude: 3'),
  );
  const expected = [
    /^a\.yaml:6:\d+, events\[0\]\.subtype: got "stck", expected a subtype of sensor_fault such as "stuck"/,
    /^a\.yaml:8:\d+, events\[2\]\.target\[1\]: got "BIO-O2-9", expected the id of a sensor such as "BIO-O2-/,
    /^a\.yaml:9:\d+, events\[3\]\.duration: got 86400000, expected/,
    /^a\.yaml:10:\d+, events\[4\]\.start: got "2026-01-02T01:00:00\.000Z", expected from 2026-01-01T00:00:00\.000Z to/,
    /^a\.yaml:11:\d+, events\[5\]\.start: got "2025-12-31T23:00:00\.000Z"/,
    /^a\.yaml:12:\d+, events\[6\]\.magnitude: got 3, expected none/,
  ];
  assert.equal(faults.length, expected.length, faults.join('\n'));
  expected.forEach((pattern, i) => {
    assert.match(faults[i], pattern);
  });
});

test('requests are what the file says, from the first reading on', () => {
  const text = withEvents(
    '{kind: cyberattack, subtype: bias, target: [SOR-*], start: 1h30m, duration: 90m, shape: triangle, magnitude: -5}',
    '{kind: pollution_spike, subtype: acid_shock, start: 2026-01-01T12:00:00+01:00}',
  );
  const { sensors } = buildCatalogue();
  const requests = scenarioRequests(parseScenario(text, 'a.yaml'), sensors, START);
  assert.deepEqual(requests, [
    {
      kind: 'cyberattack',
      subtype: 'bias',
      target: ['SOR-*'],
      start: START + 5_400_000,
      durationS: 5_400,
      shape: 'triangle',
      magnitude: -5,
    },
    { kind: 'pollution_spike', subtype: 'acid_shock', start: Date.UTC(2026, 0, 1, 11) },
  ]);
  assert.equal(planEvent(requests[0], { sensors, startTime: START, nextTick: 0 }).columns.length, 13);
});

test('a name that is none is told with those there are; a file that cannot be read, too', () => {
  assert.match(
    complaint(() => loadScenario('storm'))[0],
    /^scenario: got "storm", expected a file ending in \.yaml, or "/,
  );
  assert.match(
    complaint(() => loadScenario(join(folder, 'none.yaml')))[0],
    /none\.yaml: got "ENOENT", expected a scenario/,
  );
});

test('a scenario sets what it needs over the file, and under environment and flags', () => {
  const scenario = join(folder, 'own.yaml');
  const station = 'station: {seed: 7, start: 2026-06-01, weather: {file: rain.csv}, plant: {population: 50000}}\n';
  writeFileSync(scenario, withEvents(EVENT) + station);
  const file = join(folder, 'station.yaml');
  writeFileSync(
    file,
    'scenario: own.yaml\nseed: 2\nport: 2000\nplant: {population: 20000}\nanomaly_probability: 0.05\n',
  );
  const config = loadConfig({ file, env: { TRAFFEYERE_PLANT_POPULATION: '60000' } });
  assert.deepEqual(
    [config.scenario, config.seed, config.port, config.plant.population, config.start],
    [scenario, 7, 2000, 60_000, '2026-06-01'],
  );
  assert.equal(config.weather.file, join(folder, 'rain.csv'), 'beside the scenario');
  assert.equal(config.anomaly_probability, 0, 'a story is told alone');
  const flags = [
    flagOverride('--anomaly-probability', ['anomaly_probability'], '0.1'),
    flagOverride('--scenario', ['scenario'], 'acid-shock'),
  ];
  const other = loadConfig({ file, flags });
  assert.deepEqual([other.scenario, other.anomaly_probability, other.seed], ['acid-shock', 0.1, 2]);

  writeFileSync(scenario, withEvents(EVENT) + station.replace('50000', '5'));
  const [fault] = complaint(() => loadConfig({ file }));
  assert.match(fault, /own\.yaml:7:\d+, station\.plant\.population: got 5, expected a number from 10000/);
});
