/** `generate`: the generator alone. */

import type { Command } from 'commander';
import { dropStartGarbage } from '../../lean-heap.ts';
import { addConfigFlags, type ConfigFlagName, configOf } from '../config-flags.ts';
import type { CliContext } from '../context.ts';

/** Of all commands that run a live station. */
export const STATION_FLAGS: readonly ConfigFlagName[] = [
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
  addConfigFlags(generate, STATION_FLAGS).action((options) => run(options, context));
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
  context.out(`${generatorAddresses(generator.url)}\nCtrl+C ends it.\n`);
  dropStartGarbage();
  await context.ended();
  await generator.close();
}

export function generatorAddresses(url: string): string {
  return [
    `Station Traffeyère runs at ${url}`,
    `  readings for Prometheus  ${url}/metrics`,
    `  stream of frames         ${url}/v1/frames`,
    `  interface description    ${url}/openapi.json`,
  ].join('\n');
}
