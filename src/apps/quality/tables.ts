/** The figures of detection quality as tables for people. */

import { ANOMALY_KINDS } from '../../core/anomaly-kinds.ts';
import { CALLED } from '../../detector/evaluation/index.ts';
import type { EventRow } from '../../pipeline/quality/event-rows.ts';
import type { Figure } from '../../pipeline/quality/figures.ts';
import type { QualitySummary } from '../../pipeline/quality/summary.ts';
import { formatTable } from '../cli/table.ts';

export function formatQuality(summary: QualitySummary): string {
  return [
    heading(summary),
    headline(summary),
    'Beside trivial detectors\n',
    trivial(summary),
    'By kind: delay from the start of the cause, and from the first labelled reading\n',
    events(summary.kinds),
    'By subtype, the weakest first within its kind\n',
    events(summary.subtypes.toSorted(byWeakness)),
    'What events were taken for: a row a true kind\n',
    confusion(summary),
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

function headline(s: QualitySummary): string {
  const row = (name: string, figure: Figure) => [name, fixed(figure.value), interval(figure)];
  const rows = [
    row('detections a day on clean days', s.falseAlarms.cleanPerDay),
    row('stretches of alarm a day on clean days', s.falseAlarms.cleanEpisodesPerDay),
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
  return formatTable(['figure', 'value', '95 %'], rows);
}

function trivial({ detectors }: QualitySummary): string {
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
  return formatTable(head.split(' '), rows);
}

function events(rows: readonly EventRow[]): string {
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
  const cells = rows.map((e) => [
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
  return formatTable(head, cells);
}

function confusion({ kindTable }: QualitySummary): string {
  return formatTable(
    ['', ...CALLED],
    kindTable.map((row, k) => [ANOMALY_KINDS[k], ...row]),
  );
}

function byWeakness(a: EventRow, b: EventRow): number {
  return ANOMALY_KINDS.indexOf(a.kind) - ANOMALY_KINDS.indexOf(b.kind) || weakness(b) - weakness(a);
}

function weakness({ recall, readings }: EventRow): number {
  return -recall.value - readings / 100;
}

function interval({ low, high }: Figure): string {
  return Number.isNaN(low) ? '–' : `${fixed(low)} … ${fixed(high)}`;
}

function fixed(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? count(value) : value.toFixed(Math.abs(value) >= 0.99 && Math.abs(value) < 1 ? 4 : 3);
}

function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(100 * share).toFixed(share > 0.99 && share < 1 ? 2 : 1)} %`;
}

function seconds(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value < 120) return `${value.toFixed(0)} s`;
  return value < 7_200 ? `${(value / 60).toFixed(0)} min` : `${(value / 3_600).toFixed(1)} h`;
}

function count(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(value);
}
