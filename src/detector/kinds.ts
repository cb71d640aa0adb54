/** Which kind of anomaly an event is, from its clues: softmax regression. */

import { ANOMALY_KINDS, type AnomalyKind } from '../core/anomaly-kinds.ts';
import { CLUES } from './clues.ts';
import { KIND_WEIGHTS, OUTCOMES } from './kind-weights.ts';

export interface Classified {
  /** The likeliest kind. */
  readonly kind: AnomalyKind;
  /** Its chance, 0 … 1, that of nothing being wrong counted among the others. */
  readonly confidence: number;
}

/** @param clues values in the order of `CLUES` */
export function classify(clues: readonly number[]): Classified {
  const scores = OUTCOMES.map((_, outcome) =>
    CLUES.reduce<number>((sum, clue, k) => sum + KIND_WEIGHTS[clue][outcome] * clues[k], KIND_WEIGHTS.bias[outcome]),
  );
  const most = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  const chanceOf = (kind: AnomalyKind) => Math.exp(scores[OUTCOMES.indexOf(kind)] - most) / total;
  const [kind] = [...ANOMALY_KINDS].sort((a, b) => chanceOf(b) - chanceOf(a));
  return { kind, confidence: chanceOf(kind) };
}
