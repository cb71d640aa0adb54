import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { pino } from 'pino';
import type { z } from 'zod';
import { ConfigError } from '../../core/errors.ts';
import { FakeSimulation, ManualClock } from '../../pipeline/live.fake.ts';
import { machineClock } from '../clock.ts';
import { flagOverride, loadConfig } from '../config/load.ts';
import { problemSchema } from '../http/problem.ts';
import { healthSchema, readingsSchema, sensorsSchema, setpointsSchema, stationSchema } from './answers.ts';
import { createGeneratorServer } from './server.ts';
import { startGenerator } from './start.ts';
import { Station } from './station.ts';

const logger = pino({ level: 'silent' });

async function rig() {
  const simulation = new FakeSimulation();
  const clock = new ManualClock();
  const station = new Station({ simulation, config: loadConfig(), clock, logger });
  const app = await createGeneratorServer(station, logger);
  const get = async (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
  const send = async (method: 'PUT' | 'PATCH' | 'POST' | 'DELETE', url: string, payload: object, headers = {}) =>
    app.inject({ method, url, payload, headers });
  return { simulation, clock, station, app, get, send };
}

/** The body of a good answer, which must be as its schema says, to the last key. */
function checked<T extends z.ZodType>(response: { statusCode: number; body: string }, schema: T): z.output<T> {
  assert.equal(response.statusCode, 200, response.body);
  const body = JSON.parse(response.body);
  const parsed = schema.parse(body);
  assert.deepEqual(parsed, body);
  return parsed;
}

function problem(response: { statusCode: number; body: string; headers: Record<string, unknown> }, status: number) {
  assert.equal(response.statusCode, status, response.body);
  assert.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8');
  const body = problemSchema.parse(JSON.parse(response.body));
  assert.equal(body.status, status);
  return body;
}

test('probes tell the truth: before the first frame, running, stalled, failed, stopped', async () => {
  const { simulation, clock, station, get } = await rig();
  assert.match(problem(await get('/readyz'), 503).detail, /No frame yet/);
  assert.equal(checked(await get('/healthz'), healthSchema).frames, 0);
  station.start();
  clock.advance(0);
  assert.deepEqual(checked(await get('/readyz'), healthSchema), { status: 'ok', frames: 1 });
  clock.spend(60_000);
  assert.match(problem(await get('/healthz'), 503).detail, /stalled/);
  assert.match(problem(await get('/readyz'), 503).detail, /stalled/);
  clock.advance(0);
  checked(await get('/readyz'), healthSchema);
  simulation.failAt = 0;
  clock.advance(5_000);
  assert.match(problem(await get('/healthz'), 503).detail, /failed: the fake broke/);

  const other = await rig();
  other.station.start();
  other.clock.advance(0);
  other.station.stop();
  assert.match(problem(await other.get('/readyz'), 503).detail, /shutting down/);
});

test('the station describes itself', async () => {
  const { clock, station, get } = await rig();
  assert.equal(checked(await get('/v1/station'), stationSchema).clock.time, null);
  station.start();
  clock.advance(60_000);
  const body = checked(await get('/v1/station'), stationSchema);
  assert.deepEqual(body.clock, {
    tick_s: 5,
    start: '2026-01-01T00:00:00.000Z',
    time: '2026-01-01T00:01:00.000Z',
    frames: 13,
  });
  assert.equal(body.speed.achieved, 1);
  assert.deepEqual(body.sensors, { total: 5, up: 5 });
  assert.equal(
    body.stages.reduce((sum, { sensors }) => sum + sensors, 0),
    5,
  );
  assert.ok(
    body.truth.every(({ unit }) => unit !== ''),
    'every key tap exists in the plant',
  );
  const report = await get('/v1/compliance');
  assert.equal(JSON.parse(report.body).regulation, 'FR-2015');
});

test('the catalogue and the newest readings, filtered', async () => {
  const { clock, station, get } = await rig();
  assert.match(problem(await get('/v1/readings'), 503).detail, /No frame yet/);
  station.start();
  clock.advance(10_000);
  const all = checked(await get('/v1/readings'), readingsSchema);
  assert.deepEqual([all.seq, all.time, all.readings.length], [2, '2026-01-01T00:00:10.000Z', 5]);
  assert.deepEqual(all.readings[1], {
    sensor_id: 'FAKE-1',
    type: 'debit',
    process_stage: 'traitement_biologique',
    unit: '[pH]',
    value: 2.125,
    quality: 'good',
  });
  const ids = async (query: string) =>
    checked(await get(`/v1/sensors?${query}`), sensorsSchema).sensors.map(({ sensor_id }) => sensor_id);
  assert.deepEqual(await ids(''), ['FAKE-0', 'FAKE-1', 'FAKE-2', 'FAKE-3', 'FAKE-4']);
  assert.deepEqual(await ids('type=ph'), ['FAKE-0', 'FAKE-4']);
  assert.deepEqual(await ids('type=ph&stage=pretraitement'), ['FAKE-0']);
  assert.deepEqual(await ids('sensor_id=FAKE-3'), ['FAKE-3']);
  const wrong = problem(await get('/v1/readings?stage=pretraitment'), 400);
  assert.match(wrong.detail, /^query\.stage: got "pretraitment", expected "pretraitement"\?/);
  assert.equal(wrong.errors?.[0].where, 'query.stage');
  assert.match(
    problem(await get('/v1/sensors?typ=ph'), 400).detail,
    /query\.typ: got "unknown key typ", expected "type"\?/,
  );
});

test('an instrument is stopped and started', async () => {
  const { clock, station, get, send } = await rig();
  station.start();
  clock.advance(0);
  const stopped = await send('PUT', '/v1/sensors/FAKE-2/running', { running: false });
  assert.equal(JSON.parse(stopped.body).running, false);
  clock.advance(5_000);
  const [reading] = checked(await get('/v1/readings?sensor_id=FAKE-2'), readingsSchema).readings;
  assert.deepEqual([reading.value, reading.quality], [null, 'missing']);
  assert.equal(checked(await get('/v1/station'), stationSchema).sensors.up, 4);
  await send('PUT', '/v1/sensors/FAKE-2/running', { running: true });
  clock.advance(5_000);
  assert.equal(checked(await get('/v1/readings?sensor_id=FAKE-2'), readingsSchema).readings[0].quality, 'good');
  problem(await send('PUT', '/v1/sensors/NONE/running', { running: true }), 404);
  const wrong = problem(await send('PUT', '/v1/sensors/FAKE-2/running', { running: 'no' }), 400);
  assert.equal(wrong.detail, 'body.running: got "no", expected true or false');
});

test('set-points are listed and changed, and wrong ones refused whole', async () => {
  const { simulation, get, send } = await rig();
  const value = () => simulation.setpoints()[0].value;
  assert.equal(checked(await get('/v1/setpoints'), setpointsSchema).setpoints[0].name, 'oxygen');
  assert.equal(JSON.parse((await send('PUT', '/v1/setpoints/oxygen', { value: 1.5 })).body).value, 1.5);
  assert.equal(value(), 1.5);
  assert.match(problem(await send('PUT', '/v1/setpoints/oxygen', { value: 9 }), 400).detail, /got 9, expected/);
  assert.match(problem(await send('PUT', '/v1/setpoints/oxygen', { value: '1' }), 400).detail, /body\.value: got "1"/);
  problem(await send('PUT', '/v1/setpoints/none', { value: 1 }), 404);
  const several = problem(await send('PATCH', '/v1/setpoints', { oxygen: 3, oxigen: 1 }), 400);
  assert.match(several.detail, /^body: got "oxigen", expected "oxygen"\?/);
  assert.equal(value(), 1.5, 'all or none');
  const changed = checked(await send('PATCH', '/v1/setpoints', { oxygen: 3 }), setpointsSchema);
  assert.equal(changed.setpoints[0].value, 3);
  assert.equal(value(), 3);
});

test('metrics: readings, a stopped instrument that goes stale, compliance, this process', async () => {
  const { clock, station, get } = await rig();
  station.start();
  station.runner.setRunning(3, false);
  clock.advance(120_000);
  const { body, headers } = await get('/metrics');
  assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
  const line = (start: string) => body.split('\n').find((candidate) => candidate.startsWith(start));
  assert.match(line('station_traffeyere_debit_current{sensor_id="FAKE-1"') ?? '', / 24\.125$/);
  assert.equal(line('station_traffeyere_temperature_current{'), undefined);
  assert.match(line('station_traffeyere_sensor_up{sensor_id="FAKE-3"') ?? '', / 0$/);
  assert.match(line('station_traffeyere_total_sensors') ?? '', / 5$/);
  assert.match(line('station_traffeyere_compliance_score') ?? '', / 100$/);
  assert.ok(line('process_resident_memory_bytes'));
  assert.ok(body.endsWith('\n'));
});

test('wrong requests get problem documents', async () => {
  const { app, get, send } = await rig();
  assert.match(problem(await get('/v1/nothing'), 404).detail, /nothing at \/v1\/nothing/);
  const wrongMethod = await send('DELETE', '/v1/setpoints/oxygen', {});
  assert.match(problem(wrongMethod, 405).detail, /takes PUT, not DELETE/);
  assert.equal(wrongMethod.headers.allow, 'PUT');
  problem(await send('PATCH', '/v1/anomalies', {}), 405);
  const broken = { method: 'PATCH', url: '/v1/setpoints', headers: { 'content-type': 'application/json' } } as const;
  problem(await app.inject({ ...broken, payload: '{' }), 400);
  problem(await app.inject({ ...broken, payload: `{"oxygen":${'1'.repeat(70_000)}}` }), 413);
  problem(await app.inject({ ...broken, headers: { 'content-type': 'text/csv' }, payload: 'a,b' }), 415);
  problem(await send('PATCH', '/v1/setpoints', { oxygen: 2 }, { host: 'evil.example:8090' }), 421);
  assert.equal((await get('/v1/anomalies', { host: 'evil.example' })).statusCode, 200);
});

test('our own mistakes are told without details', async () => {
  const { simulation, get } = await rig();
  simulation.setpoints = () => {
    throw new Error('secret');
  };
  assert.doesNotMatch(problem(await get('/v1/setpoints'), 500).detail, /secret/);
});

test('no other site may read, and pages are guarded', async () => {
  const { get } = await rig();
  const { headers } = await get('/v1/anomalies', { origin: 'http://elsewhere.example' });
  assert.equal(headers['access-control-allow-origin'], undefined);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  const policy = String(headers['content-security-policy']);
  assert.match(policy, /default-src 'self'/);
  assert.doesNotMatch(policy, /upgrade-insecure-requests/);
  assert.equal(headers['strict-transport-security'], undefined);
});

test('the OpenAPI document names every route of the interface', async () => {
  const { get } = await rig();
  const document = JSON.parse((await get('/openapi.json')).body);
  assert.match(document.openapi, /^3\.1/);
  assert.deepEqual(Object.keys(document.paths).sort(), [
    '/healthz',
    '/metrics',
    '/readyz',
    '/v1/anomalies',
    '/v1/anomalies/kinds',
    '/v1/anomalies/{id}',
    '/v1/compliance',
    '/v1/frames',
    '/v1/readings',
    '/v1/sensors',
    '/v1/sensors/{sensor_id}/running',
    '/v1/setpoints',
    '/v1/setpoints/{name}',
    '/v1/station',
  ]);
  const put = document.paths['/v1/setpoints/{name}'].put;
  assert.equal(put.requestBody.content['application/json'].schema.properties.value.type, 'number');
  assert.equal(put.responses['400'].content['application/json'].schema.type, 'object');
  assert.equal(
    document.paths['/v1/frames'].get.responses['200'].content['text/event-stream; charset=utf-8'] !== undefined,
    true,
  );
});

test('the page names what is there, and every link on it leads somewhere', async () => {
  const { clock, station, get } = await rig();
  station.start();
  clock.advance(0);
  const page = await get('/');
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
  const links = [...page.body.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, link]) => link.replaceAll('&amp;', '&'));
  assert.ok(links.length > 10);
  for (const link of links) {
    // Ten frames do not exist yet: that link would wait for them.
    if (link.startsWith('/v1/frames')) continue;
    assert.equal((await get(link)).statusCode, 200, link);
  }
});

