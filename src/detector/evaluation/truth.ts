/** What evaluation is told about the truth: never given to a detector. */

import type { AnomalyKind } from '../../core/anomaly-kinds.ts';

/** An event of the truth as it is known once it has begun. */
export interface TruthEvent {
  /** From 1: the code in the labels. */
  readonly id: number;
  readonly kind: AnomalyKind;
  readonly subtype: string;
  /** When its cause begins and ends, ms since the Unix epoch. */
  readonly start: number;
  readonly end: number;
  /** Channels that are themselves the cause; empty where the cause lies in the plant. */
  readonly causes: readonly number[];
  readonly magnitude?: number;
}

/** The truth about one frame, beside the frame. */
export interface FrameLabels {
  /** Kind code of each reading, 0 where it is normal. */
  readonly kinds: Uint8Array;
  /** Event id of each reading, 0 where it is normal. */
  readonly events: Uint32Array;
}
