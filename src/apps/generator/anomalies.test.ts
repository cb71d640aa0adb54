/** `/v1/anomalies`, labelled frames and the counter of events, on the fake station and on the real one. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { FAKE_START, FakeSimulation, ManualClock } from '../../pipeline/live.fake.ts';
import type { Simulation } from '../../pipeline/simulation.ts';
import { checkConfig, loadConfig } from '../config/load.ts';
import { problemSchema } from '../http/problem.ts';
import { anomaliesSchema, anomalySchema, kindsSchema, plannedSchema } from '../scenario/answers.ts';
import { createConfiguredSimulation } from '../simulation.ts';
import { createGeneratorServer } from './server.ts';
import { Station } from './station.ts';

const logger = pino({ level: 'silent' });
const STUCK = { kind: 'sensor_fault', subtype: 'stuck', target: 'FAKE-1' };

async function rig<T extends Simulation>(simulation: T) {
  const clock = new ManualClock();
  const station = new Station({ simulation, config: loadConfig(), clock, logger });
  const app = await createGeneratorServer(station, logger);
  const call = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
    const { statusCode, headers, body } = await app.inject({ method, url, ...(payload ? { payload } : {}) });
    return {
      statusCode,
      headers,
      body,
      json: /[/+]json;/.test(String(headers['content-type'])) ? JSON.parse(body) : undefined,
    };
  };
  return { simulation, clock, station, call };
}

const fakeRig = () => rig(new FakeSimulation());

function refusal(answer: { statusCode: number; json: unknown }, status: number): string {
  assert.equal(answer.statusCode, status);
  return problemSchema.parse(answer.json).detail;
}

test('an event is tried, made, looked at, ended, and not ended twice', async () => {
  const { simulation, call } = await fakeRig();
  const tried = await call('POST', '/v1/anomalies?dry_run=true', STUCK);
  assert.equal(tried.statusCode, 200);
  assert.deepEqual(plannedSchema.parse(tried.json), tried.json);
  assert.equal(simulation.anomalies.events.length, 0);

  const made = await call('POST', '/v1/anomalies', STUCK);
  assert.equal(made.statusCode, 201, made.body);
  assert.equal(made.headers.location, '/v1/anomalies/1');
  assert.deepEqual(anomalySchema.parse(made.json), made.json);
  assert.deepEqual({ id: 1, ...tried.json }, made.json);
  assert.deepEqual((await call('GET', '/v1/anomalies/1')).json, made.json);

  const ended = await call('DELETE', '/v1/anomalies/1');
  assert.deepEqual([ended.statusCode, ended.json.state], [200, 'over']);
  assert.match(refusal(await call('DELETE', '/v1/anomalies/1'), 409), /event 1 ended at 1970-01-01T00:00:00\.000Z/);
  assert.match(refusal(await call('DELETE', '/v1/anomalies/2'), 404), /no event 2/);
  assert.match(refusal(await call('GET', '/v1/anomalies/2'), 404), /no event 2/);
  assert.match(refusal(await call('GET', '/v1/anomalies/one'), 400), /path\.id: got "one", expected a whole number/);
});

test('a start is an instant, or counts from the minute to come', async () => {
  const { simulation, station, clock, call } = await fakeRig();
  station.start();
  clock.advance(65_000);
  const starts = ['10m', '0s', '2026-01-31T06:00:00+01:00', undefined];
  for (const start of starts) assert.equal((await call('POST', '/v1/anomalies', { ...STUCK, start })).statusCode, 201);
  assert.deepEqual(
    simulation.anomalies.events.map((event) => event.start),
    [FAKE_START + 12 * 60_000, FAKE_START + 2 * 60_000, Date.UTC(2026, 0, 31, 5), 0],
  );
});

test('what is malformed gets 400, what makes no sense 422, each with its place', async () => {
  const { simulation, call } = await fakeRig();
  const post = (body: object) => call('POST', '/v1/anomalies', body);
  assert.match(
    refusal(await post({ ...STUCK, kind: 'fault' }), 400),
    /^body\.kind: got "fault", expected one of "sensor_f/,
  );
  assert.match(
    refusal(await post({ ...STUCK, duration: '6 h' }), 400),
    /body\.duration: got "6 h", expected a duration/,
  );
  assert.match(refusal(await post({ ...STUCK, duration: '0s' }), 400), /body\.duration/);
  assert.match(refusal(await post({ ...STUCK, start: 'now' }), 400), /body\.start: got "now", expected a duration/);
  assert.match(refusal(await post({ ...STUCK, targets: [] }), 400), /got "unknown key targets", expected "target"\?/);
  assert.match(
    refusal(await post({ ...STUCK, target: [] }), 400),
    /body\.target: got \[\], expected one name at least/,
  );
  const senseless = await post({ ...STUCK, target: ['nonsense'] });
  assert.equal(refusal(senseless, 422), 'body.target[0]: got "nonsense", expected the id of a sensor');
  assert.equal(senseless.json.errors[0].where, 'body.target[0]');
  assert.equal(refusal(await call('POST', '/v1/anomalies?dry_run=1', STUCK), 400).slice(0, 14), 'query.dry_run:');
  assert.equal(simulation.anomalies.events.length, 0);
});

test('the list is filtered, newest first, and says how many there are', async () => {
  const { simulation, call } = await fakeRig();
  for (const [kind, start] of [
    ['sensor_fault', '1h'],
    ['sensor_drift', '3h'],
    ['sensor_fault', '2h'],
  ]) {
    await call('POST', '/v1/anomalies', { kind, subtype: 'any', start });
  }
  const ids = async (query: string) => {
    const { json } = await call('GET', `/v1/anomalies?${query}`);
    assert.deepEqual(anomaliesSchema.parse(json), json);
    return [json.total, ...json.anomalies.map(({ id }: { id: number }) => id)];
  };
  assert.deepEqual(await ids(''), [3, 2, 3, 1]);
  assert.deepEqual(await ids('limit=1'), [3, 2]);
  assert.deepEqual(await ids('kind=sensor_fault'), [2, 3, 1]);
  await call('DELETE', '/v1/anomalies/3');
  assert.deepEqual(await ids('state=waiting'), [2, 2, 1]);
  simulation.anomalies.events[0] = { ...simulation.anomalies.events[0], recovered: FAKE_START + 7_200_000 };
  assert.deepEqual(await ids('since=2026-01-01T02:00:00Z'), [3, 2, 3, 1]);
  assert.deepEqual(await ids('since=2026-01-01T03:01:00%2B01:00'), [2, 2, 3]);
  assert.match(
    refusal(await call('GET', '/v1/anomalies?since=today'), 400),
    /query\.since: got "today", expected an inst/,
  );
  assert.match(refusal(await call('GET', '/v1/anomalies?state=now'), 400), /query\.state: got "now", expected one of/);
});

test('kinds and subtypes are told with what they take', async () => {
  const { call } = await fakeRig();
  const { json } = await call('GET', '/v1/anomalies/kinds');
  assert.deepEqual(kindsSchema.parse(json), json);
  assert.equal(json.kinds.length, 5);
});

test('events are counted as they start', async () => {
  const { simulation, station, clock, call } = await fakeRig();
  const count = async () =>
    /^station_traffeyere_anomalies_total\{anomaly_type="cyberattack"\} (\d+)$/m.exec(
      (await call('GET', '/metrics')).body,
    )?.[1];
  station.start();
  clock.advance(0);
  assert.equal(await count(), '0');
  simulation.anomalies.started[4] = 3;
  clock.advance(5_000);
  assert.equal(await count(), '3');
  clock.advance(5_000);
  assert.equal(await count(), '3');
});

test('frames carry labels only where they are asked for', async () => {
  const { simulation, station, clock, call } = await fakeRig();
  simulation.label = (kinds, events, seq) => {
    if (seq !== 2) return;
    kinds[3] = 5;
    events[3] = 70_000;
  };
  station.start();
  clock.advance(20_000);
  const frames = async (query: string) => {
    const { body } = await call('GET', `/v1/frames?after=0&limit=3${query}`);
    return body
      .trimEnd()
      .split('\n')
      .slice(1, 4)
      .map((line) => JSON.parse(line).labels);
  };
  assert.deepEqual(await frames('&labels=1'), [[], [[3, 5, 70_000]], []]);
  for (const query of ['', '&labels=0']) assert.deepEqual(await frames(query), [undefined, undefined, undefined]);
  assert.match(refusal(await call('GET', '/v1/frames?labels=yes'), 400), /query\.labels/);
});

test('on the real station: an attack is injected, labelled, counted; what has passed is settled', async () => {
  const overrides = { warmup_days: 0, anomaly_probability: 0, speed: 'max' };
  const config = checkConfig(
    undefined,
    Object.entries(overrides).map(([key, value]) => ({ path: [key], value, origin: key })),
  );
  const { simulation } = createConfiguredSimulation(config, FAKE_START);
  const { station, clock, call } = await rig(simulation);
  const body = { kind: 'cyberattack', subtype: 'hold_last', target: 'SOR-*', start: '1m', duration: '2m' };
  assert.match(
    refusal(await call('POST', '/v1/anomalies', { ...body, subtype: 'hold' }), 422),
    /^body\.subtype: got "hold", expected a subtype of cyberattack such as "/,
  );
  assert.match(
    refusal(await call('POST', '/v1/anomalies', { ...body, duration: '1000d' }), 422),
    /^body\.duration: got 86400000, expected 5 to/,
  );
  assert.equal((await call('POST', '/v1/anomalies', body)).statusCode, 201);
  station.start();
  while (station.ring.next < 60) {
    clock.advance(0);
    clock.spend(8);
  }
  assert.match(
    refusal(await call('POST', '/v1/anomalies', { ...body, start: '2026-01-01T00:00:00Z' }), 422),
    /settled/,
  );
  const { json } = await call('GET', '/v1/anomalies/1');
  assert.deepEqual(anomalySchema.parse(json), json);
  assert.deepEqual([json.state, json.sensors.length, json.readings], ['over', 13, 13 * 24]);
  assert.match(json.technique.id, /^T\d{4}/);
  const labels = (await call('GET', '/v1/frames?after=11&limit=1&labels=1')).body.split('\n')[1];
  assert.equal(JSON.parse(labels).labels.length, 13);
  assert.match(
    (await call('GET', '/metrics')).body,
    /^station_traffeyere_anomalies_total\{anomaly_type="cyberattack"\} 1$/m,
  );
});
