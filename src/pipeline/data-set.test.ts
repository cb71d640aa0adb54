/** A labelled data set as its users load it: table, events and card agree with each other and with the run. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { duckdb } from '../../tests/support/duckdb.ts';
import type { EventRecord } from '../anomalies/record.ts';
import { ANOMALY_KINDS } from '../core/anomaly-kinds.ts';
import { ConfigError } from '../core/errors.ts';
import { MINUTE_MS, TICKS_PER_MINUTE } from '../core/time.ts';
import { companionFiles, type DataSetSummary, exportDataSet } from './data-set.ts';
import { RAINY_START, rainySimulation } from './rainy-simulation.fake.ts';

const FACTS = { version: '1.2.3', seed: 1, probability: 0, scenario: undefined };
const MINUTES = 180;

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'traffeyere-'));
});
after(() => rmSync(folder, { recursive: true }));

/** Three hours with a stuck probe, an ammonia discharge and an event after the end. */
function write(out: string): Promise<DataSetSummary> {
  const simulation = rainySimulation();
  const at = (minute: number) => RAINY_START + minute * MINUTE_MS;
  const probe = { kind: 'sensor_fault', subtype: 'stuck', target: ['BIO-O2-03'] } as const;
  simulation.anomalies.inject({ ...probe, start: at(30), durationS: 3600 });
  simulation.anomalies.inject({
    kind: 'pollution_spike',
    subtype: 'ammonia_discharge',
    start: at(60),
    durationS: 4 * 3600,
    magnitude: 40,
  });
  simulation.anomalies.inject({ ...probe, start: at(MINUTES + 5) });
  return exportDataSet(simulation, { ticks: MINUTES * TICKS_PER_MINUTE, out }, FACTS);
}

describe('a data set', () => {
  let out: string;
  let summary: DataSetSummary;
  before(async () => {
    out = join(folder, 'run.parquet');
    summary = await write(out);
  });

  it('is three files that DuckDB can join: every labelled reading has its event and kind', async () => {
    assert.deepEqual(readdirSync(folder).sort(), ['run.card.md', 'run.events.json', 'run.parquet']);
    const ids = rainySimulation().sensors.map(({ id }) => id);
    const union = ids
      .map((id) => `SELECT time, '${id}' AS sensor, "${id}__label" AS label, "${id}__event" AS event FROM '${out}'`)
      .join(' UNION ALL ');
    const rows = await duckdb(`
      WITH labelled AS (SELECT * FROM (${union}) WHERE label > 0)
      SELECT e.id::INT AS id, e.kind AS kind, l.label::INT AS label, count(*)::INT AS readings, e.readings::INT AS told,
             count(DISTINCT l.sensor)::INT AS sensors, len(e.sensors)::INT AS touched,
             min(l.time) >= min(e.start::TIMESTAMP) AS after_start
      FROM labelled l JOIN '${summary.eventsFile}' e ON e.id = l.event
      GROUP BY ALL ORDER BY id`);
    assert.equal(rows.length, 2);
    for (const row of rows) {
      assert.equal(row.label, ANOMALY_KINDS.indexOf(row.kind as (typeof ANOMALY_KINDS)[number]) + 1);
      assert.equal(row.readings, row.told);
      assert.equal(row.sensors, row.touched);
      assert.equal(row.after_start, true);
    }
    assert.deepEqual(rows[0].readings, 60 * TICKS_PER_MINUTE);
    assert.deepEqual(summary.labelled, [rows[0].readings, 0, rows[1].readings, 0, 0]);
    const [{ anomalous }] = await duckdb(`SELECT count(*)::INT AS anomalous FROM '${out}' WHERE anomaly`);
    assert.ok((anomalous as number) >= 60 * TICKS_PER_MINUTE);
  });

  it('tells of its events in full, without those that it does not reach', () => {
    const events: EventRecord[] = JSON.parse(readFileSync(summary.eventsFile, 'utf8'));
    assert.deepEqual(
      events.map(({ id, subtype, state }) => [id, subtype, state]),
      [
        [1, 'stuck', 'over'],
        [2, 'ammonia_discharge', 'active'],
      ],
    );
    assert.equal(events[0].recovered, new Date(RAINY_START + 90 * MINUTE_MS).toISOString());
    assert.deepEqual(events[0].cause, { type: 'sensor', names: ['BIO-O2-03'] });
    assert.ok(events[1].sensors.some(({ id }) => id === 'DPR-AMM-01'));
  });

  it('has a card with columns, units, kinds, shares, seed and version', () => {
    const card = readFileSync(summary.cardFile, 'utf8');
    assert.match(card, /^# Data card of run\.parquet/);
    assert.match(card, /traffeyere 1\.2\.3/);
    assert.match(card, /\| seed \| 1 \|/);
    assert.match(card, /2160 rows, 0\.125 days, 127 sensors, 274320 readings/);
    assert.match(card, /\| 1 \| `sensor_fault` \| panne capteur \| 1 \| 720 \| 0\.262 % \|/);
    assert.match(card, /\| `BIO-O2-03` \| o2_dissous \| traitement_biologique \| mg\/L \| 0 … 10 \|/);
    assert.equal(card.match(/^\| `[A-Z]{3}-[A-Z0-9]+-\d\d` \|/gm)?.length, 127);
  });

  it('is the same bytes again', async () => {
    const again = join(folder, 'again.parquet');
    await write(again);
    for (const [one, other] of [
      [out, again],
      [companionFiles(out).events, companionFiles(again).events],
    ]) {
      assert.ok(readFileSync(one).equals(readFileSync(other)), other);
    }
  });
});

it('leaves nothing behind where one of its files cannot be written', async () => {
  const place = join(folder, 'refused');
  mkdirSync(join(place, 'run.card.md'), { recursive: true });
  await assert.rejects(write(join(place, 'run.parquet')), (error) => error instanceof ConfigError);
  assert.deepEqual(readdirSync(place), ['run.card.md']);
});
