/** Detections as events: what was judged anomalous together, from its first frame to its last. */

import type { AnomalyKind } from '../core/anomaly-kinds.ts';

export interface EvidenceItem {
  /** Name of the statistic: `jump`, `mean_36`, `noisy`, `quiet`, `flat`, `missing`, `range`, `changed`. */
  readonly statistic: string;
  readonly channel: string;
  /** Unit of the channel, where it is known. */
  readonly unit?: string;
  /** Evidence against the reading at its most, about −ln of its chance in normal operation, and the limit. */
  readonly value: number;
  readonly limit: number;
  /** What was read then, NaN where nothing was, and what the other channels said it should be, in the channel's unit. */
  readonly reading: number;
  readonly expected: number;
}

export interface AttributionItem {
  readonly channel: string;
  readonly statistic: string;
  /** Part of `Attribution.total` that is due to this channel. */
  readonly value: number;
}

/** Additive: baseline + Σ items = total, to 1e-9. */
export interface Attribution {
  readonly baseline: number;
  readonly total: number;
  readonly items: readonly AttributionItem[];
}

export interface Explanation {
  readonly en: string;
  readonly fr: string;
}

export interface Detection {
  /** Unique within a detector: 1, 2, 3, … */
  readonly id: number;
  readonly kind: AnomalyKind | 'unknown';
  /** Chance that the kind is right, 0 … 1. */
  readonly confidence: number;
  readonly begin: Moment;
  /** Missing while the event lasts. */
  readonly end?: Moment;
  /** Channels judged anomalous, the most responsible first. */
  readonly sensors: readonly string[];
  readonly evidence: readonly EvidenceItem[];
  readonly attribution: Attribution;
  /** What the kind was judged by, in the order of `CLUES`. */
  readonly clues: readonly number[];
  readonly explanation: Explanation;
}

export interface Moment {
  readonly seq: number;
  readonly time: number;
}

export interface DetectionChange {
  readonly change: 'begun' | 'updated' | 'ended';
  readonly detection: Detection;
}
