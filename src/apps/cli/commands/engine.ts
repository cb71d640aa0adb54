/** `engine`: the engine alone, over the frames of a generator, of a file or of anybody who posts some. */

import type { Command } from 'commander';
import { addConfigFlags, configOf, type OwnFlags } from '../config-flags.ts';
import type { CliContext } from '../context.ts';

const OWN_FLAGS: OwnFlags = {
  port: {
    placeholder: 'N',
    help: 'port to listen on; 0 takes any free one (default 8091)',
    path: ['engine', 'port'],
  },
  source: {
    placeholder: 'URL|FILE',
    help: 'a generator (http://127.0.0.1:8090) or a recorded file; without it frames come from POST alone',
    path: ['engine', 'source'],
  },
  model: { placeholder: 'FILE', help: 'stored model, as train writes it', path: ['engine', 'model'] },
  learn: {
    placeholder: 'FILE',
    help: 'recorded normal operation to learn from where there is no model (default: a clean simulation)',
    path: ['engine', 'learn'],
  },
  'n-estimators': { placeholder: 'N', help: 'trees of each forest (default 50)', path: ['engine', 'n_estimators'] },
  'anomaly-threshold': {
    placeholder: 'SCORE',
    help: 'score from which a frame is an alarm (default 0.5)',
    path: ['engine', 'anomaly_threshold'],
  },
  'confidence-threshold': {
    placeholder: 'SHARE',
    help: 'confidence that a kind needs (default 0.5)',
    path: ['engine', 'confidence_threshold'],
  },
  'false-alarms-per-day': {
    placeholder: 'N',
    help: 'false alarms that are accepted in normal operation (default 1)',
    path: ['engine', 'false_alarms_per_day'],
  },
};

export function addEngine(program: Command, context: CliContext): void {
  const engine = program
    .command('engine')
    .summary('watch readings: score each, explain what is anomalous')
    .description(
      'Runs the engine until interrupted: it takes frames, scores every reading, and serves what it finds, why, and ' +
        'its metrics over HTTP.',
    );
  addConfigFlags(engine, ['host', 'seed', 'start'], OWN_FLAGS).action((options) => run(options, context));
}

async function run(options: Readonly<Record<string, unknown>>, context: CliContext): Promise<void> {
  const [{ createLogger }, { startTime, thisMinute }, { startConfiguredEngine }] = await Promise.all([
    import('../../log.ts'),
    import('../../config/instant.ts'),
    import('../engine-of.ts'),
  ]);
  const config = configOf(options, context, OWN_FLAGS);
  const logger = createLogger(config.logging, context.isTerminal);
  const task = { config, startTime: startTime(config.start, thisMinute()), logger };
  const engine = await startConfiguredEngine(task);
  context.out(`${engineAddresses(engine.url)}\nCtrl+C ends it.\n`);
  const ended = context.ended();
  try {
    // Whichever comes first; without a model there is nothing to do.
    await Promise.race([engine.ready, ended]);
    await ended;
  } finally {
    await engine.close();
  }
}

export function engineAddresses(url: string): string {
  return [
    `The engine listens at ${url}`,
    `  metrics for Prometheus   ${url}/metrics`,
    `  what it has found        ${url}/v1/detections`,
    `  interface description    ${url}/openapi.json`,
  ].join('\n');
}
