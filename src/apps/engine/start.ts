/** An engine from start to end: listens, gets its model, takes frames, and on closing lets nobody wait for long. */

import type { Clock } from '../../core/clock.ts';
import type { DetectorSettings, Model } from '../../detector/index.ts';
import { closeServer, listen } from '../http/listen.ts';
import type { Logger } from '../log.ts';
import { Engine } from './engine.ts';
import { createEngineServer } from './server.ts';
import { warmUp } from './warm-up.ts';

export interface ReadyModel {
  readonly model: Model;
  /** Where it came from, in words. */
  readonly origin: string;
}

/** Frames that come by themselves; `stop` resolves when no more do. */
export interface Source {
  start(): void;
  stop(): Promise<void>;
}

export interface EngineParts {
  readonly host: string;
  readonly port: number;
  readonly settings: DetectorSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Reads or learns the model; called once the engine listens. */
  readonly obtainModel: (signal: AbortSignal) => Promise<ReadyModel>;
  /** Opened once there is a model; undefined for frames from POST alone. */
  readonly createSource?: (engine: Engine) => Source;
}

export interface RunningEngine {
  /** Where it is reached: `http://127.0.0.1:8091`. */
  readonly url: string;
  readonly engine: Engine;
  /** Resolves when it has its model and takes frames; rejects where there can be no model. */
  readonly ready: Promise<void>;
  /** Ends the source, streams with a closing record, then the server. */
  close(): Promise<void>;
}

/** @throws ConfigError where host and port cannot be listened on; then nothing runs */
export async function startEngine(parts: EngineParts): Promise<RunningEngine> {
  const { host, port, settings, clock, logger, obtainModel, createSource } = parts;
  const engine = new Engine({ settings, clock, logger });
  const app = await createEngineServer(engine, host);
  const url = await listen(app, host, port).catch((error) => {
    engine.stop();
    throw error;
  });
  logger.info({ url }, 'engine listens');
  let source: Source | undefined;
  const closing = new AbortController();

  const prepare = async () => {
    try {
      const { model, origin } = await obtainModel(closing.signal);
      await warmUp(model, settings, clock);
      if (closing.signal.aborted) return;
      engine.use(model, origin);
      source = createSource?.(engine);
      source?.start();
    } catch (error) {
      engine.fail((error as Error).message);
      throw error;
    }
  };
  const ready = prepare();
  // Whoever waits for it is told; that nobody does is no fault of its own.
  ready.catch(() => {});
  return {
    url,
    engine,
    ready,
    async close() {
      closing.abort();
      await source?.stop();
      engine.stop();
      await closeServer(app);
      logger.info({ frames: engine.exposition.frames }, 'engine has ended');
    },
  };
}
