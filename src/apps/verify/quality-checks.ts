/** The goals of detection quality as checks: no verdict depends on them, each is printed with what it is. */

import type { AnomalyKind } from '../../core/anomaly-kinds.ts';
import type { QualitySummary } from '../../pipeline/quality/summary.ts';
import type { Check } from './check.ts';

const RECALL: Readonly<Record<AnomalyKind, number>> = {
  sensor_fault: 99,
  sensor_drift: 97,
  pollution_spike: 98,
  process_malfunction: 98,
  cyberattack: 95,
};

export function qualityChecks(quality: QualitySummary): Check[] {
  const where = `${quality.seeds.length} seeds of ${quality.days} days`;
  const atLeast = (name: string, bound: number, reached: number): Check => {
    return { name, objective: { sense: '≥', bound }, reached, unit: '', where, isRequired: false };
  };
  const percent = (name: string, bound: number, reached: number): Check => {
    return { ...atLeast(name, bound, 100 * reached), unit: '%' };
  };
  const atMostOneADay = (name: string, reached: number): Check => {
    return { name, objective: { sense: '≤', bound: 1 }, reached, unit: '/day', where, isRequired: false };
  };
  return [
    atMostOneADay('false detections', quality.falseAlarms.cleanPerDay.value),
    atMostOneADay('false stretches of alarm', quality.falseAlarms.cleanEpisodesPerDay.value),
    ...quality.kinds.map(({ kind, recall }) => percent(`events found: ${kind}`, RECALL[kind], recall.value)),
    percent('accuracy', 99.8, quality.accuracy.value),
    atLeast('skill over always-normal', 0.9, quality.skill.value),
    atLeast('PR-AUC of readings', 0.9, quality.prAuc.value),
    atLeast('VUS-PR of readings', 0.8, quality.vusPr.value),
    atLeast('kind macro-F1', 0.92, quality.macroF1.value),
    percent('responsible sensor first', 95, quality.topOne.value),
    percent('responsible sensor in the first three', 99, quality.topThree.value),
  ];
}
