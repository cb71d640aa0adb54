/** A generator from start to end: listens, runs, and on closing lets nobody wait for long. */

import type { Clock } from '../../core/clock.ts';
import type { Simulation } from '../../pipeline/simulation.ts';
import type { Config } from '../config/schema.ts';
import { closeServer, listen } from '../http/listen.ts';
import type { Logger } from '../log.ts';
import { createGeneratorServer } from './server.ts';
import { Station } from './station.ts';

export interface RunningGenerator {
  /** Where it is reached: `http://127.0.0.1:8090`. */
  readonly url: string;
  readonly station: Station;
  /** Ends streams with a closing record, then the server. */
  close(): Promise<void>;
}

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
  const url = await listen(app, config.host, config.port);
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
      await closeServer(app);
      logger.info({ frames: station.runner.status().frames }, 'generator has ended');
    },
  };
}
