/** `plant run`: a model of the plant alone, on a file. */

import { type Command, Option } from 'commander';
import { ConfigError } from '../../../core/errors.ts';
import { addColumnFlags, type ColumnFlags } from '../column-flags.ts';
import type { CliContext } from '../context.ts';
import { createProgress } from '../progress.ts';
import { formatTable } from '../table.ts';

interface RunFlags extends ColumnFlags {
  readonly model: Model;
  readonly influent: string;
  readonly out: string;
  readonly closedLoop?: true;
  readonly initial?: string;
  readonly config?: string;
  readonly json?: true;
}

/** The flags that only one of the models takes. */
const OWN_FLAGS = {
  bsm1: ['closedLoop', 'initial'],
  sewer: ['config', 'time', 'rain', 'temperature'],
} as const satisfies Record<string, readonly (keyof RunFlags)[]>;
type Model = keyof typeof OWN_FLAGS;
const MODELS = Object.keys(OWN_FLAGS) as Model[];

export function addPlant(program: Command, context: CliContext): void {
  const plant = program.command('plant').description('Models of the plant by themselves.');
  const run = plant
    .command('run')
    .description('Runs one model over a file and writes a table with a row for each row of the file.')
    .addOption(
      new Option('--model <MODEL>', 'bsm1: the bare benchmark plant; sewer: flow from rain and air temperature')
        .choices(MODELS)
        .makeOptionMandatory(),
    )
    .requiredOption('--influent <FILE>', 'bsm1: a benchmark influent, or dry, rain, storm; sewer: a record with rain')
    .requiredOption('--out <FILE>', 'CSV file to write')
    .option('--closed-loop', 'bsm1: with the two controllers of the benchmark, without noise')
    .option('--initial <STATE>', 'bsm1: steady, protocol (150 d constant, 14 d dry; default), or a JSON file')
    .option('--config <FILE>', 'sewer: its parameters, as written by fit');
  addColumnFlags(run, ['time', 'rain', 'temperature'])
    .option('--json', 'print a summary as JSON; for bsm1 with means of the last 7 days, EQI and OCI')
    .action((options: RunFlags) => (options.model === 'bsm1' ? runBsm1(options, context) : runSewer(options, context)));
}

async function runBsm1(options: RunFlags, context: CliContext): Promise<void> {
  refuseFlagsOf('sewer', options);
  const { plantRun } = await import('../../../pipeline/plant-run.ts');
  const { influent, out, closedLoop, initial, json } = options;
  const progress = createProgress(context, 'plant run');
  let summary: ReturnType<typeof plantRun>;
  try {
    summary = plantRun({ influent, out, closedLoop, initial, onProgress: (done) => progress.update(done, 1) });
  } finally {
    progress.end();
  }
  if (json) {
    context.out(`${JSON.stringify(summary)}\n`);
    return;
  }
  const figures = Object.entries(summary).filter(([, value]) => typeof value === 'number');
  context.out(
    formatTable(
      ['figure', 'value'],
      figures.map(([name, value]) => [name, Number(value.toPrecision(6))]),
    ),
  );
}

async function runSewer(options: RunFlags, context: CliContext): Promise<void> {
  refuseFlagsOf('bsm1', options);
  const { config, influent, out, time, rain, temperature, json } = options;
  if (config === undefined) {
    throw new ConfigError({
      where: '--config',
      got: undefined,
      expected: 'the parameters of the sewer, as written by fit',
    });
  }
  const { runSewerFile } = await import('../../../pipeline/sewer-fit.ts');
  const report = runSewerFile({ config, influent, out, time, rain, temperature });
  if (json) context.out(`${JSON.stringify(report)}\n`);
  else context.err(`${report.out}: ${report.rows} rows\n`);
}

/** A flag that the model would pass over is a mistake. */
function refuseFlagsOf(other: Model, options: RunFlags): void {
  for (const name of OWN_FLAGS[other]) {
    if (options[name] === undefined) continue;
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new ConfigError({ where: flag, got: options[name], expected: `nothing with --model ${options.model}` });
  }
}
