#!/usr/bin/env node
/** The program `traffeyere`. */

import { createConfiguredSimulation } from '../simulation.ts';
import type { CliContext } from './context.ts';
import { runCli } from './program.ts';

const interruption = new AbortController();
const ended = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interruption.abort();
      resolve();
    });
  }
});
// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const context: CliContext = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
  env: process.env,
  ended: () => ended,
  signal: interruption.signal,
  createSimulation: createConfiguredSimulation,
};

process.exitCode = await runCli(process.argv.slice(2), context);