test('a stream is taken up again where it broke off, as lines and as events', async () => {
  const { clock, station, get } = await rig();
  station.start();
  clock.advance(50_000);
  const lines = await get('/v1/frames?after=3&limit=2');
  assert.equal(lines.headers['content-type'], 'application/x-ndjson; charset=utf-8');
  const records = lines.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    records.map(({ type, seq }) => [type, seq]),
    [
      ['hello', undefined],
      ['frame', 4],
      ['frame', 5],
      ['end', undefined],
    ],
  );
  const events = await get('/v1/frames?after=0&limit=1', { accept: 'text/event-stream', 'last-event-id': '7' });
  assert.equal(events.headers['content-type'], 'text/event-stream; charset=utf-8');
  assert.match(events.body, /^data: \{"type":"hello".*\n\nid: 8\ndata: \{"type":"frame","seq":8,/);
  assert.equal(problem(await get('/v1/frames?after=x'), 400).detail, 'query.after: got "x", expected a whole number');
  problem(await get('/v1/frames?limit=0'), 400);
  problem(await get('/v1/frames', { 'last-event-id': '-2' }), 400);
});

test('over real sockets: streams, a slow reader, a busy port, a prompt end', async () => {
  const config = loadConfig({
    flags: [flagOverride('--port', ['port'], '0'), flagOverride('--speed', ['speed'], 'max')],
  });
  const generator = await startGenerator({ simulation: new FakeSimulation(127), config, clock: machineClock, logger });
  after(() => generator.close());
  const port = Number(new URL(generator.url).port);

  const taken = loadConfig({ flags: [flagOverride('--port', ['port'], String(port))] });
  await assert.rejects(
    startGenerator({ simulation: new FakeSimulation(), config: taken, clock: machineClock, logger }),
    (error) => error instanceof ConfigError && /got "a port that is in use", expected a free port/.test(error.message),
  );

  const deaf = connect(port, '127.0.0.1');
  deaf.on('error', () => {});
  deaf.write('GET /v1/frames?after=-1 HTTP/1.1\r\nhost: localhost\r\n\r\n');
  deaf.pause();
  const start = process.memoryUsage().rss;
  while (generator.station.ring.next < 100_000) await new Promise((resolve) => setTimeout(resolve, 5));
  const grown = (process.memoryUsage().rss - start) / 1e6;
  assert.ok(grown < 64, `${grown.toFixed(0)} MB more after 100,000 frames`);
  assert.equal(generator.station.feed.readers, 1);

  const response = await fetch(`${generator.url}/v1/frames`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  let text = '';
  while (text.split('\n').length < 20) text += (await reader.read()).value;
  assert.match(text, /^\{"type":"hello"/);
  const closed = generator.close();
  for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
  assert.match(text, /\{"type":"end","reason":"shutdown","next":\d+\}\n$/);
  await closed;
  deaf.destroy();
});

test('docs/api.md names every route', async () => {
  const { get } = await rig();
  const { paths } = JSON.parse((await get('/openapi.json')).body) as { paths: Record<string, Record<string, unknown>> };
  const page = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      if (method === 'head') continue;
      assert.ok(page.includes(`\`${method.toUpperCase()} ${path}\``), `${method} ${path}`);
    }
  }
});
