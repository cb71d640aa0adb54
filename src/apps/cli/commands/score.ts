/** `score`: a score for each row of a user's own file. */

import { type Command, InvalidArgumentError } from 'commander';
import { ConfigError } from '../../../core/errors.ts';
import type { CliContext } from '../context.ts';
import {
  addDataFlags,
  addDetectFlags,
  addLearnFlags,
  type DataFlags,
  type DetectFlags,
  detectSettingsOf,
  type LearnFlags,
  learnSettingsOf,
  parseNumber,
} from '../data-flags.ts';
import { tellData } from '../data-report.ts';
import { Phases } from '../phases.ts';

interface ScoreFlags extends DataFlags, LearnFlags, DetectFlags {
  readonly model?: string;
  readonly learnRows?: number;
  readonly learnUntil?: string;
  readonly certify?: number;
}

/** Ways to say what is normal, of which one must be given. */
const NORMAL = { model: '--model', learnRows: '--learn-rows', learnUntil: '--learn-until' } as const;
/** Flags that need the rows that are learned from: a stored model has them behind it. */
const LEARNING = { nEstimators: '--n-estimators', seed: '--seed', certify: '--certify' } as const;

export function addScore(program: Command, context: CliContext): void {
  const command = program
    .command('score')
    .summary("score a user's own file row by row")
    .description(
      'Scores each row of a CSV or Parquet file by a model, or by what it learns from a part of the file that is normal, and names the channels that are responsible.',
    )
    .argument('<DATA>', 'CSV or Parquet file')
    .requiredOption('--out <FILE>', 'CSV file to write, with a row for each row of the data')
    .option('--model <FILE>', 'model, as train writes it')
    .option('--learn-rows <N>', 'learn from the first rows instead', parseRows)
    .option('--learn-until <TIME>', 'learn from the rows before this time, written as in the file, instead');
  command.option(
    '--certify <EPS>',
    'add the score of a plain forest, and the least it could be with readings off by up to EPS standard deviations',
    parseEpsilon,
  );
  addDetectFlags(addLearnFlags(addDataFlags(command))).action((data: string, flags: ScoreFlags) =>
    run(data, flags, context),
  );
}

async function run(data: string, flags: ScoreFlags, context: CliContext): Promise<void> {
  checkFlags(flags);
  const { scoreFile } = await import('../../../pipeline/watch-files.ts');
  const phases = new Phases(context);
  const report = await scoreFile(
    { ...flags, data, learn: learnSettingsOf(flags), detect: detectSettingsOf(flags) },
    { signal: context.signal, onProgress: (phase, share) => phases.update(phase, share) },
  ).finally(() => phases.end());
  const { seconds } = phases;
  const readingsPerSecond = Math.round((report.rows * report.channels.length) / seconds.score);
  if (flags.json) {
    context.out(`${JSON.stringify({ ...report, seconds, readings_per_second: readingsPerSecond })}\n`);
    return;
  }
  tellData(context, report);
  const { out, alarms, events, rows } = report;
  const share = ((100 * alarms) / rows).toFixed(2);
  context.err(
    `${out}: ${alarms} rows of alarm (${share} %) in ${events.length} events, ${readingsPerSecond} readings a second\n`,
  );
  if (report.certificate === undefined) return;
  const { anomalous, certified, epsilon } = report.certificate;
  context.err(
    `${out}: forest: ${anomalous} rows anomalous, ${certified} of them whatever readings within ${epsilon} σ\n`,
  );
}

function checkFlags(flags: ScoreFlags): void {
  const normal = (Object.keys(NORMAL) as (keyof typeof NORMAL)[]).filter((name) => flags[name] !== undefined);
  if (normal.length !== 1) {
    const got = normal.map((name) => NORMAL[name]).join(' and ') || 'none of them';
    throw new ConfigError({ where: 'what is normal', got, expected: `one of ${Object.values(NORMAL).join(', ')}` });
  }
  if (flags.model === undefined) return;
  for (const name of Object.keys(LEARNING) as (keyof typeof LEARNING)[]) {
    if (flags[name] === undefined) continue;
    throw new ConfigError({
      where: LEARNING[name],
      got: flags[name],
      expected: 'nothing with --model, which has learned already',
    });
  }
}

function parseEpsilon(text: string): number {
  const epsilon = parseNumber(text);
  if (epsilon >= 0) return epsilon;
  throw new InvalidArgumentError('Expected a number of standard deviations, 0 or more.');
}

function parseRows(text: string): number {
  const rows = Number(text);
  if (Number.isSafeInteger(rows) && rows > 0) return rows;
  throw new InvalidArgumentError('Expected a whole number of rows above 0.');
}
