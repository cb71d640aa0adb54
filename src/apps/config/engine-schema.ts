/** Configuration of the engine; of nothing that only a simulated plant has. */

import { z } from 'zod';
import {
  DETECTOR_DEFAULTS,
  type DetectorSettings,
  LEARN_DEFAULTS,
  type LearnSettings,
} from '../../detector/settings.ts';

/** Learned from where no file is named. */
export const SIMULATION = 'simulation';

export const engineSchema = z.strictObject({
  port: z.int().min(0).max(65_535).default(8091).describe('Port the engine listens on; 0 takes any free one.'),
  source: z
    .string()
    .min(1, 'the address of a generator or the path of a file')
    .optional()
    .describe('Where frames come from: the address of a generator, or a recorded file. Unset: only from POST.')
    .meta({ examples: ['http://127.0.0.1:8090'] }),
  model: z
    .string()
    .min(1, 'the path of a file')
    .optional()
    .describe('A stored model, as `train` writes it. Unset: one is learned at the start.')
    .meta({ examples: ['model.json'] }),
  learn: z
    .string()
    .min(1, 'simulation or the path of a file')
    .default(SIMULATION)
    .describe(
      'Normal operation to learn from: simulation, a clean run of the station; or a recorded CSV or Parquet file.',
    ),
  learn_days: z
    .number()
    .min(0.1)
    .max(400)
    .default(28)
    .describe('Days of the clean simulation that is learned from; four weeks take about five seconds.'),
  n_estimators: z.int().min(1).max(1_000).default(LEARN_DEFAULTS.n_estimators).describe('Trees of each forest.'),
  max_samples: z.int().min(2).max(4_096).default(LEARN_DEFAULTS.max_samples).describe('Rows each tree is grown from.'),
  anomaly_threshold: z
    .number()
    .gt(0)
    .lt(1)
    .default(DETECTOR_DEFAULTS.anomaly_threshold)
    .describe('Score from which a frame is an alarm; at 0.5 the budget of false alarms decides alone.'),
  confidence_threshold: z
    .number()
    .gt(0)
    .lt(1)
    .default(DETECTOR_DEFAULTS.confidence_threshold)
    .describe('Confidence that a kind needs: below it a detection is of unknown kind.'),
  false_alarms_per_day: z
    .number()
    .gt(0)
    .max(1_000)
    .default(DETECTOR_DEFAULTS.false_alarms_per_day)
    .describe('False alarms that are accepted in normal operation, episodes a day.'),
});

export type EngineConfig = z.output<typeof engineSchema>;

export function detectorSettingsOf(config: EngineConfig): DetectorSettings {
  const { anomaly_threshold, confidence_threshold, false_alarms_per_day } = config;
  return { anomaly_threshold, confidence_threshold, false_alarms_per_day };
}

export function learnSettingsOf({ n_estimators, max_samples }: EngineConfig): Partial<LearnSettings> {
  return { n_estimators, max_samples };
}
