/** A recorded file of flow, rain and air temperature: which of its columns are meant, read and checked. */

import { DAY_MS } from '../core/time.ts';
import { readTable, type Table } from '../io/files/table.ts';
import { RECORD_COLUMNS, RECORD_LIMITS, type RecordColumn } from '../plant/influent/record-columns.ts';
import type { SewerRecord } from '../plant/sewer/record.ts';

/** Columns by name where they differ from the usual names. A column that is named must be there. */
export interface RecordFileColumns {
  readonly time?: string;
  readonly flow?: string;
  readonly rain?: string;
  readonly temperature?: string;
}

export interface RecordFile {
  readonly record: SewerRecord;
  readonly timeKind: Table['timeKind'];
}

const ALL = Object.keys(RECORD_COLUMNS) as RecordColumn[];

/**
 * Reads a record; `need` are the columns that it must have, others than `read` are not looked at. Numeric days are counted from 1 January 1970, a Thursday.
 * Throws ConfigError.
 */
export function readRecordFile(
  path: string,
  columns: RecordFileColumns = {},
  need: readonly RecordColumn[] = [],
  read: readonly RecordColumn[] = ALL,
): RecordFile {
  const table = readTable(path, {
    time: columns.time === undefined ? undefined : [columns.time],
    columns: read.map((name) => {
      const named = columns[name];
      return {
        name,
        aliases: named === undefined ? RECORD_COLUMNS[name] : [named],
        required: named !== undefined || need.includes(name),
        ...RECORD_LIMITS[name],
      };
    }),
  });
  const time = table.timeKind === 'date' ? table.time : table.time.map((day) => day * DAY_MS);
  const [flow, rain, temperature] = ALL.map((name) => table.columns.get(name));
  return { record: { file: path, time, flow, rain, temperature }, timeKind: table.timeKind };
}
