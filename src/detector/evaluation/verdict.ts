/** What a detector, or whatever stands in for one, says about a frame: all that evaluation looks at. */

import type { AnomalyKind } from '../../core/anomaly-kinds.ts';

export interface Verdict {
  /** 1 where a reading is judged anomalous. */
  readonly flags: Uint8Array;
  /** Score of each reading, 0 … 1. */
  readonly channelScores: Float64Array;
  /** Score of the frame, 0 … 1. */
  readonly overallScore: number;
  readonly alarm: boolean;
  /** Detections that the frame began, changed or ended. */
  readonly changes: readonly DetectionNews[];
}

/** As much of a detector's `DetectionChange` as evaluation reads. */
export interface DetectionNews {
  readonly change: 'begun' | 'updated' | 'ended';
  readonly detection: {
    readonly id: number;
    readonly kind: AnomalyKind | 'unknown';
    readonly confidence: number;
    /** Ids of channels, the most responsible first. */
    readonly sensors: readonly string[];
  };
}
