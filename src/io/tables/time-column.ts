/** The time of each row: as it stands in the file, and in milliseconds. */

import type { Fault } from '../../core/errors.ts';
import { MINUTE_MS } from '../../core/time.ts';
import { Bytes } from '../bytes.ts';
import { unitOfNumbers } from './column-names.ts';
import { type DayOrder, exchangeDayAndMonth, isCompactDate, isOrdered, parseTimestamp } from './timestamps.ts';
import { Values } from './values.ts';

export interface TimeColumn {
  /** Its name, of two columns both; undefined where rows are counted for want of one. */
  readonly name: string | undefined;
  /** ms since the Unix epoch, since zero for numbers that are no Unix times. */
  ms(row: number): number;
  /** As it stands in the file; without a column the row's number, from 1. */
  text(row: number): string;
  /** ms of a moment that is written as those of the file; undefined where it cannot be read so. */
  parse(text: string): number | undefined;
  /** What a user should know of how it was read. */
  readonly notes: readonly string[];
}

/** Without a time column rows are a minute apart, so that a budget a day is one for 1,440 rows. */
export const COUNTED_ROWS: TimeColumn = {
  name: undefined,
  ms: (row) => row * MINUTE_MS,
  text: (row) => String(row + 1),
  parse: (text) => (/^\d+$/.test(text) ? (Number(text) - 1) * MINUTE_MS : undefined),
  notes: ['no time column: rows are counted, and taken to be a minute apart'],
};

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const EXPECTED = 'a date and time such as 2024-01-31 13:45:00 or 31/01/2024 13:45, or a number';
const UNIX_LEAST = 1e8;
/** Numbers from here on are Unix times, in seconds, milliseconds, microseconds or nanoseconds: all later than 1973. */
const UNIX_SCALES: readonly [least: number, ms: number][] = [
  [1e17, 1e-6],
  [1e14, 1e-3],
  [1e11, 1],
  [UNIX_LEAST, 1_000],
];

/** ms of a number: a Unix time by its size, else so many `unit`s. */
export function numberToMs(value: number, unit: number): number {
  return value * (UNIX_SCALES.find(([least]) => value >= least)?.[1] ?? unit);
}

/** A number in a time column, with point or comma; undefined for any other text. */
export function timeNumber(text: string): number | undefined {
  const plain = text.replace(',', '.');
  return NUMBER.test(plain) ? Number(plain) : undefined;
}

type Style = 'number' | 'ordered' | 'other';

/** Takes the cells of a time column; the first decides whether they are dates or numbers. */
export class TimeReader implements TimeColumn {
  readonly name: string;
  readonly #unit: number;
  readonly #ms = new Values();
  readonly #texts = new Bytes(1 << 16);
  readonly #ends = new Values();
  #style: Style = 'other';
  #order: DayOrder = 'day-month';
  /** Whether a row so far could be read in one order of day and month only. */
  #orderIsKnown = false;

  constructor(name: string) {
    this.name = name;
    this.#unit = unitOfNumbers(name);
  }

  /** @returns what is wrong with the cell, if anything is */
  push(text: string, where: () => string): Fault | undefined {
    if (this.#ms.length === 0) this.#style = styleOf(text);
    const time = this.#style === 'ordered' ? this.#readOrdered(text) : this.parse(text);
    if (time === undefined) return { where: where(), got: text, expected: this.#expected() };
    this.#ms.push(time);
    this.#texts.text(text);
    this.#ends.push(this.#texts.length);
    return undefined;
  }

  /** To be called after the last cell: settles the order of day and month where no row has shown it. */
  finish(): void {
    if (this.#style !== 'ordered' || this.#orderIsKnown) return;
    const [asRead, exchanged] = [this.#rise(false), this.#rise(true)];
    if (exchanged < asRead) this.#exchange();
  }

  ms(row: number): number {
    return this.#ms.at(row);
  }

  text(row: number): string {
    const from = row === 0 ? 0 : this.#ends.at(row - 1);
    return this.#texts.data.toString('utf8', from, this.#ends.at(row));
  }

  parse(text: string): number | undefined {
    if (this.#style !== 'number') return parseTimestamp(text, this.#order);
    const value = timeNumber(text);
    return value === undefined ? undefined : numberToMs(value, this.#unit);
  }

  get notes(): readonly string[] {
    if (this.#style === 'ordered' && !this.#orderIsKnown) {
      return [`time: days and months of ${this.name} could be exchanged; read as ${this.#order}`];
    }
    const isPlain = this.#style === 'number' && !((timeNumber(this.text(0)) ?? 0) >= UNIX_LEAST);
    const units = { 1000: 'seconds', 60000: 'minutes', 3600000: 'hours', 86400000: 'days' }[this.#unit];
    return isPlain ? [`time: the numbers of ${this.name} are taken as ${units}`] : [];
  }

  #expected(): string {
    if (this.#ms.length === 0) return EXPECTED;
    if (this.#style === 'number') return 'a number, as in the rows before';
    return this.#orderIsKnown ? `a date and time with ${this.#order} order, as in the rows before` : EXPECTED;
  }

  #readOrdered(text: string): number | undefined {
    const time = parseTimestamp(text, this.#order);
    if (this.#orderIsKnown) return time;
    if (time !== undefined) {
      this.#orderIsKnown = !isOrdered(text) || exchangeDayAndMonth(time) === undefined;
      return time;
    }
    const other = parseTimestamp(text, this.#order === 'day-month' ? 'month-day' : 'day-month');
    if (other === undefined) return undefined;
    this.#exchange();
    this.#orderIsKnown = true;
    return other;
  }

  #exchange(): void {
    for (let row = 0; row < this.#ms.length; row++) {
      this.#ms.set(row, exchangeDayAndMonth(this.#ms.at(row)) ?? Number.NaN);
    }
    this.#order = this.#order === 'day-month' ? 'month-day' : 'day-month';
  }

  /** ms from the first to the last row, infinite where time falls in between: the right order has few gaps. */
  #rise(exchanged: boolean): number {
    const at = (row: number) => (exchanged ? (exchangeDayAndMonth(this.#ms.at(row)) ?? Number.NaN) : this.#ms.at(row));
    const first = at(0);
    let previous = first;
    for (let row = 1; row < this.#ms.length; row++) {
      const time = at(row);
      if (!(time >= previous)) return Number.POSITIVE_INFINITY;
      previous = time;
    }
    return previous - first;
  }
}

function styleOf(text: string): Style {
  if (timeNumber(text) !== undefined) return isCompactDate(text) ? 'other' : 'number';
  return isOrdered(text) ? 'ordered' : 'other';
}
