/**
 * Writes `docs/detection-quality.md`, and the figures behind it to `docs/detection-quality.json`.
 *
 *   node scripts/docs-quality.ts --judge                     the judging seeds 111-120, 14 days each: some minutes
 *   node scripts/docs-quality.ts --seeds 1,2 --days 2        a try on other seeds
 *   node scripts/docs-quality.ts --from docs/detection-quality.json      the page again from its figures
 *   … --out DIRECTORY                                        somewhere else than in docs
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine } from '../src/apps/bench/machine.ts';
import { checkConfig } from '../src/apps/config/load.ts';
import { learnModel } from '../src/apps/learning/task.ts';
import { robustnessOf } from '../src/apps/quality/attack.ts';
import { type QualityDocument, qualityPage } from '../src/apps/quality/page.ts';
import { runSeeds } from '../src/apps/quality/run.ts';
import { DEVELOPMENT_SEEDS, JUDGING_SEEDS, parseSeeds } from '../src/apps/quality/seeds.ts';
import { summarize } from '../src/pipeline/quality/summary.ts';

const PROBABILITY = 0.02;
const LEARN_DAYS = 28;
/** Beside it, what longer learning gives. */
const LONGER_DAYS = 120;
/** Simulated time at which the attacked station begins. */
const ATTACK_START = Date.UTC(2026, 3, 1);

const { values: flags } = parseArgs({
  options: {
    judge: { type: 'boolean', default: false },
    seeds: { type: 'string', default: DEVELOPMENT_SEEDS },
    days: { type: 'string', default: '14' },
    from: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../docs', import.meta.url)) },
  },
});

const document = flags.from === undefined ? await measure() : read(flags.from);
writeFileSync(join(flags.out, 'detection-quality.md'), qualityPage(document));
if (flags.from === undefined) {
  writeFileSync(join(flags.out, 'detection-quality.json'), `${JSON.stringify(document, null, 2)}\n`);
}

async function measure(): Promise<QualityDocument> {
  const start = performance.now();
  const seeds = parseSeeds(flags.judge ? JUDGING_SEEDS : flags.seeds);
  const days = Number(flags.days);
  const results = await runSeeds(
    seeds,
    { days, learnDays: LEARN_DAYS, probability: PROBABILITY },
    {
      onProgress: (share) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${Math.floor(100 * share)} %`);
      },
    },
  );
  const summary = summarize(results);
  const longer = summarize(await runSeeds(seeds, { days, learnDays: LONGER_DAYS, probability: PROBABILITY }));
  const config = { ...checkConfig(undefined, []), seed: seeds[0], anomaly_probability: 0 };
  const model = await learnModel({ from: 'simulation', config, startTime: ATTACK_START });
  const robustness = robustnessOf(model, config, ATTACK_START);
  const choice = flags.judge ? '--judge' : `--seeds ${flags.seeds}`;
  return {
    command: `node scripts/docs-quality.ts ${choice} --days ${days}`,
    machine: describeMachine(),
    learnDays: LEARN_DAYS,
    probability: PROBABILITY,
    seconds: Math.round((performance.now() - start) / 1_000),
    summary,
    longer: { learnDays: LONGER_DAYS, summary: longer },
    robustness,
  };
}

/** JSON has no NaN, and nothing else is null there. */
function read(file: string): QualityDocument {
  return JSON.parse(readFileSync(file, 'utf8'), (_, value) => (value === null ? Number.NaN : value)) as QualityDocument;
}
