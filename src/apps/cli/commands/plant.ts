/** `plant run`: a model of the plant alone, on a file. */

import { type Command, Option } from 'commander';
import { ConfigError } from '../../../core/errors.ts';
import { addColumnFlags, type ColumnFlags } from '../column-flags.ts';
import type { CliContext } from '../context.ts';

interface RunFlags extends ColumnFlags {
  readonly model: 'sewer';
  readonly influent: string;
  readonly out: string;
  readonly config?: string;
  readonly json?: true;
}

export function addPlant(program: Command, context: CliContext): void {
  const plant = program.command('plant').description('Models of the plant by themselves.');
  const run = plant
    .command('run')
    .description('Runs one model over a file and writes a table with a row for each row of the file.')
    .addOption(
      new Option('--model <MODEL>', 'sewer: flow from rain and air temperature')
        .choices(['sewer'])
        .makeOptionMandatory(),
    )
    .requiredOption('--influent <FILE>', 'CSV file with time, rain and, if there is one, air temperature')
    .requiredOption('--out <FILE>', 'CSV file to write')
    .option('--config <FILE>', 'parameters of the sewer, as written by fit');
  addColumnFlags(run, ['time', 'rain', 'temperature'])
    .option('--json', 'print a summary as JSON')
    .action((options: RunFlags) => runModel(options, context));
}

async function runModel({ model: _, json, config, ...files }: RunFlags, context: CliContext): Promise<void> {
  if (config === undefined) {
    throw new ConfigError({
      where: '--config',
      got: undefined,
      expected: 'the parameters of the sewer, as written by fit',
    });
  }
  const { runSewerFile } = await import('../../../pipeline/sewer-fit.ts');
  const report = runSewerFile({ config, ...files });
  if (json) context.out(`${JSON.stringify(report)}\n`);
  else context.err(`${report.out}: ${report.rows} rows\n`);
}
