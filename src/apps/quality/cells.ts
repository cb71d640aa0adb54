/** The figures of detection quality as cells of tables: for a terminal as for a page. */

import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import { CALLED } from '../../detector/evaluation/index.ts';
import type { EventRow } from '../../pipeline/quality/event-rows.ts';
import type { Figure } from '../../pipeline/quality/figures.ts';
import type { Robustness } from '../../pipeline/quality/robustness/robustness.ts';
import type { QualitySummary } from '../../pipeline/quality/summary.ts';

export interface Cells {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export function figureCells(s: QualitySummary): Cells {
  const row = (name: string, figure: Figure) => [name, fixed(figure.value), interval(figure)];
  const rows = [
    row('detections a day on clean days', s.falseAlarms.cleanPerDay),
    row('stretches of alarm a day on clean days', s.falseAlarms.cleanEpisodesPerDay),
    row('share of clean time in alarm', s.falseAlarms.cleanTime),
    row('false detections a quiet day between events', s.falseAlarms.quietPerDay),
    row('detections a day during events, on none of their sensors', s.falseAlarms.besidePerDay),
    row('accuracy', s.accuracy),
    row('skill over always-normal', s.skill),
    row('precision', s.precision),
    row('recall', s.recall),
    row('F1', s.f1),
    row('MCC', s.mcc),
    row(`PR-AUC of readings (± ${s.prAucError.toExponential(0)} by binning)`, s.prAuc),
    row('ROC-AUC of readings', s.rocAuc),
    row('VUS-PR of readings, mean over channels', s.vusPr),
    row('PR-AUC of frames', s.framePrAuc),
    row('VUS-PR of frames', s.frameVusPr),
    row('macro-F1 of kinds', s.macroF1),
    row(`responsible sensor first, of ${s.topOne.of} events`, s.topOne),
    row('responsible sensor among the first three', s.topThree),
  ];
  return { head: ['figure', 'value', '95 %'], rows };
}

/** The engine beside detectors that cost nothing. */
export function detectorCells({ detectors }: QualitySummary): Cells {
  const head =
    'detector accuracy skill precision recall MCC PR-AUC ROC-AUC VUS-PR frame-PR frame-VUS found noticed false/day';
  const rows = detectors.map((d) => [
    d.name,
    ...[d.accuracy, d.skill, d.precision, d.recall, d.mcc, d.prAuc, d.rocAuc, d.vusPr, d.framePrAuc, d.frameVusPr].map(
      fixed,
    ),
    percent(d.found),
    percent(d.noticed),
    fixed(d.falsePerDay),
  ]);
  return { head: head.split(' '), rows };
}

export function eventCells(events: readonly EventRow[]): Cells {
  const head = [
    'kind',
    'subtype',
    'events',
    'found',
    '95 %',
    'noticed',
    'delay',
    'from label',
    'readings',
    'kind right',
    'detections',
  ];
  const rows = events.map((e) => [
    e.kind,
    e.subtype ?? 'all',
    e.recall.of,
    percent(e.recall.value),
    interval(e.recall),
    percent(e.noticed.value),
    seconds(e.delayS),
    seconds(e.delayFromLabelS),
    percent(e.readings),
    percent(e.rightKind),
    fixed(e.detections),
  ]);
  return { head, rows };
}

/** A row a true kind, a column what its events were taken for. */
export function kindCells({ kindTable }: QualitySummary): Cells {
  return { head: ['', ...CALLED], rows: kindTable.map((row, k) => [ANOMALY_KINDS[k], ...row]) };
}

export function robustnessCells({ classes }: Robustness): Cells {
  const rows = classes.map(({ name, sensors, isWhiteBox, queries, found, knowledge }) => [
    name,
    sensors,
    isWhiteBox ? 'inside' : 'outside',
    queries,
    `${found.count} of ${found.of}`,
    interval(found),
    knowledge,
  ]);
  return { head: ['attacker', 'sensors', 'who', 'queries', 'found', '95 %', 'knows and does'], rows };
}

function interval({ low, high }: Figure): string {
  return Number.isNaN(low) ? '–' : `${fixed(low)} … ${fixed(high)}`;
}

function fixed(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? count(value) : value.toFixed(Math.abs(value) >= 0.99 && Math.abs(value) < 1 ? 4 : 3);
}

/** A share as a percentage. */
export function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(100 * share).toFixed(share > 0.99 && share < 1 ? 2 : 1)} %`;
}

function seconds(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value < 120) return `${value.toFixed(0)} s`;
  return value < 7_200 ? `${(value / 60).toFixed(0)} min` : `${(value / 3_600).toFixed(1)} h`;
}

export function count(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(value);
}
