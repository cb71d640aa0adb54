import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pino } from 'pino';
import type { z } from 'zod';
import { loadModel, saveModel } from '../../detector/index.ts';
import { SMALL_CHANNELS, SmallPlant, smallModel } from '../../pipeline/watch.fake.ts';
import { machineClock } from '../clock.ts';
import { problemSchema } from '../http/problem.ts';
import { detectionSchema, detectionsSchema, frameResultsSchema, healthSchema, modelSchema } from './answers.ts';
import { Engine } from './engine.ts';
import { createEngineServer } from './server.ts';

const logger = pino({ level: 'silent' });
const settings = { anomaly_threshold: 0.5, confidence_threshold: 0.5, false_alarms_per_day: 1 };
const JSON_TYPE = 'application/json';
const LINES_TYPE = 'application/x-ndjson';

async function rig(isReady = true) {
  const engine = new Engine({ settings, clock: machineClock, logger });
  const app = await createEngineServer(engine, '127.0.0.1');
  after(() => engine.stop());
  if (isReady) engine.use(smallModel(), 'a test');
  const plant = new SmallPlant();
  const get = async (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
  const post = async (payload: string | object, type = JSON_TYPE) =>
    app.inject({ method: 'POST', url: '/v1/frames', payload, headers: { 'content-type': type } });
  const metric = async (name: string) => {
    const { body } = await get('/metrics');
    return Number(
      body
        .split('\n')
        .find((line) => line.startsWith(`edge_ai_${name} `))
        ?.split(' ')
        .at(-1) ?? Number.NaN,
    );
  };
  return { engine, app, plant, get, post, metric };
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
  return problemSchema.parse(JSON.parse(response.body));
}

/** An engine that has seen a normal half hour and then an oxygen probe that reads far too high for five frames. */
async function withDetection() {
  const parts = await rig();
  const frames = Array.from({ length: 300 }, () => parts.plant.record());
  await parts.post(frames);
  const bad = Array.from({ length: 5 }, () => parts.plant.record({ oxygen: 90 }));
  return { ...parts, response: await parts.post(bad) };
}

test('not ready without a model; nothing is scored then, but all the rest answers', async () => {
  const { engine, get, post, plant } = await rig(false);
  assert.match(problem(await get('/readyz'), 503).detail, /still being learned/);
  assert.equal(checked(await get('/healthz'), healthSchema).frames, 0);
  problem(await get('/v1/model'), 503);
  const refused = await post(plant.record());
  problem(refused, 503);
  assert.equal(refused.headers['retry-after'], '2');
  assert.equal((await get('/metrics')).statusCode, 200);
  engine.fail('the file was empty');
  assert.match(problem(await get('/readyz'), 503).detail, /no model: the file was empty/);
  engine.use(smallModel(), 'a test');
  checked(await get('/readyz'), healthSchema);
  engine.stop();
  assert.match(problem(await get('/readyz'), 503).detail, /shutting down/);
});

test('the model describes itself, and can be taken away whole', async () => {
  const { get, post, plant } = await rig();
  const model = checked(await get('/v1/model'), modelSchema);
  assert.deepEqual(
    model.channels.map(({ id }) => id),
    [...SMALL_CHANNELS],
  );
  assert.deepEqual([model.origin, model.age_s, model.learned.tick_s], ['a test', null, 5]);
  await post(plant.record());
  assert.equal(checked(await get('/v1/model'), modelSchema).age_s, 5);
  const full = await get('/v1/model?full=1');
  assert.equal(full.body, saveModel(smallModel()));
  assert.equal(loadModel(full.body).hash, model.hash);
  assert.equal(full.headers.etag, `"${model.hash}"`);
});

test('frames as one, several, an object of them, lines; all are scored in order', async () => {
  const { plant, post, metric } = await rig();
  const frame = () => plant.record();
  const [first] = checked(await post(frame()), frameResultsSchema).results;
  assert.ok('score' in first && first.score < 0.5 && !first.alarm && first.attribution === null);
  assert.equal(checked(await post([frame(), frame()]), frameResultsSchema).accepted, 2);
  assert.equal(checked(await post({ frames: [frame()] }), frameResultsSchema).accepted, 1);
  const lines = `${JSON.stringify(frame())}\n\n${JSON.stringify(frame())}\r\n`;
  assert.equal(checked(await post(lines, LINES_TYPE), frameResultsSchema).accepted, 2);
  const { seq: _, values, ...bare } = plant.record();
  const inOrder = SMALL_CHANNELS.map((id) => values[id] as number);
  const [last] = checked(await post({ ...bare, values: inOrder }), frameResultsSchema).results;
  assert.ok('seq' in last && last.seq === 6);
  assert.equal(await metric('predictions_total'), 7 * 4);
  assert.equal(await metric('prediction_latency_seconds_count'), 7 * 4);
  assert.equal(await metric('frames_total'), 7);
});

test('a frame that is wrong is refused with its place and counted; the others are scored', async () => {
  const { plant, post, metric } = await rig();
  const [good, later] = [plant.record(), plant.record()];
  const body = [good, { ...later, values: { oxigen: 1 } }, good, later];
  const answer = checked(await post(body), frameResultsSchema);
  assert.deepEqual([answer.accepted, answer.refused], [2, 2]);
  assert.deepEqual(
    answer.results.map((result) => ('refused' in result ? result.refused.reason : 'scored')),
    ['scored', 'unknown_channel', 'time_backwards', 'scored'],
  );
  const single = problem(await post({ time: 5 }), 400);
  assert.equal(single.errors?.[0].where, 'body.values');
  const several = problem(await post([{ ...later, values: { oxygen: '1' } }, 7]), 400);
  assert.deepEqual(
    several.errors?.map(({ where }) => where),
    ['body.frames[0].values.oxygen', 'body.frames[1]'],
  );
  const lines = `${JSON.stringify(plant.record())}\n{"time":\n`;
  assert.equal(checked(await post(lines, LINES_TYPE), frameResultsSchema).refused, 1);
  assert.equal(await metric('frames_refused_total{reason="unknown_channel"}'), 1);
  assert.equal(await metric('frames_refused_total{reason="time_backwards"}'), 1);
  assert.equal(await metric('frames_refused_total{reason="bad_value"}'), 1);
  assert.equal(await metric('frames_refused_total{reason="malformed"}'), 3);
});

test('bodies that cannot be frames at all are refused whole', async () => {
  const { app, plant, post } = await rig();
  problem(await post('{"time"'), 400);
  problem(await post('[]'), 400);
  problem(await post('{"frames":7}'), 400);
  problem(await post(Array.from({ length: 1_001 }, () => 1)), 400);
  problem(await post('a,b', 'text/csv'), 415);
  problem(await post(`[${'1'.repeat(5 << 20)}]`), 413);
  const headers = { 'content-type': JSON_TYPE, host: 'evil.example' };
  problem(await app.inject({ method: 'POST', url: '/v1/frames', headers, payload: plant.record() }), 421);
});

test('an anomaly is flagged, explained, listed and counted', async () => {
  const { get, response, metric } = await withDetection();
  const { results } = checked(response, frameResultsSchema);
  const [flagged] = results;
  assert.ok('flagged' in flagged && flagged.attribution !== null);
  assert.deepEqual(flagged.flagged[0].channel, 'oxygen');
  const sum = flagged.attribution.items.reduce((total, { value }) => total + value, flagged.attribution.baseline);
  assert.ok(Math.abs(sum - flagged.attribution.total) < 1e-9 * flagged.attribution.total);

  const { detections, total } = checked(await get('/v1/detections'), detectionsSchema);
  assert.deepEqual([total, detections[0].state, detections[0].origin], [1, 'open', 'post']);
  assert.deepEqual(flagged.detections, [detections[0].id]);
  const one = checked(await get(`/v1/detections/${detections[0].id}`), detectionSchema);
  assert.equal(one.sensors[0], 'oxygen');
  assert.ok(one.evidence.length > 0 && one.evidence[0].value > one.evidence[0].limit);
  assert.match(one.explanation.en, /oxygen/);
  assert.match(one.explanation.fr, /oxygen/);
  assert.equal(await metric('detections_open'), 1);
  assert.equal(await metric(`anomalies_detected_total{anomaly_type="${one.kind}"}`), 1);
  assert.ok(Number.isNaN(await metric('model_accuracy')), 'nobody has told the truth');

  const count = async (query: string) => checked(await get(`/v1/detections?${query}`), detectionsSchema).total;
  assert.equal(await count('state=ended'), 0);
  assert.equal(await count(`kind=${one.kind}&state=open&since=2026-01-01T00:00:00Z`), 1);
  problem(await get('/v1/detections?kind=ghost'), 400);
  problem(await get('/v1/detections?after=3'), 400);
  problem(await get('/v1/detections/99'), 404);
});

test('changes of detections are streamed as lines or events, and taken up where they broke off', async () => {
  const { engine, plant, post, get } = await withDetection();
  const isOpen = () => engine.detections.open > 0;
  for (let i = 0; i < 300 && isOpen(); i++) await post(plant.record());
  const { next } = engine.detections;
  assert.ok(next >= 2);
  const all = await get(`/v1/detections?after=-1&limit=${next}`, { accept: LINES_TYPE });
  const records = all.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    records.map(({ type }) => type),
    ['hello', ...Array.from({ length: next }, () => 'detection'), 'end'],
  );
  assert.deepEqual([records[1].change, records[next].change], ['begun', 'ended']);
  detectionSchema.parse(records[next].detection);
  const events = await get('/v1/detections?limit=1', { accept: 'text/event-stream', 'last-event-id': '0' });
  assert.match(events.body, /\nid: 1\ndata: \{"type":"detection","seq":1,/);
  problem(await get('/v1/detections?state=open', { accept: LINES_TYPE }), 400);
});

test('the OpenAPI document names every route of the interface', async () => {
  const { get } = await rig();
  const document = JSON.parse((await get('/openapi.json')).body);
  assert.match(document.openapi, /^3\.1/);
  assert.deepEqual(Object.keys(document.paths).sort(), [
    '/healthz',
    '/metrics',
    '/readyz',
    '/v1/detections',
    '/v1/detections/{id}',
    '/v1/frames',
    '/v1/model',
  ]);
  assert.ok(document.paths['/v1/frames'].post.requestBody.content['application/json'].schema.anyOf.length === 3);
  assert.equal(document.paths['/v1/model'].get.responses['200'].content['application/json'].schema.type, 'object');
});
