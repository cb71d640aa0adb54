/** A file of measurements in memory: channels as columns of numbers, the time of each row, and what was left out. */

import { ConfigError, type Fault } from '../../core/errors.ts';
import { type Frame, QUALITY } from '../../core/frame.ts';
import type { Column } from './column.ts';
import { isCounterName } from './column-names.ts';
import type { Plan, PlannedColumn } from './plan.ts';
import type { LeftOut, TableRequest } from './request.ts';
import { orderByTime } from './row-order.ts';
import type { TimeColumn } from './time-column.ts';

/** From so many rows on, a column of consecutive integers counts them, whatever its name. */
const COUNTED = 10;
/** So many faults are told at once. */
const MAX_FAULTS = 10;

export class DataTable {
  readonly file: string;
  readonly rows: number;
  readonly time: TimeColumn;
  readonly channels: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
  /** Channels with one value only. */
  readonly constant: readonly string[];
  /** Cells of channels without a reading. */
  readonly missing: number;
  readonly #columns: readonly Column[];
  /** The quality codes beside each channel, where the file has them. */
  readonly #qualities: readonly (Column | undefined)[];
  /** Rows in order of time; undefined where they stand so. */
  readonly #order: Uint32Array | undefined;
  readonly #times: Float64Array;

  constructor(parts: TableParts, request: TableRequest) {
    const { file, rows, time } = parts;
    if (rows === 0) throw new ConfigError({ where: file, got: 'a header and no rows', expected: 'at least one row' });
    const { columns, qualities, leftOut, notes } = settle(parts, request);
    const { order, times, notes: timeNotes } = orderByTime(time, rows, parts.where, request.sort ?? false);
    this.file = file;
    this.rows = rows;
    this.time = time;
    this.channels = columns.map((column) => column.name);
    this.leftOut = leftOut;
    this.notes = [...parts.notes, ...time.notes, ...timeNotes, ...notes];
    this.constant = columns.filter((column) => column.min === column.max).map((column) => column.name);
    this.missing = columns.reduce((sum, column) => sum + column.missing + column.texts, 0);
    this.#columns = columns;
    this.#qualities = qualities;
    this.#order = order;
    this.#times = times;
  }

  /** The row of the file, from 0, that is the `index`-th in order of time. */
  rowAt(index: number): number {
    return this.#order === undefined ? index : this.#order[index];
  }

  /** Time of the `index`-th row in order of time, ms; each is later than the one before. */
  timeAt(index: number): number {
    return this.#times[index];
  }

  /** Fills a frame with the `index`-th row in order of time. */
  read(index: number, frame: Frame): void {
    const row = this.rowAt(index);
    frame.seq = index;
    frame.time = this.#times[index];
    for (let i = 0; i < this.#columns.length; i++) {
      const value = this.#columns[i].values.at(row);
      frame.values[i] = value;
      const code = this.#qualities[i]?.values.at(row) || QUALITY.good;
      frame.quality[i] = Number.isNaN(value) ? QUALITY.missing : code;
    }
  }
}

/** What a reader of some format has gathered. */
export interface TableParts {
  readonly file: string;
  readonly rows: number;
  readonly time: TimeColumn;
  readonly plan: Plan;
  /** One for each planned column. */
  readonly columns: readonly Column[];
  readonly notes: readonly string[];
  /** The place of a row as a user finds it. */
  where(row: number): string;
}

interface Settled {
  readonly columns: Column[];
  readonly qualities: (Column | undefined)[];
  readonly leftOut: LeftOut[];
  readonly notes: string[];
}

/** Decides which columns are channels, by what stood in them. */
function settle(parts: TableParts, request: TableRequest): Settled {
  const { file, plan } = parts;
  const wanted = new Set((request.include ?? []).map((name) => name.toLowerCase()));
  const isWanted = (name: string) => request.channels !== undefined || wanted.has(name.toLowerCase());
  const settled: Settled = { columns: [], qualities: [], leftOut: [...plan.leftOut], notes: [] };
  const faults: Fault[] = [];
  let texts = 0;
  for (const [i, { name, qualityOf }] of plan.columns.entries()) {
    if (qualityOf !== undefined) continue;
    const column = parts.columns[i];
    const reason = isWanted(name) ? undefined : reasonAgainst(column);
    if (reason !== undefined) {
      settled.leftOut.push({ column: name, reason });
      continue;
    }
    if (column.texts > 0 && !request.textAsMissing) faults.push(textFault(column, parts));
    texts += column.texts;
    settled.columns.push(column);
    settled.qualities.push(qualityColumn(name, parts, settled.notes));
  }
  if (faults.length > 0) throw new ConfigError(faults.slice(0, MAX_FAULTS));
  if (texts > 0) settled.notes.push(`${texts} cells of text taken as missing`);
  if (settled.columns.length === 0) {
    const got = settled.leftOut.map(({ column, reason }) => `${column} (${reason})`).join(', ') || 'no columns';
    throw new ConfigError({ where: file, got, expected: 'at least one column of numbers' });
  }
  return settled;
}

function reasonAgainst(column: Column): string | undefined {
  if (column.texts > column.numbers) return `text, such as ${JSON.stringify(column.firstText?.text)}`;
  if (column.numbers + column.switches + column.texts === 0) return 'no values';
  const counts = column.isRising && column.numbers > 1 && isCounterName(column.name);
  return counts || (column.isCounter && column.numbers >= COUNTED) ? 'counts the rows' : undefined;
}

function textFault(column: Column, parts: TableParts): Fault {
  const { text, row } = column.firstText ?? { text: '', row: 0 };
  const others = column.texts > 1 ? ` (${column.texts} cells of the column are text)` : '';
  return {
    where: `${parts.where(row)}, column ${column.name}`,
    got: text,
    expected: `a number or an empty cell${others}; --text-as-missing takes text as missing, --exclude leaves the column out`,
  };
}

/** The quality codes of a channel; left aside with a note where they are not 0 … 3. */
function qualityColumn(channel: string, parts: TableParts, notes: string[]): Column | undefined {
  const i = parts.plan.columns.findIndex((planned: PlannedColumn) => planned.qualityOf === channel);
  if (i < 0) return undefined;
  const column = parts.columns[i];
  if (column.texts === 0 && column.min >= QUALITY.good && column.max <= QUALITY.missing) return column;
  notes.push(`column ${column.name} does not hold the codes 0 … 3 and is not used`);
  return undefined;
}
