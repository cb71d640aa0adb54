/** The engine that a configuration describes, wired to its model and its source. */

import type { DetectorSettings } from '../../detector/index.ts';
import { loadModel } from '../../detector/index.ts';
import { machineClock } from '../clock.ts';
import { detectorSettingsOf, learnSettingsOf, SIMULATION } from '../config/engine-schema.ts';
import { isUrl } from '../config/files.ts';
import type { Config } from '../config/schema.ts';
import { readText } from '../config/text-file.ts';
import { fetchChannels } from '../engine/channels.ts';
import type { Engine } from '../engine/engine.ts';
import { createFileSource } from '../engine/file-source.ts';
import { type ReadyModel, type RunningEngine, type Source, startEngine } from '../engine/start.ts';
import { createStreamSource } from '../engine/stream-source.ts';
import { dropStartGarbage } from '../lean-heap.ts';
import { learnAside } from '../learning/learn.ts';
import { fetchStation } from '../learning/station.ts';
import type { Logger } from '../log.ts';

export interface EngineTask {
  readonly config: Config;
  /** Of the configured station, ms since the epoch. */
  readonly startTime: number;
  readonly logger: Logger;
}

/** @throws ConfigError where host and port cannot be listened on, or the stored model cannot be used */
export async function startConfiguredEngine(task: EngineTask): Promise<RunningEngine> {
  const { config, logger } = task;
  const { model: file, port, source } = config.engine;
  // Read before anything runs: a wrong file is told at once.
  const stored =
    file === undefined ? undefined : { model: loadModel(readText(file, 'a model')), origin: `file ${file}` };
  const settings: DetectorSettings = detectorSettingsOf(config.engine);
  return startEngine({
    host: config.host,
    port,
    settings,
    clock: machineClock,
    logger,
    async obtainModel(signal) {
      const ready = stored ?? (await learn(task, signal));
      // Now and not later: compiled code would go with it, which the engine warms up next.
      dropStartGarbage();
      return ready;
    },
    createSource: source === undefined ? undefined : (engine) => createSource(engine, source),
  });
}

async function learn({ config, startTime, logger }: EngineTask, signal: AbortSignal): Promise<ReadyModel> {
  const { learn: from, source = '' } = config.engine;
  if (from !== SIMULATION) {
    const channels = isUrl(source) ? await fetchChannels(source) : [];
    const settings = learnSettingsOf(config.engine);
    const model = await learnAside({ from: 'file', file: from, settings, channels }, signal);
    return { model, origin: `learned from ${from}` };
  }
  const station = isUrl(source) ? await fetchStation(source, config) : undefined;
  if (isUrl(source) && station === undefined) {
    logger.warn({ source }, 'the source does not say what it simulates: learning from the station configured here');
  }
  const model = await learnAside({ from: 'simulation', ...(station ?? { config, startTime }) }, signal);
  return { model, origin: `learned from ${config.engine.learn_days} clean simulated days` };
}

function createSource(engine: Engine, source: string): Source {
  return isUrl(source)
    ? createStreamSource(engine, { url: source, random: Math.random })
    : createFileSource(engine, source);
}
