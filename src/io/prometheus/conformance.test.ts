/** Our metrics before the judges that count: `promtool check metrics` and a real Prometheus that scrapes them. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { collectDefaultMetrics, Registry } from '@prometheus-io/client';
import { Prometheus } from '../../../tests/support/prometheus.ts';
import { requireCommand } from '../../../tests/support/require-command.ts';
import { QUALITY } from '../../core/frame.ts';
import { renderExposition } from './exposition.ts';
import { FAKE_TIME, fakeExposition, fakeFrame } from './station.fake.ts';
import { EXPOSITION_CONTENT_TYPE } from './text.ts';

const pick = ({ stderr, status }: { stderr: string; status: number | null }) => ({ complaints: stderr.trim(), status });

describe('the exposition', () => {
  it("has nothing that promtool objects to, in the contract's literal names either", (t) => {
    const promtool = requireCommand('promtool', 'prometheus', t);
    if (promtool === undefined) return;
    const check = (input: Buffer) => spawnSync(promtool, ['check', 'metrics'], { input, encoding: 'utf8' });
    const exposition = fakeExposition(127).render();
    assert.deepEqual(pick(check(exposition)), { complaints: '', status: 0 });
    // It does object where there is something: a series twice, a family without help.
    assert.notEqual(check(Buffer.concat([exposition, exposition])).status, 0);
    const unhelpful = Buffer.concat([exposition, Buffer.from('# TYPE x_seconds gauge\nx_seconds 1\n')]);
    assert.deepEqual(pick(check(unhelpful)), { complaints: 'x_seconds no help text', status: 3 });
  });

  it('is scraped by a real Prometheus; a stopped instrument goes stale, the station goes down', async (t) => {
    if (requireCommand('prometheus', 'prometheus', t) === undefined) return;
    const sensors = 127;
    const exposition = fakeExposition(sensors);
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const server = createServer(async (_, response) => {
      response.writeHead(200, { 'content-type': EXPOSITION_CONTENT_TYPE });
      for await (const piece of renderExposition(exposition, registry)) response.write(piece);
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const prometheus = await Prometheus.start({ targets: [`127.0.0.1:${(server.address() as AddressInfo).port}`] });
    t.after(() => prometheus.stop());

    const readings = await prometheus.until('{__name__=~"station_traffeyere_.+_current"}', (all) => all.length > 0);
    assert.equal(readings.length, sensors);
    const expected = fakeFrame(sensors);
    for (const { labels, value } of readings) {
      assert.equal(value, expected.values[Number(labels.sensor_id.slice(-6))]);
      assert.equal(labels.location, 'Reactor 5, outlet end, "deep" probe');
      assert.equal(labels.process_stage, 'traitement_biologique');
    }
    const [up] = await prometheus.query('up');
    assert.equal(up.value, 1);
    assert.equal((await prometheus.query('sum(station_traffeyere_sensor_up)'))[0].value, sensors);
    assert.equal((await prometheus.query('process_resident_memory_bytes')).length, 1);

    const stopped = fakeFrame(sensors, 1);
    stopped.quality[3] = QUALITY.missing;
    exposition.observe(stopped);
    const selector = '{sensor_id="FAKE-000003"}';
    await prometheus.until(`station_traffeyere_debit_current${selector}`, (series) => series.length === 0);
    assert.equal((await prometheus.query(`station_traffeyere_sensor_up${selector}`))[0].value, 0);
    const since = await prometheus.query(`station_traffeyere_last_reading_timestamp_seconds${selector}`);
    assert.equal(since[0].value, FAKE_TIME / 1_000);
    assert.equal((await prometheus.query('{__name__=~"station_traffeyere_.+_current"}')).length, sensors - 1);

    server.close();
    server.closeAllConnections();
    await prometheus.until('up', ([series]) => series?.value === 0);
    await prometheus.until('{__name__=~"station_traffeyere_.+"}', (series) => series.length === 0);
  });
});
