/** Rows of kinds as training data, and how well kinds are told on seeds that were not learned from. */

import { ANOMALY_KINDS, type AnomalyKind } from '../../src/core/anomaly-kinds.ts';
import type { Called } from '../../src/detector/evaluation/index.ts';
import { chancesOf, type KindTrees } from '../../src/detector/kinds.ts';
import { type BoostSettings, boost } from './boost.ts';
import type { KindRow, KindRun } from './kind-rows.ts';

/** Part of a detection's weight that its last description has: what it says in the end is what is judged. */
const LAST_PART = 0.5;
/** Part of an event's weight that its main detection has. */
const MAIN_PART = 0.5;

/** What was said of an event that was found, or that it was missed. */
export interface Judgement {
  readonly kind: AnomalyKind;
  readonly subtype: string;
  /** Chance of each kind, in the order of `ANOMALY_KINDS`; undefined where it was missed. */
  readonly chances: readonly number[] | undefined;
}

/** Trees from the rows that are about something. */
export function fit(rows: readonly KindRow[], settings: BoostSettings): KindTrees {
  const about = rows.filter(({ kind }) => kind !== 'none');
  return boost(
    about.map(({ clues }) => clues),
    about.map(({ kind }) => ANOMALY_KINDS.indexOf(kind as AnomalyKind)),
    weigh(about),
    ANOMALY_KINDS.length,
    settings,
  );
}

/** Every event weighs the same, however many detections it is spread over and however often they are described. */
function weigh(rows: readonly KindRow[]): Float64Array {
  const detections = new Map<string, Set<number>>();
  const descriptions = new Map<string, number>();
  const eventOf = ({ seed, event }: KindRow) => `${seed}/${event}`;
  const detectionOf = (row: KindRow) => `${eventOf(row)}/${row.detection}`;
  for (const row of rows) {
    const event = eventOf(row);
    detections.set(event, (detections.get(event) ?? new Set()).add(row.detection));
    descriptions.set(detectionOf(row), (descriptions.get(detectionOf(row)) ?? 0) + 1);
  }
  return Float64Array.from(rows, (row) => {
    const others = (detections.get(eventOf(row))?.size ?? 1) - 1;
    const ofEvent = others === 0 ? 1 : row.isMain ? MAIN_PART : (1 - MAIN_PART) / others;
    const count = descriptions.get(detectionOf(row)) ?? 1;
    return ofEvent * (count === 1 ? 1 : row.isLast ? LAST_PART : (1 - LAST_PART) / (count - 1));
  });
}

/** Judges each run by trees that were fitted without a part of the runs that it is in. */
export function crossValidate(runs: readonly KindRun[], folds: number, settings: BoostSettings): Judgement[] {
  return Array.from({ length: folds }, (_, fold) => {
    const trees = fit(
      runs.filter((_, k) => k % folds !== fold).flatMap(({ rows }) => rows),
      settings,
    );
    return runs.filter((_, k) => k % folds === fold).flatMap((run) => judge(run, trees));
  }).flat();
}

/** @param trees by which each event's main detection is judged */
export function judge({ rows, events }: KindRun, trees: KindTrees): Judgement[] {
  const main = new Map(rows.filter(({ isMain, isLast }) => isMain && isLast).map((row) => [row.event, row]));
  return events.map(({ id, kind, subtype }) => {
    const row = main.get(id);
    return { kind, subtype, chances: row && chancesOf(row.clues, trees) };
  });
}

export function calledKind({ chances }: Judgement, threshold: number): Called {
  if (chances === undefined) return 'missed';
  const most = Math.max(...chances);
  return most >= threshold ? ANOMALY_KINDS[chances.indexOf(most)] : 'unknown';
}
