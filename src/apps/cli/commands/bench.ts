/** `bench`: measurements of the product on this machine. */

import { Argument, type Command } from 'commander';
import { GROUPS, type Group } from '../../bench/benchmark.ts';
import type { CliContext } from '../context.ts';

export function addBench(program: Command, context: CliContext): void {
  program
    .command('bench')
    .summary('measure speed on this machine')
    .description('Measures how fast the product is here: seeded work, several runs, with their spread.')
    .addArgument(new Argument('[GROUP]', 'what to measure; everything if not given').choices(GROUPS))
    .option('--json', 'print machine and results as JSON')
    .action(async (group: Group | undefined, { json }: { json?: true }) => {
      const { formatReport, runBenchmarks } = await import('../../bench/report.ts');
      const report = await runBenchmarks({
        group,
        onStart: ({ name }) => {
          if (context.isTerminal) context.err(`${name} …\n`);
        },
      });
      context.out(json ? `${JSON.stringify(report)}\n` : formatReport(report));
    });
}
