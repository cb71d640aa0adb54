/** The configuration of a running generator, so that an engine can learn from the same station in a clean run. */

import { z } from 'zod';
import { checkConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import type { Override } from '../config/source.ts';

const PATIENCE_MS = 2_000;

const stationSchema = z.object({
  seed: z.int(),
  clock: z.object({ start: z.iso.datetime() }),
  model: z.record(z.string(), z.unknown()),
});

export interface RemoteStation {
  readonly config: Config;
  /** Simulated time of its first frame, ms since the epoch. */
  readonly startTime: number;
}

/**
 * Undefined where it does not answer as a generator does.
 * @param own what is not the station's: the engine's part and the log's
 * @throws ConfigError where its configuration is none for this version
 */
export async function fetchStation(url: string, own: Config): Promise<RemoteStation | undefined> {
  const answer = await ask(`${url.replace(/\/+$/, '')}/v1/station`);
  const parsed = stationSchema.safeParse(answer);
  if (!parsed.success) return undefined;
  const { seed, clock, model } = parsed.data;
  const overrides = Object.entries({ ...model, seed }).map(
    ([key, value]): Override => ({ path: [key], value, origin: url }),
  );
  const { engine, logging, host } = own;
  return {
    config: { ...checkConfig(undefined, overrides), engine, logging, host },
    startTime: Date.parse(clock.start),
  };
}

async function ask(address: string): Promise<unknown> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
