import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FAKE_START, FakeSimulation } from '../../pipeline/live.fake.ts';
import { runScenario } from './run.ts';
import { affectedRows, timelineRows } from './timeline-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'traffeyere-run-'));
after(() => rmSync(folder, { recursive: true }));
const facts = { version: '1', seed: 1, probability: 0, scenario: 'test' };
const HOUR = 3_600_000;

/** Event 1 labels sensor 1 in ten frames and sensor 2 in twenty; event 2 is yet to come. */
function story(): FakeSimulation {
  const simulation = new FakeSimulation();
  const { anomalies } = simulation;
  anomalies.inject({ kind: 'cyberattack', subtype: 'bias', target: ['FAKE-1', 'FAKE-2'], start: FAKE_START });
  anomalies.inject({ kind: 'sensor_fault', subtype: 'stuck', target: ['FAKE-4'], start: FAKE_START + 48 * HOUR });
  simulation.label = (kinds, events, seq) => {
    for (const [sensor, last] of [
      [1, 10],
      [2, 20],
    ]) {
      if (seq >= last) continue;
      kinds[sensor] = 5;
      events[sensor] = 1;
    }
    anomalies.events[0] = {
      ...anomalies.events[0],
      state: 'over',
      end: FAKE_START + HOUR,
      recovered: FAKE_START + 2 * HOUR,
      technique: { id: 'T0856', name: 'Spoof Reporting Message', also: [] },
      sensors: [
        { id: 'FAKE-1', first: FAKE_START + 5_000 },
        { id: 'FAKE-2', first: FAKE_START + 10_000 },
      ],
    };
  };
  return simulation;
}

test('a run tells what happened, most affected sensors first, with a data set or without', async () => {
  const out = join(folder, 'run.csv');
  const bare = await runScenario(story(), { durationS: 86_400, facts });
  const written = await runScenario(story(), { durationS: 86_400, facts, out });
  assert.equal(bare.frames, 17_280);
  assert.equal(bare.dataSet, undefined);
  assert.deepEqual(written.events, bare.events);
  assert.equal(written.dataSet?.frames, 17_280);
  assert.equal(readFileSync(out, 'utf8').trimEnd().split('\n').length, 17_281);
  const [event] = bare.events;
  assert.equal(bare.events.length, 1, 'what has not begun is not told');
  assert.deepEqual(
    event.sensors.map(({ id, readings }) => [id, readings]),
    [
      ['FAKE-2', 20],
      ['FAKE-1', 10],
    ],
  );
  const of = 'cyberattack bias (T0856): FAKE-1, FAKE-2';
  assert.deepEqual(timelineRows(bare, FAKE_START), [
    ['0s', 1, 'begins', of],
    ['5s', 1, 'first shows at FAKE-1', of],
    ['1h', 1, 'ends', of],
    ['2h', 1, 'has left no trace', of],
  ]);
  assert.deepEqual(affectedRows(bare), [
    [1, 'FAKE-2', '10s', '1m40s'],
    [1, 'FAKE-1', '5s', '50s'],
  ]);
});

test('a run that is interrupted ends soon and leaves nothing', async () => {
  const interruption = new AbortController();
  const out = join(folder, 'none.csv');
  const onProgress = () => interruption.abort(new Error('enough'));
  for (const options of [{ out }, {}]) {
    const run = runScenario(story(), { durationS: 1e6, facts, signal: interruption.signal, onProgress, ...options });
    await assert.rejects(run, /enough/);
  }
  assert.equal(existsSync(out), false);
});
