/** Which kind each event was taken for. */

import { ANOMALY_KINDS, type AnomalyKind } from '../../core/anomaly-kinds.ts';

/** What an event can be called: a kind, unknown, or nothing because it was missed. */
export const CALLED = [...ANOMALY_KINDS, 'unknown', 'missed'] as const;
export type Called = (typeof CALLED)[number];

/** Counts of events: a row a true kind, in the order of `ANOMALY_KINDS`, a column a name of `CALLED`. */
export type KindTable = readonly (readonly number[])[];

export function kindTable(events: Iterable<{ readonly kind: AnomalyKind; readonly called: Called }>): KindTable {
  const rows = ANOMALY_KINDS.map(() => CALLED.map(() => 0));
  for (const { kind, called } of events) rows[ANOMALY_KINDS.indexOf(kind)][CALLED.indexOf(called)]++;
  return rows;
}

/**
 * Mean over the kinds that there are of F1 = 2 TP / (2 TP + FP + FN). An event that was missed or called unknown counts
 * against the recall of its kind, and against nobody's precision. NaN without events.
 */
export function macroF1(table: KindTable): number {
  const scores: number[] = [];
  for (const [k, row] of table.entries()) {
    const events = row.reduce((sum, count) => sum + count, 0);
    if (events === 0) continue;
    const called = table.reduce((sum, other) => sum + other[k], 0);
    scores.push((2 * row[k]) / (events + called));
  }
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
