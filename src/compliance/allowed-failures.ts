/**
 * How many samples of a year may fail: Directive 91/271/EEC, annex I, table 3, which the French arrêté repeats
 * (all 25 rows checked against table 6 of the arrêté of 22 June 2007, annexe II).
 */

/** Row i: from this many samples in the year, i + 1 of them may fail. */
const FROM_SAMPLES = [
  4, 8, 17, 29, 41, 54, 68, 82, 96, 111, 126, 141, 156, 172, 188, 204, 220, 236, 252, 269, 285, 301, 318, 335, 351,
] as const;

/**
 * Failing samples that the year's series may hold. Fewer than 4 samples: none, for the table begins at 4;
 * a leap year's 366 samples count as the 365 at which it ends.
 * @param samples whole number of samples in the year, ≥ 0
 */
export function allowedFailures(samples: number): number {
  let row = FROM_SAMPLES.length;
  while (row > 0 && samples < FROM_SAMPLES[row - 1]) row--;
  return row;
}

/**
 * Whether a day belongs to a year's sampling plan of `samples` days at regular intervals.
 * @param dayOfYear from 0
 */
export function isSamplingDay(dayOfYear: number, daysInYear: number, samples: number): boolean {
  const n = Math.min(samples, daysInYear);
  return Math.floor(((dayOfYear + 1) * n) / daysInYear) > Math.floor((dayOfYear * n) / daysInYear);
}
