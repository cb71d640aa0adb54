/**
 * Fits the trees that tell kinds of events (`src/detector/kind-weights.ts`) to development runs of the station.
 *
 *   node scripts/fit-kinds.ts                        runs the station, cross-validates, writes: some ten minutes
 *   node scripts/fit-kinds.ts --rows kinds.json      keeps what was seen in that file, or fits again to what it holds
 *   node scripts/fit-kinds.ts --dry                  writes nothing
 *
 * To be run again whenever the detector or its clues change. Judging seeds are refused.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { JUDGING_SEEDS, parseSeeds } from '../src/apps/quality/seeds.ts';
import { ConfigError } from '../src/core/errors.ts';
import { DETECTOR_DEFAULTS } from '../src/detector/index.ts';
import { collect } from './fit-kinds/collect.ts';
import type { KindRun } from './fit-kinds/kind-rows.ts';
import { report } from './fit-kinds/report.ts';
import { crossValidate, fit } from './fit-kinds/training.ts';
import { examplesText, weightsText } from './fit-kinds/write.ts';

const WEIGHTS = new URL('../src/detector/kind-weights.ts', import.meta.url);
const EXAMPLES = new URL('../src/detector/kind-examples.fake.ts', import.meta.url);
const FOLDS = 5;
const MOST_EXAMPLES = 12;
/** Chosen by cross-validation; more trees or deeper ones gain nothing beyond the noise. */
const BOOST = { rounds: 60, depth: 3, rate: 0.12, lambda: 3, least: 2, rowPart: 0.7, cluePart: 0.4 };

const { values: flags } = parseArgs({
  options: {
    seeds: { type: 'string', default: '21-40' },
    days: { type: 'string', default: '30' },
    'learn-days': { type: 'string', default: '28' },
    probability: { type: 'string', default: '0.03' },
    rows: { type: 'string' },
    dry: { type: 'boolean', default: false },
  },
});

const runs = readOrCollect();
const rows = runs.flatMap((run) => run.rows);
console.log(report(crossValidate(runs, Math.min(FOLDS, runs.length), BOOST), DETECTOR_DEFAULTS.confidence_threshold));
if (!flags.dry) {
  const trees = fit(rows, BOOST);
  const main = rows.filter(({ isMain, isLast, kind }) => isMain && isLast && kind !== 'none');
  const examples = main.filter((_, k) => k % Math.ceil(main.length / MOST_EXAMPLES) === 0);
  const events = runs.reduce((sum, run) => sum + run.events.length, 0);
  writeFileSync(
    WEIGHTS,
    weightsText(trees, `${events} events of seeds ${runs[0].seed} to ${runs[runs.length - 1].seed}`),
  );
  writeFileSync(
    EXAMPLES,
    examplesText(
      examples.map(({ clues }) => clues),
      trees,
    ),
  );
}

function readOrCollect(): KindRun[] {
  if (flags.rows !== undefined && existsSync(flags.rows)) return JSON.parse(readFileSync(flags.rows, 'utf8'));
  const seeds = parseSeeds(flags.seeds);
  const judging = parseSeeds(JUDGING_SEEDS);
  if (seeds.some((seed) => judging.includes(seed))) {
    throw new ConfigError({
      where: '--seeds',
      got: flags.seeds,
      expected: `none of the judging seeds ${JUDGING_SEEDS}`,
    });
  }
  const task = {
    learnDays: Number(flags['learn-days']),
    days: Number(flags.days),
    probability: Number(flags.probability),
  };
  const collected = seeds.map((seed) => {
    const run = collect({ ...task, seed });
    process.stderr.write(`seed ${seed}: ${run.events.length} events, described ${run.rows.length} times\n`);
    return run;
  });
  if (flags.rows !== undefined) writeFileSync(flags.rows, JSON.stringify(collected));
  return collected;
}
