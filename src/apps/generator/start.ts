/** A generator from start to end: listens, runs, and on closing lets nobody wait for long. */

import type { Clock } from '../../core/clock.ts';
import { ConfigError } from '../../core/errors.ts';
import type { Simulation } from '../../pipeline/simulation.ts';
import type { Config } from '../config/schema.ts';
import type { HttpServer } from '../http/server.ts';
import type { Logger } from '../log.ts';
import { createGeneratorServer } from './server.ts';
import { Station } from './station.ts';

export interface RunningGenerator {
  /** Where it is reached: `http://127.0.0.1:8090`. */
  readonly url: string;
  readonly station: Station;
  /** Ends streams with a closing record, then the server; within `GRACE_MS` and a little. */
  close(): Promise<void>;
}

/** Requests that are still being answered may take so long when the server closes. */
const GRACE_MS = 1_000;

const LISTEN_FAULTS: Record<string, { got: string; expected: string }> = {
  EADDRINUSE: { got: 'a port that is in use', expected: 'a free port, or 0 for any' },
  EACCES: { got: 'a port that this user may not open', expected: 'a port above 1023, or 0 for any' },
  EADDRNOTAVAIL: { got: 'an address that this machine does not have', expected: 'one of its own, such as 127.0.0.1' },
  ENOTFOUND: { got: 'a name without an address', expected: 'an address of this machine, such as 127.0.0.1' },
  EAI_AGAIN: { got: 'a name without an address', expected: 'an address of this machine, such as 127.0.0.1' },
};

/** @throws ConfigError where host and port cannot be listened on; then nothing runs */
export async function startGenerator(parts: {
  readonly simulation: Simulation;
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
}): Promise<RunningGenerator> {
  const { config, logger } = parts;
  const station = new Station(parts);
  const app = await createGeneratorServer(station, logger);
  const url = await listen(app, config);
  station.start();
  logger.info(
    { url, seed: config.seed, speed: config.speed, sensors: station.simulation.sensors.length },
    'generator runs',
  );
  return {
    url,
    station,
    async close() {
      station.stop();
      const impatience = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      await app.close();
      clearTimeout(impatience);
      logger.info({ frames: station.runner.status().frames }, 'generator has ended');
    },
  };
}

async function listen(app: HttpServer, { host, port }: Config): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const fault = LISTEN_FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
    if (fault === undefined) throw error;
    throw new ConfigError({ where: `host ${host}, port ${port}`, ...fault }, { cause: error });
  }
}
