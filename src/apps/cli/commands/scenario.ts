/** `scenario list|check|run`: stories of what goes wrong, and what they do to the plant. */

import { type Command, Option } from 'commander';
import { addConfigFlags, configOf } from '../config-flags.ts';
import type { CliContext } from '../context.ts';
import { createProgress } from '../progress.ts';
import { formatTable } from '../table.ts';

type Flags = Readonly<Record<string, unknown>> & {
  readonly json?: true;
  readonly lang: 'en' | 'fr';
};

const languageOption = () =>
  new Option('--lang <LANGUAGE>', 'language of titles and stories').choices(['en', 'fr']).default('en');

export function addScenario(program: Command, context: CliContext): void {
  const scenario = program.command('scenario').description('Stories of what goes wrong.');
  scenario
    .command('list')
    .description('Lists the scenarios that come with the product.')
    .addOption(languageOption())
    .option('--json', 'print JSON, stories included')
    .action((options: Flags) => list(options, context));
  const check = scenario
    .command('check')
    .description('Checks a scenario; every mistake is named with line and column (exit code 2).')
    .argument('<FILE>', 'the file (YAML), or the name of a scenario')
    .option('--json', 'print the scenario as it then is');
  addConfigFlags(check, []).action((reference: string, options: Flags) => runCheck(reference, options, context));
  const run = scenario
    .command('run')
    .description('Runs a scenario as fast as the machine goes and tells what happened, and where it showed.')
    .argument('<SCENARIO>', 'a name that scenario list shows, or a file (YAML)')
    .option('--out <FILE>', 'write the labelled data set too; .parquet, .csv or .ndjson')
    .addOption(languageOption())
    .option('--json', 'print JSON');
  addConfigFlags(run, ['seed', 'start', 'anomaly-probability']).action((reference: string, options: Flags) =>
    runRun(reference, options, context),
  );
}

async function list({ json, lang }: Flags, context: CliContext): Promise<void> {
  const [{ loadScenario, shippedScenarios }, { formatDuration }] = await Promise.all([
    import('../../scenario/load.ts'),
    import('../../scenario/time.ts'),
  ]);
  const scenarios = shippedScenarios().map(loadScenario);
  if (json) {
    const rows = scenarios.map(({ name, title, story, durationS, events }) => ({
      name,
      title,
      story,
      duration: formatDuration(durationS),
      events,
    }));
    context.out(`${JSON.stringify(rows)}\n`);
    return;
  }
  const rows = scenarios.map(({ name, title, durationS, events }) => [
    name,
    formatDuration(durationS),
    events.length,
    title[lang],
  ]);
  context.out(formatTable(['scenario', 'lasts', 'events', 'what happens'], rows));
}

async function runCheck(reference: string, options: Flags, context: CliContext): Promise<void> {
  const [{ loadScenario }, { scenarioRequests }, { buildCatalogue }, { sensorConfig }, instant] = await Promise.all([
    import('../../scenario/load.ts'),
    import('../../scenario/requests.ts'),
    import('../../../sensors/index.ts'),
    import('../../config/sensors-schema.ts'),
    import('../../config/instant.ts'),
  ]);
  const config = configOf({ ...options, scenario: reference }, context);
  const { sensors } = buildCatalogue(sensorConfig(config.sensors, config.plant));
  const scenario = loadScenario(reference);
  scenarioRequests(scenario, sensors, instant.startTime(config.start, instant.USUAL_START));
  if (!options.json) {
    context.err(`${reference}: good\n`);
    return;
  }
  const { name, title, story, durationS, events } = scenario;
  context.out(`${JSON.stringify({ name, title, story, duration_s: durationS, events })}\n`);
}

async function runRun(reference: string, options: Flags & { out?: string }, context: CliContext): Promise<void> {
  const [{ loadScenario }, { runScenario }, text, { formatDuration }, instant, { VERSION }] = await Promise.all([
    import('../../scenario/load.ts'),
    import('../../scenario/run.ts'),
    import('../../scenario/timeline-text.ts'),
    import('../../scenario/time.ts'),
    import('../../config/instant.ts'),
    import('../../version.ts'),
  ]);
  const { out, json, lang } = options;
  const config = configOf({ ...options, scenario: reference }, context);
  const { name, title, story, durationS } = loadScenario(reference);
  const start = instant.startTime(config.start, instant.USUAL_START);
  const startText = new Date(start).toISOString();
  const { simulation } = await context.createSimulation(config, start);
  const progress = createProgress(context, 'scenario');
  const begin = performance.now();
  const { seed, anomaly_probability: probability } = config;
  const report = await runScenario(simulation, {
    durationS,
    out,
    origin: { seed, start: startText, anomaly_probability: probability, scenario: name },
    facts: { version: VERSION, seed, probability, scenario: name },
    signal: context.signal,
    onProgress: progress.update,
  }).finally(progress.end);
  const seconds = (performance.now() - begin) / 1_000;
  if (json) {
    const { frames, events, dataSet } = report;
    const data = dataSet === undefined ? null : { out, ...dataSet };
    context.out(
      `${JSON.stringify({ scenario: name, title, start: startText, duration_s: durationS, seed, frames, seconds, events, data })}\n`,
    );
    return;
  }
  context.out(`${title[lang]}\n\n${story[lang].trim()}\n\n`);
  context.out(`${formatTable(text.TIMELINE_HEAD, text.timelineRows(report, start))}\n`);
  context.out(formatTable(text.AFFECTED_HEAD, text.affectedRows(report)));
  const wrote = report.dataSet === undefined ? '' : `, written to ${out}`;
  context.err(`${formatDuration(durationS)} from ${startText} in ${seconds.toFixed(1)} s${wrote}\n`);
}
