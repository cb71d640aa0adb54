/** `train`: learns what is normal from a user's own file. */

import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { addDataFlags, addLearnFlags, type DataFlags, type LearnFlags, learnSettingsOf } from '../data-flags.ts';
import { tellData } from '../data-report.ts';
import { Phases } from '../phases.ts';

interface TrainFlags extends DataFlags, LearnFlags {
  readonly from?: string;
  readonly until?: string;
}

export function addTrain(program: Command, context: CliContext): void {
  const command = program
    .command('train')
    .summary("learn what is normal from a user's own file")
    .description(
      'Learns what is normal from a CSV or Parquet file: a time column and any columns of numbers. Columns that look like labels are never learned from.',
    )
    .argument('<DATA>', 'CSV or Parquet file with normal operation')
    .requiredOption('--out <FILE>', 'model to write, as JSON')
    .option('--from <TIME>', 'learn from this time on, written as in the file')
    .option('--until <TIME>', 'learn until before this time');
  addLearnFlags(addDataFlags(command)).action((data: string, flags: TrainFlags) => run(data, flags, context));
}

async function run(data: string, flags: TrainFlags, context: CliContext): Promise<void> {
  const { trainFile } = await import('../../../pipeline/watch-files.ts');
  const phases = new Phases(context);
  const report = await trainFile(
    { ...flags, data, learn: learnSettingsOf(flags) },
    { signal: context.signal, onProgress: (phase, share) => phases.update(phase, share) },
  ).finally(() => phases.end());
  if (flags.json) {
    context.out(`${JSON.stringify({ ...report, seconds: phases.seconds })}\n`);
    return;
  }
  tellData(context, report);
  const { rows, from, until } = report.learned;
  context.err(`${report.out}: learned from ${rows} rows, ${from} … ${until}\n`);
}
