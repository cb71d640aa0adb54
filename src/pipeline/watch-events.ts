/** Alarms of a file as events: rows of alarm one after another, what they are, and which channels they are about. */

import type { AnomalyKind } from '../core/anomaly-kinds.ts';
import type { Explanation } from '../detector/index.ts';
import type { DataTable } from '../io/tables/table.ts';
import { NAMED_CHANNELS, type RowResults } from './watch-results.ts';

export interface AlarmEvent {
  /** Time of the first and the last row of alarm, as in the file. */
  readonly begin: string;
  readonly end: string;
  readonly rows: number;
  /** The kind of most of its rows. */
  readonly kind: AnomalyKind | 'unknown';
  /** The greatest score. */
  readonly score: number;
  /** The most responsible channels, by what is attributed to them in all its rows. */
  readonly channels: readonly string[];
  /** What the detector says of the greatest detection of this time; absent where it has none. */
  readonly explanation?: Explanation;
}

/** The events of a table in order of time. */
export function alarmEvents(table: DataTable, results: RowResults): AlarmEvent[] {
  const events: AlarmEvent[] = [];
  for (let index = 0; index < table.rows; index++) {
    if (results.alarm[table.rowAt(index)] === 0) continue;
    const from = index;
    while (index < table.rows && results.alarm[table.rowAt(index)] === 1) index++;
    events.push(describe(table, results, from, index));
  }
  return events;
}

/** The event of the rows `from` … `to - 1`, in order of time. */
function describe(table: DataTable, results: RowResults, from: number, to: number): AlarmEvent {
  const kinds = new Map<AnomalyKind | 'unknown', number>();
  const shares = new Map<number, number>();
  let score = 0;
  for (let index = from; index < to; index++) {
    const row = table.rowAt(index);
    const kind = results.kind(row) ?? 'unknown';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    score = Math.max(score, results.score[row]);
    for (let at = row * NAMED_CHANNELS; at < (row + 1) * NAMED_CHANNELS; at++) {
      const channel = results.channels[at];
      if (channel >= 0) shares.set(channel, (shares.get(channel) ?? 0) + results.attributions[at]);
    }
  }
  const explanation = explanationOf(results, from, to);
  return {
    begin: table.time.text(table.rowAt(from)),
    end: table.time.text(table.rowAt(to - 1)),
    rows: to - from,
    kind: greatest(kinds)[0],
    score,
    channels: greatest(shares)
      .slice(0, NAMED_CHANNELS)
      .map((channel) => table.channels[channel]),
    ...(explanation === undefined ? {} : { explanation }),
  };
}

/** Of the detections that last into the rows `from` … `to - 1`, the one with the most evidence explains them. */
function explanationOf({ detections }: RowResults, from: number, to: number): Explanation | undefined {
  let most = 0;
  let explanation: Explanation | undefined;
  for (const { begin, end, attribution, explanation: said } of detections.values()) {
    const isThen = begin.seq < to && (end === undefined || end.seq >= from);
    if (!isThen || !(attribution.total > most)) continue;
    most = attribution.total;
    explanation = said;
  }
  return explanation;
}

/** Keys by falling value; those of the same value as they came. */
function greatest<Key>(values: ReadonlyMap<Key, number>): Key[] {
  return [...values].sort((a, b) => b[1] - a[1]).map(([key]) => key);
}
