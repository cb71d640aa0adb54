/** Which kind of anomaly an event is, from its evidence alone. */

import type { AnomalyKind } from '../core/anomaly-kinds.ts';
import type { EvidenceItem } from './events.ts';

export interface Classified {
  readonly kind: AnomalyKind | 'unknown';
  readonly confidence: number;
}

export function classify(evidence: readonly EvidenceItem[]): Classified {
  const [first] = evidence;
  if (evidence.length > 3) return { kind: 'process_malfunction', confidence: 0.5 };
  if (first.statistic.startsWith('mean_')) return { kind: 'sensor_drift', confidence: 0.5 };
  return { kind: 'sensor_fault', confidence: 0.6 };
}
