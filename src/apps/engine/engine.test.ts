/** A real generator, a network that fails, and the engine behind it. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pino } from 'pino';
import { Prometheus } from '../../../tests/support/prometheus.ts';
import { CuttableProxy } from '../../../tests/support/proxy.ts';
import { requireCommand } from '../../../tests/support/require-command.ts';
import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import { ConfigError } from '../../core/errors.ts';
import { ManualClock } from '../../pipeline/live.fake.ts';
import { SMALL_CHANNELS, SmallPlant, smallModel } from '../../pipeline/watch.fake.ts';
import { machineClock } from '../clock.ts';
import { flagOverride, loadConfig } from '../config/load.ts';
import { startGenerator } from '../generator/start.ts';
import { fetchChannels } from './channels.ts';
import type { Engine } from './engine.ts';
import { createFileSource } from './file-source.ts';
import { SmallSimulation } from './small-simulation.fake.ts';
import { type EngineParts, startEngine } from './start.ts';
import { createStreamSource } from './stream-source.ts';

const logger = pino({ level: 'silent' });
const settings = { anomaly_threshold: 0.5, confidence_threshold: 0.5, false_alarms_per_day: 1 };
const COMPAT_RULES = join(import.meta.dirname, '../../../monitoring/rules/compat.yml');

/** A generator whose clock is moved by hand. @param port 0 for any */
async function startPlant(t: TestContext, { port = 0, seed = 1 } = {}) {
  const simulation = new SmallSimulation(seed);
  const clock = new ManualClock();
  const config = loadConfig({ flags: [flagOverride('--port', ['port'], String(port))] });
  const generator = await startGenerator({ simulation, config, clock, logger });
  t.after(() => generator.close());
  return {
    simulation,
    generator,
    port: Number(new URL(generator.url).port),
    /** Makes so many frames. */
    make(frames: number): void {
      for (let i = 0; i < frames; i++) clock.advance(generator.station.ring.isEmpty ? 0 : 5_000);
    },
  };
}

