/** The documentation page of the command line, made from its own help. */

import type { Command } from 'commander';
import type { CliContext } from './context.ts';
import { createProgram } from './program.ts';

const WIDTH = 100;

const HEAD = `# Commands

\`npm run -s traffeyere -- <command>\` in a checkout, \`traffeyere <command>\` when installed; \`npm start\` is \`demo\`.

- Data goes to standard output, the log and all messages to standard error. \`--json\` gives one JSON document.
- Exit codes: 0 good, 1 a check failed, 2 bad usage or input, 130 interrupted while writing.
- Bad input is refused before anything is written, with place, what was found and what was expected; output files
  appear under their name only when they are whole.
- Keys of the configuration that have no flag are set in a file or by environment variables:
  [configuration](configuration.md).

This page is made from the commands' own help by \`scripts/docs-commands-and-configuration.ts\`; do not edit it.
`;

export function commandsPage(): string {
  const program = createProgram(nowhere);
  const sections = program.commands.flatMap(leaves).map(section);
  return [HEAD, ...sections].join('\n');
}

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
}

function section(command: Command): string {
  const names: string[] = [];
  for (let part: Command | null = command; part?.parent; part = part.parent) names.unshift(part.name());
  command.configureHelp({ helpWidth: WIDTH });
  return `## ${names.join(' ')}\n\n\`\`\`\n${command.helpInformation().trimEnd()}\n\`\`\`\n`;
}

/** Help needs nothing of the world. */
const nowhere: CliContext = {
  out() {},
  err() {},
  isTerminal: false,
  env: {},
  ended: async () => {},
  signal: new AbortController().signal,
  createSimulation: () => Promise.reject(new Error('there is no simulation in a help text')),
};
