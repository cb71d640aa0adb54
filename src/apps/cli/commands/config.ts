/** `config check|sample|schema`: help with the configuration file. */

import type { Command } from 'commander';
import { loadConfig } from '../../config/load.ts';
import { sampleConfig } from '../../config/sample.ts';
import { configJsonSchema } from '../../config/schema.ts';
import type { CliContext } from '../context.ts';

export function addConfig(program: Command, context: CliContext): void {
  const config = program.command('config').description('The configuration file: a sample, its schema, a check.');
  config
    .command('check')
    .description('Checks a configuration file; every mistake is named with line and column (exit code 2).')
    .argument('<FILE>', 'the file (YAML)')
    .option('--json', 'print the whole configuration as it then is')
    .action((file: string, options: { json?: true }) => {
      const checked = loadConfig({ file, env: context.env });
      if (options.json) context.out(`${JSON.stringify(checked)}\n`);
      else context.err(`${file}: good\n`);
    });
  config
    .command('sample')
    .description('Prints a commented configuration with every key at its default.')
    .action(() => context.out(sampleConfig()));
  config
    .command('schema')
    .description('Prints the JSON Schema of the configuration, for editors.')
    .action(() => context.out(`${JSON.stringify(configJsonSchema, null, 2)}\n`));
}
