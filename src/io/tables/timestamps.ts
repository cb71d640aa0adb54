/**
 * Dates and times as loggers, historians and spreadsheets write them, to ms since the Unix epoch. A time without a zone
 * counts as UTC, so that every day has 24 hours.
 */

import { DAY_MS, MINUTE_MS } from '../../core/time.ts';
import { parseInstant } from '../files/cells.ts';

/** What `01/02/2024` is: 1 February or 2 January. */
export type DayOrder = 'day-month' | 'month-day';

const CLOCK = String.raw`(?:[T ,]\s*(\d{1,2})(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?)?`;
const ZONE = String.raw`\s*(?:Z|UTC|GMT)?`;
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)${CLOCK}${ZONE}$`);
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})${CLOCK}${ZONE}$`);
const NAMED = new RegExp(String.raw`^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d\d)${CLOCK}${ZONE}$`);
/** Year, month and day without anything between, perhaps with the time of day: 8, 12 or 14 digits. */
const COMPACT = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/;
const TIME_OF_DAY = /^\d{1,2}:\d\d(:\d\d([.,]\d{1,9})?)?\s*([AaPp]\.?[Mm]\.?)?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Two-digit years from here on are of the last century, as POSIX has it. */
const CENTURY_PIVOT = 69;

/** ms since the Unix epoch; undefined where the text is no date that exists. */
export function parseTimestamp(text: string, order: DayOrder): number | undefined {
  const iso = parseInstant(text);
  if (iso !== undefined) return iso;
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [, first, , second, year, ...clock] = numeric;
    return order === 'day-month' ? instant(year, second, first, clock) : instant(year, first, second, clock);
  }
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [, year, , month, day, ...clock] = yearFirst;
    return instant(year, month, day, clock);
  }
  const compact = COMPACT.exec(text);
  if (compact) {
    const [, year, month, day, ...clock] = compact;
    return instant(year, month, day, clock);
  }
  const named = NAMED.exec(text);
  if (!named) return undefined;
  const [, day, month, year, ...clock] = named;
  return instant(year, String(MONTHS.indexOf(month.toLowerCase()) + 1), day, clock);
}

/** Whether the text is a date of digits alone, which a number may be too. */
export function isCompactDate(text: string): boolean {
  return COMPACT.test(text) && parseTimestamp(text, 'day-month') !== undefined;
}

/** Whether the text is a time of day without a date, the second half of what two columns say. */
export function isTimeOfDay(text: string): boolean {
  return TIME_OF_DAY.test(text);
}

/**
 * The instant with day and month exchanged, as if the text had been read in the other order; undefined where there is no
 * such date. Only for instants of numeric dates that were read in one order.
 */
export function exchangeDayAndMonth(time: number): number | undefined {
  const date = new Date(time);
  const day = date.getUTCDate();
  const ofDay = time - Math.floor(time / DAY_MS) * DAY_MS;
  const other = Date.UTC(date.getUTCFullYear(), day - 1, date.getUTCMonth() + 1);
  return new Date(other).getUTCMonth() === day - 1 ? other + ofDay : undefined;
}

/** Whether the order of day and month makes a difference to this text. */
export function isOrdered(text: string): boolean {
  return NUMERIC.test(text);
}

type Clock = readonly (string | undefined)[];

function instant(yearText: string, month: string, day: string, clock: Clock): number | undefined {
  const [hourText = '0', minute = '0', second = '0', fraction = '0', half] = clock;
  const year = yearText.length === 4 ? Number(yearText) : fullYear(Number(yearText));
  const midnight = Date.UTC(year, Number(month) - 1, Number(day));
  const date = new Date(midnight);
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  const hour = half === undefined ? Number(hourText) : hourOfHalf(Number(hourText), half);
  if (!exists || !(hour <= 23) || Number(minute) > 59 || Number(second) > 59) return undefined;
  return midnight + hour * 60 * MINUTE_MS + Number(minute) * MINUTE_MS + Number(`${second}.${fraction}`) * 1_000;
}

function fullYear(year: number): number {
  return year < CENTURY_PIVOT ? 2000 + year : 1900 + year;
}

/** Hours 1 … 12 before or after noon as 0 … 23. Historians also write `13:00 PM`, which is what it says. */
function hourOfHalf(hour: number, half: string): number {
  const isAfternoon = half.toLowerCase() === 'p';
  if (hour === 12) return isAfternoon ? 12 : 0;
  return isAfternoon && hour < 12 ? hour + 12 : hour;
}
