/** What an engine learns at its start: a clean run of the configured station, or a recorded file. */

import { createFrame } from '../../core/frame.ts';
import { DAY_MS, MINUTE_MS, TICK_MS } from '../../core/time.ts';
import { type ChannelInfo, Learner, type LearnSettings, type Model } from '../../detector/index.ts';
import { readMeasurements } from '../../io/tables/read.ts';
import { channelsOf } from '../../pipeline/channels.ts';
import { learnTable } from '../../pipeline/watch-table.ts';
import { learnSettingsOf } from '../config/engine-schema.ts';
import type { Config } from '../config/schema.ts';
import { createConfiguredSimulation } from '../simulation.ts';

export type LearnTask =
  | {
      readonly from: 'simulation';
      readonly config: Config;
      /** Of the station that will be watched, ms since the epoch: what is learned ends there. */
      readonly startTime: number;
    }
  | {
      readonly from: 'file';
      readonly file: string;
      readonly settings: Partial<LearnSettings>;
      /** What is known of the channels besides their names. */
      readonly channels: readonly ChannelInfo[];
    };

/** Added to the station's seed: what is learned must not be the week that will be watched. */
const OTHER_SEED = 1_000_003;

/** @throws ConfigError where there is nothing to learn from */
export async function learnModel(task: LearnTask): Promise<Model> {
  if (task.from === 'simulation') return learnSimulation(task.config, task.startTime);
  const table = await readMeasurements(task.file);
  return learnTable(table, { from: 0, until: table.rows }, task.settings, {}, task.channels);
}

/** The same station with the same instruments, in other weather, with other sewage and noise, and nothing wrong. */
function learnSimulation(config: Config, startTime: number): Model {
  const { engine, seed, influent, weather } = config;
  const learningMs = Math.round((engine.learn_days * DAY_MS) / MINUTE_MS) * MINUTE_MS;
  const clean: Config = {
    ...config,
    seed: seed + OTHER_SEED,
    influent: { ...influent, ...(influent.seed !== undefined && { seed: influent.seed + OTHER_SEED }) },
    anomaly_probability: 0,
    scenario: undefined,
  };
  // A record of sewage or weather begins where it begins.
  const isRecorded = influent.file !== undefined || weather.file !== undefined;
  const { simulation } = createConfiguredSimulation(clean, isRecorded ? startTime : startTime - learningMs, seed);
  const channels = channelsOf(simulation.sensors);
  const learner = new Learner(channels, learnSettingsOf(engine));
  const frame = createFrame(channels.length);
  for (let tick = 0; tick < learningMs / TICK_MS; tick++) {
    simulation.next(frame);
    learner.push(frame);
  }
  return learner.finish();
}
