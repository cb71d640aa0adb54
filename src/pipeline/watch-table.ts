/** The detector over a table: learning from some of its rows, scoring all of them. */

import { ConfigError } from '../core/errors.ts';
import { createFrame } from '../core/frame.ts';
import {
  type ChannelInfo,
  Detector,
  type DetectorSettings,
  Learner,
  type LearnSettings,
  type Model,
} from '../detector/index.ts';
import type { DataTable } from '../io/tables/table.ts';
import { RowResults } from './watch-results.ts';

/** A signal or a progress line waits for so many rows at most. */
const STRETCH = 1_024;

export interface WatchOptions {
  /** Called now and then with the rows done so far. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Rows `from` … `until - 1` in order of time. */
export interface RowRange {
  readonly from: number;
  readonly until: number;
}

/**
 * @param known what is known of some channels besides their names
 * @throws ConfigError where the rows say too little
 */
export async function learnTable(
  table: DataTable,
  { from, until }: RowRange,
  settings: Partial<LearnSettings>,
  options: WatchOptions = {},
  known: readonly ChannelInfo[] = [],
): Promise<Model> {
  const infos = new Map(known.map((channel) => [channel.id, channel]));
  const learner = new Learner(
    table.channels.map((id) => infos.get(id) ?? { id }),
    settings,
  );
  const frame = createFrame(table.channels.length);
  await inStretches(from, until, options, (index) => {
    table.read(index, frame);
    learner.push(frame);
  });
  return learner.finish();
}

/**
 * Scores all rows in order of time.
 * @param table with the channels of the model, in their order
 */
export async function scoreTable(
  table: DataTable,
  model: Model,
  settings: Partial<DetectorSettings>,
  options: WatchOptions = {},
): Promise<RowResults> {
  const detector = new Detector(model, settings);
  const results = new RowResults(table.rows, table.channels.length);
  const frame = createFrame(table.channels.length);
  await inStretches(0, table.rows, options, (index) => {
    table.read(index, frame);
    detector.score(frame);
    results.take(table.rowAt(index), detector);
  });
  return results;
}

/**
 * The rows of a table from one time on and until before another, each written as in the file.
 * @param flags what the user calls the two, for messages
 */
export function rowsBetween(
  table: DataTable,
  times: { readonly from?: string; readonly until?: string },
  flags: { readonly from: string; readonly until: string },
): RowRange {
  const indexOf = (text: string, flag: string): number => {
    const time = table.time.parse(text);
    if (time === undefined) {
      const expected = `a time written as in the file, such as ${table.time.text(0)}`;
      throw new ConfigError({ where: flag, got: text, expected });
    }
    let index = 0;
    while (index < table.rows && table.time.ms(table.rowAt(index)) < time) index++;
    return index;
  };
  const from = times.from === undefined ? 0 : indexOf(times.from, flags.from);
  const until = times.until === undefined ? table.rows : indexOf(times.until, flags.until);
  if (from < until) return { from, until };
  const [where, got] = times.until === undefined ? [flags.from, times.from] : [flags.until, times.until];
  const [first, last] = [0, table.rows - 1].map((index) => table.time.text(table.rowAt(index)));
  throw new ConfigError({ where, got, expected: `a time with rows to learn from; the file has ${first} … ${last}` });
}

/** Takes the rows `from` … `until - 1`, letting signals and progress in now and then. */
export async function inStretches(
  from: number,
  until: number,
  options: WatchOptions,
  step: (index: number) => void,
): Promise<void> {
  for (let index = from; index < until; ) {
    options.signal?.throwIfAborted();
    const end = Math.min(until, index + STRETCH);
    for (; index < end; index++) step(index);
    options.onProgress?.(index - from, until - from);
    await new Promise(setImmediate);
  }
}
