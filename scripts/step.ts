/** The steps of a longer check: programs run to their end in the repository's root, their output shown. */

import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

export const ROOT = dirname(import.meta.dirname);

/** Runs a program under a title; exits with its code when that is not 0. */
export function run(title: string, command: string, args: readonly string[]): void {
  console.log(`\n── ${title}`);
  const child = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (child.error) throw child.error;
  if (child.status === 0) return;
  console.error(`── ${title}: failed (${child.signal ?? `exit code ${child.status}`})`);
  process.exit(child.status ?? 1);
}

/** `run`, then says how long it took. */
export function step(title: string, command: string, args: readonly string[]): void {
  const start = performance.now();
  run(title, command, args);
  console.log(`── ${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
