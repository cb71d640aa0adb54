import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { ConfigError } from '../core/errors.ts';
import { exportRun } from './export.ts';
import { FakeSimulation } from './live.fake.ts';

function fileIn(t: TestContext, name: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'traffeyere-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, name);
}

describe('exportRun', () => {
  it('writes every frame and says how much it was', async (t) => {
    const out = fileIn(t, 'run.csv');
    const progress: number[] = [];
    const summary = await exportRun(new FakeSimulation(3), {
      ticks: 2_500,
      out,
      onProgress: (done, total) => {
        assert.equal(total, 2_500);
        progress.push(done);
      },
    });
    const lines = readFileSync(out, 'utf8').trimEnd().split('\r\n');
    assert.equal(lines.length, 1 + 2_500);
    assert.equal(lines[1], '2026-01-01T00:00:00.000Z,0,false,0,0.125,0.25,0,0,0,0,0,0,0,0,0');
    assert.match(lines[2_500], /,2499,false,2499,2499.125,2499.25,/);
    assert.deepEqual(progress, [1_024, 2_048, 2_500]);
    assert.deepEqual(summary, {
      frames: 2_500,
      readings: 7_500,
      labelled: [0, 0, 0, 0, 0],
      bytes: readFileSync(out).length,
    });
  });

  it('writes the same bytes for the same run', async (t) => {
    const files = await Promise.all(
      ['a.parquet', 'b.parquet'].map(async (name) => {
        const out = fileIn(t, name);
        await exportRun(new FakeSimulation(4), { ticks: 3_000, out, origin: { seed: 1 } });
        return readFileSync(out);
      }),
    );
    assert.ok(files[0].equals(files[1]));
  });

  it('labels the readings that the simulation does', async (t) => {
    const out = fileIn(t, 'run.ndjson');
    const simulation = new FakeSimulation(2);
    simulation.label = (kinds, events, seq) => {
      if (seq !== 1) return;
      kinds[1] = 5;
      events[1] = 12;
    };
    await exportRun(simulation, { ticks: 3, out });
    const rows = readFileSync(out, 'utf8').trimEnd().split('\n');
    const labelled = rows.map((line) => {
      const { anomaly, 'FAKE-1__label': label, 'FAKE-1__event': event } = JSON.parse(line);
      return { anomaly, label, event };
    });
    assert.deepEqual(labelled, [
      { anomaly: false, label: undefined, event: undefined },
      { anomaly: true, label: 5, event: 12 },
      { anomaly: false, label: undefined, event: undefined },
    ]);
  });

  it('leaves nothing behind when it is interrupted', async (t) => {
    const out = fileIn(t, 'run.parquet');
    const interrupt = new AbortController();
    const run = exportRun(new FakeSimulation(3), {
      ticks: 10_000,
      out,
      signal: interrupt.signal,
      onProgress: (done) => done > 2_000 && interrupt.abort(new Error('interrupted')),
    });
    await assert.rejects(run, /interrupted/);
    assert.deepEqual(readdirSync(dirname(out)), []);
  });

  it('leaves nothing behind when the station fails', async (t) => {
    const out = fileIn(t, 'run.csv');
    const station = new FakeSimulation(3);
    station.failAt = 1_500;
    await assert.rejects(exportRun(station, { ticks: 10_000, out }), /the fake broke/);
    assert.deepEqual(readdirSync(dirname(out)), []);
  });

  it('refuses a place that cannot be written before the first tick', async (t) => {
    const station = new FakeSimulation(3);
    station.failAt = 0;
    await assert.rejects(exportRun(station, { ticks: 10, out: fileIn(t, 'none/run.csv') }), ConfigError);
    await assert.rejects(exportRun(station, { ticks: 10, out: fileIn(t, 'run.xlsx') }), ConfigError);
  });
});
