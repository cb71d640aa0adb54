/** How well kinds are told, as text: macro-F1, what was taken for what, and whether confidences are chances. */

import { ANOMALY_KINDS } from '../../src/core/anomaly-kinds.ts';
import { CALLED, kindTable, macroF1 } from '../../src/detector/evaluation/index.ts';
import { calledKind, type Judgement } from './training.ts';

const CONFIDENCES = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** @param threshold confidence below which a kind is unknown */
export function report(judgements: readonly Judgement[], threshold: number): string {
  const table = kindTable(judgements.map((j) => ({ kind: j.kind, called: calledKind(j, threshold) })));
  const ideal = kindTable(judgements.map((j) => ({ kind: j.kind, called: j.chances ? j.kind : 'missed' })));
  const rows = table.map((row, k) => [ANOMALY_KINDS[k], ...row].join('\t'));
  return [
    `macro-F1 ${macroF1(table).toFixed(3)}; ${macroF1(ideal).toFixed(3)} if every event that was found were told right`,
    ['', ...CALLED].join('\t'),
    ...rows,
    'confidence\tright\tevents',
    ...reliability(judgements),
  ].join('\n');
}

function reliability(judgements: readonly Judgement[]): string[] {
  return CONFIDENCES.slice(1).map((to, k) => {
    const from = CONFIDENCES[k];
    const some = judgements.filter(({ chances }) => {
      const most = Math.max(...(chances ?? [-1]));
      return most >= from && (most < to || to === 1);
    });
    const right = some.filter((judgement) => calledKind(judgement, 0) === judgement.kind).length;
    return `${from} … ${to}\t${(right / some.length).toFixed(2)}\t${some.length}`;
  });
}
