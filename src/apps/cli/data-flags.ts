/** Flags of the commands that read a user's own file of measurements, and of the detector's settings. */

import { type Command, InvalidArgumentError } from 'commander';
import type { DetectorSettings, LearnSettings } from '../../detector/index.ts';
import type { TableRequest } from '../../io/tables/request.ts';

export interface DataFlags extends Omit<TableRequest, 'channels'> {
  readonly out: string;
  readonly json?: true;
}

/** Flags that say how to read the file. */
export function addDataFlags(command: Command): Command {
  return command
    .option('--time <NAME>', 'time column, or two with a comma between (date,time); found by itself by default')
    .option('--exclude <A,B>', 'columns to leave out', parseNames)
    .option('--include <A,B>', 'columns to take although they look like labels or row numbers', parseNames)
    .option('--text-as-missing', 'take text among numbers as missing instead of refusing it')
    .option('--sort', 'put rows in order of time instead of refusing a file in which time falls')
    .option('--json', 'print a summary as JSON');
}

export interface LearnFlags {
  readonly nEstimators?: number;
  readonly seed?: number;
}

export function addLearnFlags(command: Command): Command {
  return command
    .option('--n-estimators <N>', 'trees of each forest (default 50)', parseNumber)
    .option('--seed <N>', 'the same seed learns the same model (default 1)', parseNumber);
}

export function learnSettingsOf({ nEstimators, seed }: LearnFlags): Partial<LearnSettings> {
  return given({ n_estimators: nEstimators, seed });
}

export interface DetectFlags {
  readonly anomalyThreshold?: number;
  readonly confidenceThreshold?: number;
  readonly falseAlarmsPerDay?: number;
}

export function addDetectFlags(command: Command): Command {
  return command
    .option('--anomaly-threshold <P>', 'score from which there is an alarm (default 0.5)', parseNumber)
    .option('--confidence-threshold <P>', 'confidence that a kind needs to be named (default 0.5)', parseNumber)
    .option('--false-alarms-per-day <N>', 'false alarms that are accepted (default 1)', parseNumber);
}

export function detectSettingsOf(flags: DetectFlags): Partial<DetectorSettings> {
  return given({
    anomaly_threshold: flags.anomalyThreshold,
    confidence_threshold: flags.confidenceThreshold,
    false_alarms_per_day: flags.falseAlarmsPerDay,
  });
}

/** Without the settings that were not given: they would hide the defaults. */
function given<Settings extends object>(
  settings: Settings,
): { [Name in keyof Settings]?: Exclude<Settings[Name], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never;
}

/** Names with commas between; a name that has one itself stands in double quotes. */
export function parseNames(text: string): string[] {
  const names = Array.from(text.matchAll(/\s*(?:"([^"]*)"|([^,]*))\s*(?:,|$)/g), ([, quoted, bare]) =>
    (quoted ?? bare).trim(),
  );
  return names.filter((name) => name !== '');
}

export function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected a number.');
}
