/** `demo`, which is what `npm start` runs: the station and the engine that watches it, in one process. */

import type { Command } from 'commander';
import type { Simulation } from '../../../pipeline/simulation.ts';
import { addConfigFlags, configOf, type OwnFlags } from '../config-flags.ts';
import type { CliContext } from '../context.ts';
import { engineAddresses } from './engine.ts';
import { generatorAddresses, STATION_FLAGS } from './generate.ts';

const OWN_FLAGS: OwnFlags = {
  'engine-port': {
    placeholder: 'N',
    help: 'port of the engine; 0 takes any free one (default 8091)',
    path: ['engine', 'port'],
  },
  model: {
    placeholder: 'FILE',
    help: 'stored model for the engine, as train writes it (default: one is learned)',
    path: ['engine', 'model'],
  },
};

/** Half a minute in, so that somebody who has just started it sees something happen. */
const FIRST_ANOMALY_MS = 30_000;
const FIRST_ANOMALY_S = 20 * 60;

export function addDemo(program: Command, context: CliContext): void {
  const demo = program
    .command('demo')
    .summary('run everything there is (npm start)')
    .description(
      'Runs the simulated station and the engine that watches it until interrupted. Within a minute an oxygen probe ' +
        'goes wrong, unless a scenario says what happens.',
    );
  addConfigFlags(demo, STATION_FLAGS, OWN_FLAGS).action((options) => run(options, context));
}

async function run(options: Readonly<Record<string, unknown>>, context: CliContext): Promise<void> {
  const [{ createLogger }, { startTime, thisMinute }, { startGenerator }, { startConfiguredEngine }, { machineClock }] =
    await Promise.all([
      import('../../log.ts'),
      import('../../config/instant.ts'),
      import('../../generator/start.ts'),
      import('../engine-of.ts'),
      import('../../clock.ts'),
    ]);
  const config = configOf(options, context, OWN_FLAGS);
  const logger = createLogger(config.logging, context.isTerminal);
  const start = startTime(config.start, thisMinute());
  const { simulation, influent } = await context.createSimulation(config, start);
  logger.info(influent, 'influent');
  if (config.scenario === undefined) shiftOxygenProbe(simulation);
  const generator = await startGenerator({ simulation, config, clock: machineClock, logger });
  try {
    const watching = { ...config, engine: { ...config.engine, source: generator.url } };
    const engine = await startConfiguredEngine({ config: watching, startTime: start, logger });
    try {
      const addresses = [generatorAddresses(generator.url), engineAddresses(engine.url), 'Ctrl+C ends both.'];
      context.out(`${addresses.join('\n')}\n`);
      const ended = context.ended();
      await Promise.race([engine.ready, ended]);
      await ended;
    } finally {
      await engine.close();
    }
  } finally {
    await generator.close();
  }
}

/** The first anomaly: a fault that every operator knows, at a probe that the air supply follows. */
function shiftOxygenProbe({ sensors, anomalies, startTime }: Simulation): void {
  const probe = sensors.find(({ type }) => type === 'o2_dissous') ?? sensors[0];
  anomalies.inject({
    kind: 'sensor_fault',
    subtype: 'shift',
    target: [probe.id],
    start: startTime + FIRST_ANOMALY_MS,
    durationS: FIRST_ANOMALY_S,
  });
}
