/** The figures of detection quality as text for people. */

import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import type { EventRow } from '../../pipeline/quality/event-rows.ts';
import type { Robustness } from '../../pipeline/quality/robustness/robustness.ts';
import type { QualitySummary } from '../../pipeline/quality/summary.ts';
import { formatTable } from '../cli/table.ts';
import {
  type Cells,
  count,
  detectorCells,
  eventCells,
  figureCells,
  kindCells,
  percent,
  robustnessCells,
} from './cells.ts';

export function formatQuality(summary: QualitySummary): string {
  return [
    heading(summary),
    text(figureCells(summary)),
    'Beside trivial detectors\n',
    text(detectorCells(summary)),
    'By kind: delay from the start of the cause, and from the first labelled reading\n',
    text(eventCells(summary.kinds)),
    'By subtype, the weakest first within its kind\n',
    text(eventCells(summary.subtypes.toSorted(byWeakness))),
    'What events were taken for: a row a true kind\n',
    text(kindCells(summary)),
  ].join('\n');
}

export function formatRobustness(robustness: Robustness): string {
  const { clean, unnoticedBias } = robustness;
  return [
    `Events still found when somebody hides them: ${clean.count} of ${clean.of} are found in two hours when nobody does\n`,
    text(robustnessCells(robustness)),
    `The greatest sudden bias of one sensor that stays unnoticed for two hours: ${percent(unnoticedBias)} of its span (median)\n`,
  ].join('\n');
}

function heading({
  seeds,
  days,
  sensors,
  readings,
  framePrevalence,
  invisibleEvents,
  unfinishedEvents,
}: QualitySummary) {
  const judged = `${seeds.length} seeds (${seeds.join(', ')}) of ${days} days, ${sensors} sensors, ${count(readings)} readings`;
  const left = `not judged: ${invisibleEvents} events that labelled no reading, ${unfinishedEvents} under way at the end`;
  return `${judged}\n${percent(framePrevalence)} of the frames have an anomalous reading; ${left}\n`;
}

/** By kind, and within it those first of which least was found, and least flagged. */
export function byWeakness(a: EventRow, b: EventRow): number {
  const byKind = ANOMALY_KINDS.indexOf(a.kind) - ANOMALY_KINDS.indexOf(b.kind);
  return byKind || a.recall.value - b.recall.value || a.readings - b.readings;
}

function text({ head, rows }: Cells): string {
  return formatTable(head, rows);
}
