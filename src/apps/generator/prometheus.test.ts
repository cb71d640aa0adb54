/** The real station before a real Prometheus and its linter. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { pino } from 'pino';
import { Prometheus } from '../../../tests/support/prometheus.ts';
import { requireCommand } from '../../../tests/support/require-command.ts';
import { machineClock } from '../clock.ts';
import { checkConfig } from '../config/load.ts';
import { createConfiguredSimulation } from '../simulation.ts';
import { type RunningGenerator, startGenerator } from './start.ts';

function start(): Promise<RunningGenerator> {
  const values = { port: 0, warmup_days: 0, speed: 100 };
  const config = checkConfig(
    undefined,
    Object.entries(values).map(([key, value]) => ({ path: [key], value, origin: key })),
  );
  const { simulation } = createConfiguredSimulation(config, Date.UTC(2026, 0, 1));
  return startGenerator({ simulation, config, clock: machineClock, logger: pino({ level: 'silent' }) });
}

test('promtool objects to nothing in /metrics', async (t) => {
  const promtool = requireCommand('promtool', 'prometheus', t);
  if (promtool === undefined) return;
  const generator = await start();
  t.after(() => generator.close());
  while (generator.station.ring.isEmpty) await new Promise((resolve) => setTimeout(resolve, 5));
  const input = await (await fetch(`${generator.url}/metrics`)).text();
  const { stderr, status } = spawnSync(promtool, ['check', 'metrics'], { input, encoding: 'utf8' });
  assert.deepEqual([stderr, status], ['', 0]);
});

test('Prometheus has 127 readings, and 126 once an instrument has been stopped', async (t) => {
  if (requireCommand('prometheus', 'prometheus', t) === undefined) return;
  const generator = await start();
  t.after(() => generator.close());
  const prometheus = await Prometheus.start({ targets: [new URL(generator.url).host] });
  t.after(() => prometheus.stop());
  const readings = '{__name__=~"station_traffeyere_.+_current"}';
  assert.equal((await prometheus.until(readings, (all) => all.length > 0)).length, 127);
  const stopped = await fetch(`${generator.url}/v1/sensors/BIO-O2-01/running`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"running":false}',
  });
  assert.equal(stopped.status, 200);
  const left = await prometheus.until(readings, (all) => all.length < 127);
  assert.equal(left.length, 126);
  assert.equal(
    left.some(({ labels }) => labels.sensor_id === 'BIO-O2-01'),
    false,
  );
});
