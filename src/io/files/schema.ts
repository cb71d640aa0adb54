/**
 * The one shape of an exported data set, whatever its format: a row a frame, `time`, `seq`, `anomaly`, then a
 * block of readings and three blocks of codes about them. docs/export.md describes it to those who load it.
 */

import { ConfigError, type Fault } from '../../core/errors.ts';
import { QUALITY_NAMES } from '../../core/frame.ts';

/** What a data set says of an instrument. */
export interface TableSensor {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly location: string;
  readonly unit: string;
  readonly range: readonly [min: number, max: number];
}

export interface TableSchema {
  readonly sensors: readonly TableSensor[];
  /** Names of the label codes 1, 2, …; 0 is normal. */
  readonly kinds: readonly string[];
  /** How the data set came to be (seed, start, …): kept in the file where the format has a place for it. */
  readonly origin: Readonly<Record<string, string | number>>;
}

/** Columns before the readings. */
export const LEADING_COLUMNS = ['time', 'seq', 'anomaly'] as const;

/** Suffixes of the code columns of a reading, in the order of their blocks. */
export const SUFFIX = { label: '__label', event: '__event', quality: '__quality' } as const;

/** All column names in order. Throws ConfigError where two would be the same or a sensor has no name. */
export function columnNames({ sensors }: TableSchema): string[] {
  const ids = sensors.map((sensor) => sensor.id);
  const names = [
    ...LEADING_COLUMNS,
    ...ids,
    ...Object.values(SUFFIX).flatMap((suffix) => ids.map((id) => id + suffix)),
  ];
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const name of names) {
    if (name === '' || seen.has(name)) {
      faults.push({ where: 'export: column names', got: name, expected: 'a name that no other column has' });
    }
    seen.add(name);
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return names;
}

/** What the codes mean and what the columns are, for a file's own metadata. */
export function describeTable({ sensors, kinds, origin }: TableSchema): string {
  return JSON.stringify({
    version: 1,
    origin,
    labels: ['normal', ...kinds],
    qualities: QUALITY_NAMES,
    sensors: sensors.map(({ id, type, stage, location, unit, range }) => ({ id, type, stage, location, unit, range })),
  });
}
