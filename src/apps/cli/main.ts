#!/usr/bin/env node

/** The program `traffeyere`. */

import { keepHeapLean } from '../lean-heap.ts';
import type { CliContext } from './context.ts';

keepHeapLean();
const { runCli } = await import('./program.ts');

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
  async createSimulation(config, startTime) {
    const { createConfiguredSimulation } = await import('../simulation.ts');
    return createConfiguredSimulation(config, startTime);
  },
};

process.exitCode = await runCli(process.argv.slice(2), context);
