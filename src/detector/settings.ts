/** What can be set: how a model is learned and how readings are judged by it. */

import { ConfigError } from '../core/errors.ts';

export interface LearnSettings {
  /** Decides the random choices of learning: the rows each tree sees. */
  readonly seed: number;
  /** Trees of each forest, 1 … 1,000. */
  readonly n_estimators: number;
  /** Rows each tree is grown from, 2 … 4,096. */
  readonly max_samples: number;
}

export interface DetectorSettings {
  /** Overall score from which a frame is an alarm, 0 … 1. At 0.5 the false-alarm budget decides alone. */
  readonly anomaly_threshold: number;
  /** Confidence that a kind needs, 0 … 1: below it a detection's kind is unknown. */
  readonly confidence_threshold: number;
  /** Alarms of normal data that are accepted, episodes a day, above 0. */
  readonly false_alarms_per_day: number;
}

export const LEARN_DEFAULTS: LearnSettings = { seed: 1, n_estimators: 50, max_samples: 64 };

export const DETECTOR_DEFAULTS: DetectorSettings = {
  anomaly_threshold: 0.5,
  confidence_threshold: 0.5,
  false_alarms_per_day: 1,
};

/** @throws ConfigError where a setting is out of range */
export function learnSettings(settings: Partial<LearnSettings> = {}): LearnSettings {
  const all = { ...LEARN_DEFAULTS, ...settings };
  checkNumber('seed', all.seed, Number.isSafeInteger(all.seed), 'an integer');
  checkNumber('n_estimators', all.n_estimators, isInteger(all.n_estimators, 1, 1_000), 'an integer from 1 to 1000');
  checkNumber('max_samples', all.max_samples, isInteger(all.max_samples, 2, 4_096), 'an integer from 2 to 4096');
  return all;
}

/** @throws ConfigError where a setting is out of range */
export function detectorSettings(settings: Partial<DetectorSettings> = {}): DetectorSettings {
  const all = { ...DETECTOR_DEFAULTS, ...settings };
  for (const name of ['anomaly_threshold', 'confidence_threshold'] as const) {
    checkNumber(name, all[name], all[name] > 0 && all[name] < 1, 'a number between 0 and 1');
  }
  const budget = all.false_alarms_per_day;
  checkNumber('false_alarms_per_day', budget, budget > 0 && budget <= 1_000, 'a number above 0, at most 1000');
  return all;
}

function checkNumber(where: string, got: number, ok: boolean, expected: string): void {
  if (!ok) throw new ConfigError({ where, got, expected });
}

function isInteger(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
