import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { TICK_MS } from '../../core/time.ts';
import { FAKE_START, FakeSimulation, ManualClock } from '../../pipeline/live.fake.ts';
import { checkConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { startGenerator } from '../generator/start.ts';
import { learnAside } from './learn.ts';
import { fetchStation } from './station.ts';

const START = Date.UTC(2026, 4, 1);

function configOf(values: Record<string, unknown>): Config {
  return checkConfig(
    undefined,
    Object.entries(values).map(([path, value]) => ({ path: path.split('.'), value, origin: path })),
  );
}

test('a clean run of the station is learned in a process aside, up to where the watched one begins', async () => {
  const config = configOf({ warmup_days: 0, 'engine.learn_days': 0.1, 'engine.n_estimators': 5, scenario: undefined });
  const task = { from: 'simulation', config, startTime: START } as const;
  const model = await learnAside(task, new AbortController().signal);
  assert.equal(model.channels.length, 127);
  assert.ok(model.channels.every(({ unit, area }) => unit !== undefined && area !== undefined));
  assert.deepEqual([model.learned.rows, model.learned.to], [1_728, START - TICK_MS]);
});

test('what cannot be learned from is told as it is here; learning ends when it is told to', async () => {
  const task = { from: 'file', file: '/nowhere/normal.csv', settings: {}, channels: [] } as const;
  await assert.rejects(learnAside(task, new AbortController().signal), {
    name: 'ConfigError',
    message: /^\/nowhere\/normal\.csv: got "ENOENT"/,
  });
  const abort = new AbortController();
  const learning = learnAside({ from: 'simulation', config: configOf({}), startTime: START }, abort.signal);
  abort.abort(new Error('enough'));
  await assert.rejects(learning, /enough/);
  await assert.rejects(learnAside(task, abort.signal), /enough/);
});

test('a generator tells what it simulates; the engine’s own part stays', async (t) => {
  const theirs = configOf({
    port: 0,
    seed: 42,
    'plant.population': 50_000,
    'sensors.noise': 'benchmark',
    warmup_days: 3,
    'engine.learn_days': 30,
  });
  const parts = { simulation: new FakeSimulation(), config: theirs, clock: new ManualClock() };
  const generator = await startGenerator({ ...parts, logger: pino({ level: 'silent' }) });
  t.after(() => generator.close());
  const own = configOf({ seed: 1, 'engine.learn_days': 5, anomaly_probability: 0.1 });
  const station = await fetchStation(`${generator.url}/`, own);
  assert.equal(station?.startTime, FAKE_START);
  const { seed, plant, sensors, warmup_days, engine } = station.config;
  assert.deepEqual([seed, plant, sensors, warmup_days], [42, theirs.plant, theirs.sensors, 3]);
  assert.deepEqual(engine, own.engine);
  assert.equal(await fetchStation('http://127.0.0.1:9', own), undefined);
});