async function start(t: TestContext, parts: Partial<EngineParts> = {}) {
  const running = await startEngine({
    host: '127.0.0.1',
    port: 0,
    settings,
    clock: machineClock,
    logger,
    obtainModel: async () => ({ model: smallModel(), origin: 'a test' }),
    ...parts,
  });
  t.after(() => running.close());
  const metric = async (name: string) => {
    const body = await (await fetch(`${running.url}/metrics`)).text();
    const line = body.split('\n').find((candidate) => candidate.startsWith(`edge_ai_${name} `));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };
  /** Waits until a metric has a value. */
  const reaches = async (name: string, value: number) => {
    while ((await metric(name)) !== value) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return { ...running, metric, reaches };
}

const fromStream = (port: number) => (engine: Engine) =>
  createStreamSource(engine, { url: `http://127.0.0.1:${port}`, random: () => 0 });

test('frames are taken from the beginning, and none is lost when the network fails', { timeout: 20_000 }, async (t) => {
  const { generator, make, port } = await startPlant(t);
  const proxy = await CuttableProxy.start(port);
  t.after(() => proxy.stop());
  make(100);
  const { metric, reaches } = await start(t, { createSource: fromStream(proxy.port) });
  await reaches('frames_total', 100);
  proxy.isOpen = false;
  proxy.cut();
  await reaches('source_up', 0);
  make(40);
  proxy.isOpen = true;
  await reaches('frames_total', 140);
  assert.equal(await metric('source_up'), 1);
  assert.equal(await metric('stream_reconnects_total'), 1);
  assert.equal(await metric('frames_missed_total'), 0);

  proxy.isOpen = false;
  proxy.cut();
  const { capacity } = generator.station.ring;
  make(capacity + 25);
  proxy.isOpen = true;
  await reaches('frames_total', 140 + capacity);
  assert.equal(await metric('frames_missed_total'), 25);
  assert.equal(await metric('stream_gaps_total'), 1);
});

test('truth makes quality figures; a source that starts anew ends what was open', { timeout: 20_000 }, async (t) => {
  const first = await startPlant(t);
  first.make(300);
  const { engine, metric, reaches } = await start(t, { createSource: fromStream(first.port) });
  await reaches('frames_total', 300);
  assert.equal(await metric('model_accuracy'), 1);
  assert.equal(await metric('model_recall'), undefined, 'nothing was wrong yet');
  first.simulation.error = 60;
  first.make(5);
  await reaches('frames_total', 305);
  assert.equal(await metric('model_recall'), 1);
  assert.equal(await metric('detection_delay_seconds_count'), 1);
  assert.equal(engine.detections.open, 1);

  await first.generator.close();
  const second = await startPlant(t, { port: first.port, seed: 2 });
  second.make(50);
  await reaches('frames_total', 355);
  assert.equal(engine.detections.open, 0);
  const [detection] = engine.detections.list();
  assert.equal(detection.end?.seq, 304);
});

test('a source with none of the channels is refused frame by frame', { timeout: 20_000 }, async (t) => {
  const { generator, make, port } = await startPlant(t);
  make(3);
  assert.deepEqual(
    (await fetchChannels(generator.url)).map(({ id, area, span = 0 }) => [id, area !== undefined, span > 0]),
    SMALL_CHANNELS.map((id) => [id, true, true]),
  );
  assert.deepEqual(await fetchChannels('http://127.0.0.1:9'), []);
  const model = smallModel();
  const others = { ...model, channels: model.channels.map(({ id }) => ({ id: `${id} of another plant` })) };
  const { reaches } = await start(t, {
    obtainModel: async () => ({ model: others, origin: 'elsewhere' }),
    createSource: fromStream(port),
  });
  await reaches('frames_refused_total{reason="no_common_channel"}', 3);
});

test('without a model there is no engine; closing while it learns waits for nothing', async (t) => {
  const fault = new ConfigError({ where: 'normal data', got: '3 frames', expected: 'more' });
  const running = await start(t, { obtainModel: () => Promise.reject(fault) });
  await assert.rejects(running.ready, /normal data: got "3 frames"/);
  assert.equal((await fetch(`${running.url}/readyz`)).status, 503);
  const learning = await start(t, {
    obtainModel: (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  await learning.close();
  await assert.rejects(learning.ready);
});

test('a file is scored: rows of an export with their truth, frames, a stream that was kept', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'traffeyere-engine-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const scored = async (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const running = await start(t, { createSource: (engine) => createFileSource(engine, file) });
    await running.reaches('source_up', 0);
    return running;
  };
  const plant = new SmallPlant();
  const rows = Array.from({ length: 300 }, (_, i) => {
    const { seq, time, values } = plant.record(i >= 290 ? { oxygen: 90 } : {});
    const labels = i >= 290 ? { anomaly: true, oxygen__label: 1, oxygen__event: 4 } : { anomaly: false };
    return JSON.stringify({ time, seq, ...labels, ...values });
  });
  const exported = await scored('export.ndjson', `${rows.join('\n')}\nnonsense\n${rows[0]}`);
  assert.equal(await exported.metric('frames_total'), 300);
  assert.equal(await exported.metric('model_recall'), 1);
  assert.equal(await exported.metric('frames_refused_total{reason="malformed"}'), 1);
  assert.equal(await exported.metric('frames_refused_total{reason="time_backwards"}'), 1);

  const other = new SmallPlant();
  const kept = await scored(
    'stream.ndjson',
    [
      JSON.stringify({ type: 'hello', run: 'r', sensors: ['oxygen'] }),
      ...Array.from({ length: 3 }, () => JSON.stringify({ type: 'frame', time: other.record().time, values: [30] })),
      JSON.stringify({ type: 'heartbeat', next: 3 }),
      JSON.stringify(other.record()),
    ].join('\n'),
  );
  assert.equal(await kept.metric('frames_total'), 4);
  assert.equal(await kept.metric('frames_refused_total{reason="unknown_channel"}'), 0);

  const again = new SmallPlant();
  const header = ['time', ...SMALL_CHANNELS].join(',');
  const lines = Array.from({ length: 50 }, () => {
    const { time, values } = again.record();
    return [time, ...SMALL_CHANNELS.map((id) => values[id])].join(',');
  });
  const table = await scored('data.csv', [header, ...lines].join('\n'));
  assert.equal(await table.metric('frames_total'), 50);
  const absent = await start(t, { createSource: (engine) => createFileSource(engine, join(folder, 'none.csv')) });
  await absent.reaches('source_up', 0);
});

test('a real Prometheus answers the literal P95, and finds every name of the contract', {
  timeout: 60_000,
}, async (t) => {
  if (requireCommand('prometheus', 'prometheus', t) === undefined) return;
  const { simulation, make, port } = await startPlant(t);
  make(300);
  simulation.error = 60;
  make(5);
  const { url, engine, reaches } = await start(t, { createSource: fromStream(port) });
  await reaches('frames_total', 305);
  const prometheus = await Prometheus.start({ targets: [new URL(url).host], ruleFiles: [COMPAT_RULES] });
  t.after(() => prometheus.stop());
  // Known latencies beside those measured: of all that comes from now on, 95 % take at most 0.26 ms.
  await prometheus.until('edge_ai_predictions_total', (all) => all.length > 0);
  const tell = setInterval(() => {
    for (let i = 1; i <= 100; i++)
      engine.exposition.observeFrame(127, i * 2.6e-6 + 1.3e-5, Date.now(), machineClock.now());
  }, 50);
  t.after(() => clearInterval(tell));
  const literal = 'histogram_quantile(0.95, edge_ai_prediction_latency_seconds)';
  const [p95] = await prometheus.until(literal, (all) => all.length === 1 && all[0].value > 0);
  assert.ok(Math.abs(p95.value - 0.00026) < 0.00001, `${p95.value} s`);
  for (const name of ['predictions_total', 'model_accuracy', 'throughput_per_second', 'model_info', 'source_up']) {
    assert.equal((await prometheus.query(`edge_ai_${name}`)).length, 1, name);
  }
  const kinds = (await prometheus.query('edge_ai_anomalies_detected_total')).map(({ labels }) => labels.anomaly_type);
  assert.deepEqual(kinds.sort(), [...ANOMALY_KINDS, 'unknown'].sort());
});
