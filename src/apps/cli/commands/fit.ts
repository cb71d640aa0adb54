/** `fit`: finds the sewer of a user's own record. */

import type { Command } from 'commander';
import { addColumnFlags, type ColumnFlags } from '../column-flags.ts';
import type { CliContext } from '../context.ts';

interface FitFlags extends ColumnFlags {
  readonly record: string;
  readonly out: string;
  readonly json?: true;
}

export function addFit(program: Command, context: CliContext): void {
  const command = program
    .command('fit')
    .summary('fit the sewer to a record of rain and flow')
    .description('Fits the sewer (rain and air temperature to flow) to a record and writes its parameters as YAML.')
    .requiredOption('--record <FILE>', 'CSV file with time, flow, rain and, if there is one, air temperature')
    .requiredOption('--out <FILE>', 'YAML file to write');
  addColumnFlags(command, ['time', 'flow', 'rain', 'temperature'])
    .option('--json', 'print the result, with its Nash–Sutcliffe efficiency, as JSON')
    .action((options: FitFlags) => run(options, context));
}

async function run({ json, ...files }: FitFlags, context: CliContext): Promise<void> {
  const { fitSewerFile } = await import('../../../pipeline/sewer-fit.ts');
  const report = fitSewerFile(files);
  if (json) context.out(`${JSON.stringify(report)}\n`);
  else context.err(`${report.out}: Nash–Sutcliffe efficiency ${report.nse.toFixed(3)}\n`);
}
