/** What a command may touch of the world: given by `main.ts`, and by tests. */

import type { Config } from '../config/schema.ts';
import type { ConfiguredSimulation } from '../simulation.ts';

export interface CliContext {
  /** Data: what another program may read. */
  out(text: string): void;
  /** Everything else: messages, progress. */
  err(text: string): void;
  /** Whether `err` is a terminal, where a line may be written over. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Resolves when the user or the system asks the program to end. */
  ended(): Promise<void>;
  /** Aborted when the user asks the program to end; for long work that is to clean up. */
  readonly signal: AbortSignal;
  /** @param startTime simulated time of frame 0, ms since the epoch */
  createSimulation(config: Config, startTime: number): Promise<ConfiguredSimulation>;
}

/** A command that has found what it looked for to be wrong: exit code 1. */
export class CheckFailed extends Error {}
