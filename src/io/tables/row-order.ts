/** The order of a table's rows in time, and what is odd about their times. */

import { ConfigError } from '../../core/errors.ts';
import type { TimeColumn } from './time-column.ts';

export interface RowOrder {
  /** Rows in order of time; undefined where they stand so. */
  readonly order: Uint32Array | undefined;
  /** Time of each row in that order, ms, each later than the one before. */
  readonly times: Float64Array;
  /** Repeated times, gaps, rows put in order. */
  readonly notes: readonly string[];
}

/** A step is a gap from so many usual steps on. */
const GAP_STEPS = 1.5;

/**
 * @param where the place of a row, for messages
 * @param sort put rows in order where time falls; rows of the same time keep theirs
 * @throws ConfigError where time falls and `sort` is false
 */
export function orderByTime(time: TimeColumn, rows: number, where: (row: number) => string, sort: boolean): RowOrder {
  const written = Float64Array.from({ length: rows }, (_, row) => time.ms(row));
  const fall = written.findIndex((ms, row) => row > 0 && ms < written[row - 1]);
  if (fall < 0) {
    const notes = stepNotes(written, (row) => time.text(row));
    return { order: undefined, times: spread(written), notes };
  }
  if (!sort) {
    throw new ConfigError({
      where: `${where(fall)}, column ${time.name}`,
      got: time.text(fall),
      expected: `a time not before ${time.text(fall - 1)} of the row above; --sort puts rows in order of time`,
    });
  }
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort((a, b) => written[a] - written[b] || a - b);
  const times = Float64Array.from(order, (row) => written[row]);
  const notes = stepNotes(times, (index) => time.text(order[index]));
  const sorted = `time: rows are put in order; the first that stood wrong is ${where(fall)}`;
  return { order, times: spread(times), notes: [sorted, ...notes] };
}

function stepNotes(times: Float64Array, textAt: (index: number) => string): string[] {
  const usual = usualStep(times);
  let repeated = 0;
  let gaps = 0;
  let widest = 0;
  let after = 0;
  for (let i = 1; i < times.length; i++) {
    const step = times[i] - times[i - 1];
    if (step === 0) repeated++;
    else if (step > GAP_STEPS * usual) gaps++;
    if (step > widest) {
      widest = step;
      after = i - 1;
    }
  }
  const notes = repeated > 0 ? [`time: ${repeated} rows have the time of the row before; they keep their order`] : [];
  if (gaps === 0) return notes;
  const seconds = (ms: number) => Number((ms / 1_000).toPrecision(6));
  const longest = `the longest of ${seconds(widest)} s after ${textAt(after)}`;
  return [...notes, `time: ${gaps} gaps between steps of ${seconds(usual)} s, ${longest}`];
}

/** The median of the steps that are not zero, ms; 0 where there is none. */
function usualStep(times: Float64Array): number {
  const steps = times.subarray(1).map((ms, i) => ms - times[i]);
  steps.sort();
  const first = steps.findIndex((step) => step > 0);
  return first < 0 ? 0 : steps[first + ((steps.length - first) >> 1)];
}

/**
 * Times of which each is later than the one before: rows that share a time are spread evenly over the step that
 * follows, as when a logger writes several readings within the resolution of its clock.
 */
function spread(times: Float64Array): Float64Array {
  const usual = usualStep(times) || 1_000;
  for (let from = 0; from < times.length; ) {
    let to = from + 1;
    while (to < times.length && times[to] === times[from]) to++;
    const step = to < times.length ? Math.min(usual, times[to] - times[from]) : usual;
    for (let i = from + 1; i < to; i++) times[i] = times[from] + (step * (i - from)) / (to - from);
    from = to;
  }
  return times;
}
