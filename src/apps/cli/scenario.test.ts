/** `scenario list|check|run` and `--scenario`, on the real station without its warm-up. */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createConfiguredSimulation } from '../simulation.ts';
import { EXIT, runCli } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'traffeyere-cli-scenario-'));
after(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isTerminal: false,
    env: { TRAFFEYERE_WARMUP_DAYS: '0' },
    ended: async () => {},
    signal: new AbortController().signal,
    createSimulation: async (config, startTime) => createConfiguredSimulation(config, startTime),
  });
  return { code, out, err };
}

const file = join(folder, 'probe.yaml');
const SCENARIO = `name: probe
title: {en: A probe sticks, fr: Une sonde se fige}
story: {en: It sticks., fr: Elle se fige.}
duration: 30m
events:
  - {kind: sensor_fault, subtype: stuck, target: BIO-O2-06, start: 5m, duration: 10m}
  - {kind: cyberattack, subtype: denial_of_view, target: 'SOR-PH-*', start: 12m, duration: 1h}
`;
writeFileSync(file, SCENARIO);

test('scenario list: names, lengths, titles in two languages', async () => {
  const scenarios = JSON.parse((await run('scenario', 'list', '--json')).out);
  assert.ok(scenarios.length >= 12);
  const storm = scenarios.find(({ name }: { name: string }) => name === 'storm-pump-failure');
  assert.equal(storm.duration, '4d');
  assert.equal(storm.events[0].subtype, 'return_sludge_failure');
  const { out } = await run('scenario', 'list', '--lang', 'fr');
  assert.match(out, /^scenario +lasts +events +what happens\n/);
  assert.match(out, /^storm-pump-failure +4d +1 +Un orage/m);
});

test('scenario check: good ones, and what is wrong with others', async () => {
  const good = await run('scenario', 'check', file);
  assert.deepEqual([good.code, good.out, good.err], [EXIT.good, '', `${file}: good\n`]);
  assert.equal(JSON.parse((await run('scenario', 'check', 'acid-shock', '--json')).out).duration_s, 172_800);
  const wrong = join(folder, 'wrong.yaml');
  writeFileSync(wrong, SCENARIO.replace('BIO-O2-06', 'BIO-O2-66'));
  const { code, err } = await run('scenario', 'check', wrong);
  assert.equal(code, EXIT.badInput);
  assert.match(err, /^error: .*wrong\.yaml:6:\d+, events\[0\]\.target: got "BIO-O2-66", expected the id of a sensor/);
  assert.equal((await run('scenario', 'check', 'acid-shok')).code, EXIT.badInput);
});

test('scenario run: what happened, and the data set with its labels', async () => {
  const out = join(folder, 'probe.csv');
  const { code, out: json, err } = await run('scenario', 'run', file, '--out', out, '--json');
  assert.equal(code, EXIT.good, err);
  const report = JSON.parse(json);
  assert.deepEqual([report.scenario, report.frames, report.data.frames], ['probe', 360, 360]);
  assert.deepEqual(
    report.events.map(({ subtype, origin, state }: Record<string, string>) => [subtype, origin, state]),
    [
      ['stuck', 'scenario', 'over'],
      ['denial_of_view', 'scenario', 'active'],
    ],
  );
  assert.equal(report.events[0].sensors[0].readings, 120);
  const [head, ...rows] = readFileSync(out, 'utf8').trimEnd().split('\n');
  const label = head.split(',').indexOf('BIO-O2-06__label');
  const labelled = rows.flatMap((row, i) => (row.split(',')[label] === '1' ? [i] : []));
  assert.deepEqual([labelled.length, labelled[0], labelled.at(-1)], [120, 60, 179]);

  const text = await run('scenario', 'run', file, '--lang', 'fr', '--start', '2026-05-01');
  assert.match(
    text.out,
    /^Une sonde se fige\n\nElle se fige\.\n\nafter +event +what +of\n5m +1 +begins +sensor_fault stuck/,
  );
  assert.match(text.out, /^15m +1 +ends/m);
  assert.match(text.out, /^event +sensor +first shown +anomalous for\n +1 +BIO-O2-06 +0s +10m$/m);
  assert.match(text.err, /^30m from 2026-05-01T00:00:00\.000Z/);
});

test('export --scenario lasts as long as the story, unless it is told', async () => {
  const exportRun = async (...args: string[]) => {
    const { code, out, err } = await run(
      'export',
      '--out',
      join(folder, 'e.csv'),
      '--json',
      '--scenario',
      file,
      ...args,
    );
    assert.equal(code, EXIT.good, err);
    return JSON.parse(out);
  };
  const whole = await exportRun();
  assert.deepEqual([whole.frames, whole.events, whole.labelled[0]], [360, 2, 120]);
  assert.equal((await exportRun('--days', '0.01')).frames, 173);
  const none = await run('export', '--out', join(folder, 'e.csv'), '--scenario', 'none');
  assert.match(none.err, /^error: scenario: got "none", expected a file ending in \.yaml, or/);
});
