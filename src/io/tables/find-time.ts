/** Which column of a file is its time: by its name and what stands in its first rows. */

import { isSureTimeName, timeNameRank } from './column-names.ts';
import { timeNumber } from './time-column.ts';
import { isTimeOfDay, parseTimestamp } from './timestamps.ts';

/** Unix times in s of 2001 … 2039, by which a first column without a telling name is known as one. */
const UNIX_FROM = 1e9;
const UNIX_UNTIL = 2.2e9;

/**
 * The cells whose texts together are the time: a column with a name of time and dates, perhaps with one of times of day
 * beside it; else one with a name of time and numbers, rising where the name may mean something else; else any with
 * dates; else a first column of Unix times; else none.
 */
export function findTime(
  header: readonly string[],
  sample: (cell: number) => readonly string[],
  excluded: ReadonlySet<number>,
): number[] {
  const cells = header.map((_, cell) => cell).filter((cell) => !excluded.has(cell));
  const named = cells
    .filter((cell) => timeNameRank(header[cell]) !== undefined)
    .sort((a, b) => (timeNameRank(header[a]) ?? 0) - (timeNameRank(header[b]) ?? 0));
  const dated = named.find((cell) => areDates(sample(cell)));
  if (dated !== undefined) {
    const ofDay = named.find((cell) => areTimesOfDay(sample(cell)));
    return ofDay !== undefined && sample(dated).every((text) => !text.includes(':')) ? [dated, ofDay] : [dated];
  }
  const found =
    named.find((cell) => (isSureTimeName(header[cell]) ? areNumbers : areRising)(sample(cell))) ??
    cells.find((cell) => areDates(sample(cell)) && !areNumbers(sample(cell))) ??
    cells.slice(0, 1).find((cell) => areUnixTimes(sample(cell)));
  return found === undefined ? [] : [found];
}

function areDates(texts: readonly string[]): boolean {
  const isDate = (text: string) =>
    parseTimestamp(text, 'day-month') !== undefined || parseTimestamp(text, 'month-day') !== undefined;
  // Most of them: a broken date is to be refused with its place, not to hide the time.
  return texts.filter(isDate).length * 2 > texts.length;
}

function areNumbers(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.every((text) => timeNumber(text) !== undefined);
}

function areTimesOfDay(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.every(isTimeOfDay);
}

/** Numbers that never fall and do not stay. */
function areRising(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => timeNumber(text) ?? Number.NaN);
  const isRising = numbers.every((value, i) => (i === 0 ? !Number.isNaN(value) : value >= numbers[i - 1]));
  return isRising && numbers.length > 0 && (numbers.length === 1 || numbers[numbers.length - 1] > numbers[0]);
}

function areUnixTimes(texts: readonly string[]): boolean {
  const isUnix = (text: string) => {
    const value = timeNumber(text) ?? Number.NaN;
    const seconds = value > 1e12 ? value / 1_000 : value;
    return seconds >= UNIX_FROM && seconds < UNIX_UNTIL;
  };
  return areRising(texts) && texts.every(isUnix);
}
