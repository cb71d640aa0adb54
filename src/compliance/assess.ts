/** Compliance of recorded daily composites: one report a calendar year. */

import { ConfigError } from '../core/errors.ts';
import { DAY_MS } from '../core/time.ts';
import { Assessment } from './assessment.ts';
import { type ComplianceOptions, prepare } from './options.ts';
import { EFFLUENT_CHANNELS, INFLUENT_CHANNELS, type WATER } from './parameters.ts';
import type { ComplianceReport } from './report.ts';

type Column = keyof typeof WATER;

/** Columns of equal length, one row a day; NaN or a negative number is missing. Flows in m³/d, concentrations in mg/L, T in °C. */
export interface DailyRecord {
  /** Any time of the day (UTC), ms since the epoch, at most one row a day, rising. */
  readonly time: ArrayLike<number>;
  readonly influent: Readonly<Record<Exclude<Column, 'pH' | 'T'>, ArrayLike<number>>>;
  readonly effluent: Readonly<Record<Column, ArrayLike<number>>>;
}

const INFLUENT_COLUMNS = ['Q', 'BOD5', 'COD', 'TSS', 'TN', 'TP'] as const;
const EFFLUENT_COLUMNS = [...INFLUENT_COLUMNS, 'pH', 'T'] as const;

/**
 * Judges a record year by year, by its samples alone; failures are allowed by the number of samples there are.
 * Throws ConfigError for columns of unequal length and for times that do not rise from day to day.
 */
export function assessRecord(record: DailyRecord, options: ComplianceOptions): ComplianceReport[] {
  const { limits, tally } = prepare(options);
  const influent = new Float64Array(INFLUENT_CHANNELS + 1).fill(Number.NaN);
  const effluent = new Float64Array(EFFLUENT_CHANNELS + 1).fill(Number.NaN);
  // The last 24 hours stay unknown: only the samples count.
  const assessment = new Assessment(limits, tally, influent.slice(), effluent.slice());
  const rows = record.time.length;
  for (const name of INFLUENT_COLUMNS) checkLength(`influent.${name}`, record.influent[name], rows);
  for (const name of EFFLUENT_COLUMNS) checkLength(`effluent.${name}`, record.effluent[name], rows);
  const reports: ComplianceReport[] = [];
  let lastDay = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    const day = Math.floor(record.time[row] / DAY_MS);
    if (!(day > lastDay)) {
      throw new ConfigError({
        where: `time, row ${row + 1}`,
        got: record.time[row],
        expected: 'a later day than before',
      });
    }
    lastDay = day;
    const year = new Date(day * DAY_MS).getUTCFullYear();
    if (year !== tally.year) {
      if (row > 0) reports.push(assessment.report(true));
      tally.begin(year);
    }
    for (let c = 0; c < INFLUENT_COLUMNS.length; c++) influent[c] = known(record.influent[INFLUENT_COLUMNS[c]][row]);
    for (let c = 0; c < EFFLUENT_COLUMNS.length; c++) effluent[c] = known(record.effluent[EFFLUENT_COLUMNS[c]][row]);
    tally.add(day, influent, effluent);
  }
  if (rows > 0) reports.push(assessment.report(true));
  return reports;
}

function checkLength(name: string, column: ArrayLike<number>, rows: number): void {
  if (column.length !== rows) {
    throw new ConfigError({ where: name, got: `${column.length} values`, expected: `${rows}, one a row of time` });
  }
}

const known = (value: number): number => (value >= 0 && value < Number.POSITIVE_INFINITY ? value : Number.NaN);
