/**
 * Prints how good the detector is on the simulated station, beside trivial detectors.
 *
 *   node_modules/.bin/node scripts/quality.ts                       seeds 1 and 2, 7 days each, on all cores
 *   node_modules/.bin/node scripts/quality.ts --seeds 1,2,5-8 --days 14 --learn-days 120
 *   node_modules/.bin/node scripts/quality.ts --events              and each event with what became of it
 *   node_modules/.bin/node scripts/quality.ts --json out.json       the figures as JSON too
 *
 * Seeds 1 to 50 are for development. Seeds 111 to 120 judge: `--judge` runs them, once, when nothing changes any more.
 * Each seed learns as an engine does at its start: the same instruments in clean days of another run, in other weather,
 * just before its own begin; seeds start at different seasons. What every figure means stands in `src/detector/evaluation` and `src/pipeline/quality/summary.ts`.
 */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runSeeds } from '../src/apps/quality/run.ts';
import { DEVELOPMENT_SEEDS, JUDGING_SEEDS, parseSeeds } from '../src/apps/quality/seeds.ts';
import { formatQuality } from '../src/apps/quality/tables.ts';
import { formatChecks } from '../src/apps/verify/format.ts';
import { qualityChecks } from '../src/apps/verify/quality-checks.ts';
import { summarize } from '../src/pipeline/quality/summary.ts';

const { values: flags } = parseArgs({
  options: {
    seeds: { type: 'string', default: DEVELOPMENT_SEEDS },
    judge: { type: 'boolean', default: false },
    days: { type: 'string', default: '7' },
    'learn-days': { type: 'string', default: '28' },
    probability: { type: 'string', default: '0.02' },
    threads: { type: 'string' },
    events: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const seeds = parseSeeds(flags.judge ? JUDGING_SEEDS : flags.seeds);
const task = {
  learnDays: Number(flags['learn-days']),
  days: Number(flags.days),
  probability: Number(flags.probability),
};
const start = performance.now();
const results = await runSeeds(seeds, task, {
  threads: flags.threads === undefined ? undefined : Number(flags.threads),
  onProgress: (share) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${Math.floor(100 * share)} %`);
  },
});
const summary = summarize(results);
process.stdout.write(`${formatChecks(qualityChecks(summary))}\n${formatQuality(summary)}\n`);
if (flags.events) {
  for (const { seed, detector } of results) {
    for (const event of detector.events) process.stdout.write(`${JSON.stringify({ seed, ...event })}\n`);
  }
}
if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(summary, null, 2)}\n`);
process.stdout.write(`\n${((performance.now() - start) / 1_000).toFixed(0)} s\n`);
