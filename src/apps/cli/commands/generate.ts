/** `generate`: the generator alone. `demo`: what `npm start` runs, the same for now. */

import type { Command } from 'commander';
import { dropStartGarbage } from '../../lean-heap.ts';
import { addConfigFlags, type ConfigFlagName, configOf } from '../config-flags.ts';
import type { CliContext } from '../context.ts';

const FLAGS: readonly ConfigFlagName[] = [
  'port',
  'host',
  'seed',
  'speed',
  'start',
  'weather',
  'influent',
  'scenario',
  'anomaly-probability',
];

export function addGenerate(program: Command, context: CliContext): void {
  const generate = program
    .command('generate')
    .summary('run the station and serve its readings')
    .description('Runs the simulated station and serves readings, metrics and its HTTP interface until interrupted.');
  addConfigFlags(generate, FLAGS).action((options) => run(options, context));

  const demo = program
    .command('demo')
    .summary('run everything there is (npm start)')
    .description('Starts everything that belongs to a demonstration: for now, the generator alone.');
  addConfigFlags(demo, FLAGS).action((options) => run(options, context));
}

async function run(options: Readonly<Record<string, unknown>>, context: CliContext): Promise<void> {
  const [{ createLogger }, { startTime, thisMinute }, { startGenerator }, { machineClock }] = await Promise.all([
    import('../../log.ts'),
    import('../../config/instant.ts'),
    import('../../generator/start.ts'),
    import('../../clock.ts'),
  ]);
  const config = configOf(options, context);
  const logger = createLogger(config.logging, context.isTerminal);
  const { simulation, influent } = await context.createSimulation(config, startTime(config.start, thisMinute()));
  logger.info(influent, 'influent');
  const generator = await startGenerator({ simulation, config, clock: machineClock, logger });
  context.out(`${addresses(generator.url)}\n`);
  dropStartGarbage();
  await context.ended();
  await generator.close();
}

function addresses(url: string): string {
  return [
    `Station Traffeyère runs at ${url}`,
    `  readings for Prometheus  ${url}/metrics`,
    `  stream of frames         ${url}/v1/frames`,
    `  interface description    ${url}/openapi.json`,
    'Ctrl+C ends it.',
  ].join('\n');
}
