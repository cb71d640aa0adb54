/**
 * Measures which share of readings a schedule labels in the long run, and which share of its speed the station keeps;
 * fills the table of docs/anomalies.md.
 *
 *   node scripts/anomaly-share.ts [--days 60] [--seeds 10]
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ANOMALY_KINDS } from '../src/core/anomaly-kinds.ts';
import { createFrame } from '../src/core/frame.ts';
import { DAY_MS, TICKS_PER_DAY, TICKS_PER_MINUTE } from '../src/core/time.ts';
import { createSimulation, type StationSimulation } from '../src/pipeline/create-simulation.ts';
import { openInfluent } from '../src/pipeline/influent.ts';
import { buildCatalogue } from '../src/sensors/index.ts';

const PAGE = new URL('../docs/anomalies.md', import.meta.url);
const MARK = /(<!-- shares -->\n)[\s\S]*(<!-- \/shares -->)/;
const PROBABILITIES = [0.005, 0.02, 0.1];
const WARMUP_DAYS = 20;
const START = Date.UTC(2026, 0, 1);

interface Run {
  /** Labelled readings of each kind as shares of all readings. */
  readonly shares: readonly number[];
  readonly events: number;
  /** Plants simulated at a time, on average. */
  readonly worlds: number;
  readonly seconds: number;
}

function measure(seed: number, probability: number, days: number): Run {
  const simulation = station(seed, probability);
  const count = simulation.sensors.length;
  const frame = createFrame(count);
  const kinds = new Uint8Array(count);
  const events = new Uint32Array(count);
  const labelled = new Float64Array(ANOMALY_KINDS.length + 1);
  const ticks = days * TICKS_PER_DAY;
  let worlds = 0;
  const begin = performance.now();
  for (let tick = 0; tick < ticks; tick++) {
    simulation.next(frame);
    simulation.readLabels(kinds, events);
    for (let i = 0; i < count; i++) labelled[kinds[i]]++;
    if (tick % TICKS_PER_MINUTE === 0) worlds += simulation.anomalies.worlds.length;
  }
  const seconds = (performance.now() - begin) / 1000;
  const shares = Array.from(labelled.subarray(1), (readings) => readings / (ticks * count));
  return { shares, events: simulation.anomalies.list().length, worlds: (TICKS_PER_MINUTE * worlds) / ticks, seconds };
}

function station(seed: number, probability: number): StationSimulation {
  const { openSource } = openInfluent({ kind: 'generator', seed, start: START - WARMUP_DAYS * DAY_MS });
  return createSimulation({
    seed,
    startTime: START,
    warmupDays: WARMUP_DAYS,
    openSource,
    sensors: buildCatalogue(),
    noise: 'datasheet',
    anomalies: { probability },
  });
}

function row(probability: number, runs: readonly Run[]): string {
  const shares = runs.map((run) => sum(run.shares));
  const mean = (pick: (run: Run) => number) => sum(runs.map(pick)) / runs.length;
  const kinds = ANOMALY_KINDS.map((_, i) => percent(mean((run) => run.shares[i])));
  const average = sum(shares) / shares.length;
  const off = `${average > probability ? '+' : '−'}${Math.abs(100 * (average / probability - 1)).toFixed(1)} %`;
  const cells = [
    percent(probability),
    percent(average),
    off,
    `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`,
    ...kinds,
    mean((run) => run.events).toFixed(0),
    mean((run) => run.worlds).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const { values } = parseArgs({
  options: { days: { type: 'string', default: '60' }, seeds: { type: 'string', default: '10' } },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);
const header = `| wanted | mean | off by | single seeds | ${ANOMALY_KINDS.map((kind) => `\`${kind}\``).join(' | ')} | events | worlds |`;
const lines = [header, `|${'---|'.repeat(ANOMALY_KINDS.length + 6)}`];
for (const probability of PROBABILITIES) {
  const runs = seeds.map((seed) => measure(seed, probability, Number(values.days)));
  lines.push(row(probability, runs));
  process.stderr.write(`${lines.at(-1)}  ${sum(runs.map(({ seconds }) => seconds)).toFixed(0)} s\n`);
}
const page = readFileSync(PAGE, 'utf8');
writeFileSync(
  PAGE,
  page.replace(MARK, (_, open, close) => `${open}\n${lines.join('\n')}\n\n${close}`),
);
