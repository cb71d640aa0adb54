/** Which kind of anomaly an event is, from its clues: logistic regression, its probabilities those of its softmax. */

import { ANOMALY_KINDS, type AnomalyKind } from '../core/anomaly-kinds.ts';
import { KIND_WEIGHTS } from './kind-weights.ts';

export interface Classified {
  readonly kind: AnomalyKind;
  /** Chance that the kind is right, 0 … 1. */
  readonly confidence: number;
}

/** @param clues values in the order of `CLUES` */
export function classify(clues: readonly number[]): Classified {
  const scores = KIND_WEIGHTS.map(([bias, ...weights]) => weights.reduce((sum, w, k) => sum + w * clues[k], bias));
  const most = Math.max(...scores);
  const chances = scores.map((score) => Math.exp(score - most));
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return { kind: ANOMALY_KINDS[scores.indexOf(most)], confidence: 1 / total };
}
