/** Flags that name the columns of a user's record where they differ from the usual names. */

import type { Command } from 'commander';

const COLUMNS = {
  time: 'column with the time (default time)',
  flow: 'column with the flow (default flow)',
  rain: 'column with the rain',
  temperature: 'column with the air temperature',
} as const;
export type ColumnFlags = { readonly [name in keyof typeof COLUMNS]?: string };

export function addColumnFlags(command: Command, names: readonly (keyof typeof COLUMNS)[]): Command {
  for (const name of names) command.option(`--${name} <COLUMN>`, COLUMNS[name]);
  return command;
}
