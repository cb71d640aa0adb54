/** `export`: a run of the station as a labelled table, as fast as the machine goes. */

import { type Command, InvalidArgumentError } from 'commander';
import { DAY_MS, TICKS_PER_DAY } from '../../../core/time.ts';
import { VERSION } from '../../version.ts';
import { addConfigFlags, configOf } from '../config-flags.ts';
import type { CliContext } from '../context.ts';
import { createProgress } from '../progress.ts';

const MOST_DAYS = 3_660;

interface ExportFlags {
  readonly out: string;
  readonly days?: number;
  readonly json?: true;
}

export function addExport(program: Command, context: CliContext): void {
  const command = program
    .command('export')
    .summary('write a labelled data set')
    .description('Runs the station as fast as the machine goes and writes a table: a row a tick, a column a sensor.')
    .requiredOption('--out <FILE>', 'file to write; .parquet, .csv or .ndjson')
    .option(
      '--days <N>',
      'simulated days; fractions are taken (default 1, or as long as the scenario lasts)',
      parseDays,
    )
    .option('--json', 'print a summary as JSON');
  addConfigFlags(command, ['start', 'seed', 'speed', 'weather', 'influent', 'scenario', 'anomaly-probability']).action(
    (options) => run(options, context),
  );
}

async function run(options: ExportFlags & Readonly<Record<string, unknown>>, context: CliContext): Promise<void> {
  const [{ startTime, USUAL_START }, { exportDataSet }, { loadScenario }] = await Promise.all([
    import('../../config/instant.ts'),
    import('../../../pipeline/data-set.ts'),
    import('../../scenario/load.ts'),
  ]);
  const config = configOf(options, context);
  const start = startTime(config.start, USUAL_START);
  const story = config.scenario === undefined ? undefined : loadScenario(config.scenario);
  const days = options.days ?? (story === undefined ? 1 : (story.durationS * 1_000) / DAY_MS);
  const { simulation } = await context.createSimulation(config, start);
  const progress = createProgress(context, 'export');
  const begin = performance.now();
  const { seed, anomaly_probability: probability } = config;
  const scenario = story?.name;
  const run = {
    ticks: Math.max(1, Math.round(days * TICKS_PER_DAY)),
    out: options.out,
    origin: {
      seed,
      start: new Date(start).toISOString(),
      anomaly_probability: probability,
      ...(scenario && { scenario }),
    },
    signal: context.signal,
    onProgress: progress.update,
  };
  const facts = { version: VERSION, seed, probability, scenario };
  const summary = await exportDataSet(simulation, run, facts).finally(progress.end);
  const seconds = (performance.now() - begin) / 1_000;
  if (options.json) {
    context.out(`${JSON.stringify({ out: options.out, ...summary, start: new Date(start).toISOString(), seconds })}\n`);
    return;
  }
  const { frames, readings, bytes, labelled, events } = summary;
  const share = (100 * labelled.reduce((sum, count) => sum + count, 0)) / readings;
  const until = new Date(start + days * DAY_MS).toISOString();
  context.err(
    `${options.out}: ${frames} frames, ${readings} readings until ${until}, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s\n` +
      `${events} events, ${share.toFixed(2)} % of readings anomalous: ${summary.eventsFile}, ${summary.cardFile}\n`,
  );
}

function parseDays(text: string): number {
  const days = Number(text);
  if (text.trim() !== '' && days > 0 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`Expected a number of days above 0, at most ${MOST_DAYS}.`);
}
