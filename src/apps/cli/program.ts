/** The command line: all commands, and what their errors become. */

import { Command, CommanderError } from 'commander';
import { ConfigError, ConnectError } from '../../core/errors.ts';
import { VERSION } from '../version.ts';
import { addBench } from './commands/bench.ts';
import { addConfig } from './commands/config.ts';
import { addDemo } from './commands/demo.ts';
import { addEngine } from './commands/engine.ts';
import { addExport } from './commands/export.ts';
import { addFit } from './commands/fit.ts';
import { addGenerate } from './commands/generate.ts';
import { addPlant } from './commands/plant.ts';
import { addScenario } from './commands/scenario.ts';
import { addScore } from './commands/score.ts';
import { addSensors } from './commands/sensors.ts';
import { addTrain } from './commands/train.ts';
import { addVerify } from './commands/verify.ts';
import { CheckFailed, type CliContext } from './context.ts';

export const EXIT = { good: 0, checkFailed: 1, badInput: 2, interrupted: 130 } as const;

/** Runs one command; never throws. @param args without the program's own name */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  try {
    await createProgram(context).parseAsync(args, { from: 'user' });
    return EXIT.good;
  } catch (error) {
    return exitCodeOf(error, context);
  }
}

export function createProgram(context: CliContext): Command {
  const program = new Command('traffeyere')
    .description('A wastewater plant that you can break, watched by an AI that explains itself.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.out(text), writeErr: (text) => context.err(text) })
    .configureHelp({ sortOptions: false })
    .addHelpText('after', '\nExit codes: 0 good, 1 a check failed, 2 bad usage or input.');
  addDemo(program, context);
  addGenerate(program, context);
  addEngine(program, context);
  addExport(program, context);
  addPlant(program, context);
  addFit(program, context);
  addTrain(program, context);
  addScore(program, context);
  addSensors(program, context);
  addScenario(program, context);
  addVerify(program, context);
  addBench(program, context);
  addConfig(program, context);
  return program;
}

function exitCodeOf(error: unknown, context: CliContext): number {
  // Help and version end a command as errors do; commander has already said what was wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.good : EXIT.badInput;
  if (error instanceof CheckFailed) {
    context.err(`${error.message}\n`);
    return EXIT.checkFailed;
  }
  if (error instanceof ConfigError || error instanceof ConnectError) {
    context.err(`${error.message.replaceAll(/^/gm, 'error: ')}\n`);
    return EXIT.badInput;
  }
  if (context.signal.aborted) return EXIT.interrupted;
  context.err(`The program has failed; this is a mistake in it.\n${(error as Error).stack ?? error}\n`);
  return EXIT.checkFailed;
}
