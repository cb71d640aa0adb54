/** What the detector says of every row of a file, kept as columns of numbers until it is written. */

import { ANOMALY_KINDS, type AnomalyKind } from '../core/anomaly-kinds.ts';
import type { Detection, Detector } from '../detector/index.ts';

/** What is kept of the detector. */
type Judgement = Pick<Detector, 'overallScore' | 'alarm' | 'kinds' | 'attribute' | 'changes'>;

/** Channels named beside each row, the most responsible first. */
export const NAMED_CHANNELS = 3;
/** Kind codes of rows: 0 no alarm, then the kinds, then this. */
const UNKNOWN = ANOMALY_KINDS.length + 1;

export class RowResults {
  readonly rows: number;
  /** Overall score, 0 … 1. */
  readonly score: Float64Array;
  readonly alarm: Uint8Array;
  readonly #kind: Uint8Array;
  /** Three channels a row; -1 where there are fewer with any evidence. */
  readonly channels: Int32Array;
  /** The part of the row's evidence that each has. */
  readonly attributions: Float64Array;
  /** What the detector has detected, by number, as it last stood. */
  readonly detections = new Map<number, Detection>();
  readonly #shares: Float64Array;

  constructor(rows: number, channels: number) {
    this.rows = rows;
    this.score = new Float64Array(rows);
    this.alarm = new Uint8Array(rows);
    this.#kind = new Uint8Array(rows);
    this.channels = new Int32Array(rows * NAMED_CHANNELS).fill(-1);
    this.attributions = new Float64Array(rows * NAMED_CHANNELS);
    this.#shares = new Float64Array(channels);
  }

  /** Keeps what the detector says of the frame that it has just scored, the file's row `row`. */
  take(row: number, detector: Judgement): void {
    this.score[row] = detector.overallScore;
    this.alarm[row] = detector.alarm ? 1 : 0;
    detector.attribute(this.#shares);
    this.#rank(row);
    for (const { detection } of detector.changes) this.detections.set(detection.id, detection);
    if (detector.alarm) this.#kind[row] = this.#kindOf(row, detector);
  }

  /** The kind of a row's alarm; undefined where there is none. */
  kind(row: number): AnomalyKind | 'unknown' | undefined {
    const code = this.#kind[row];
    if (code === 0) return undefined;
    return code === UNKNOWN ? 'unknown' : ANOMALY_KINDS[code - 1];
  }

  /** The channels with the greatest shares, in order; those of the same share as they come. */
  #rank(row: number): void {
    const { channels, attributions } = this;
    const shares = this.#shares;
    const first = row * NAMED_CHANNELS;
    const end = first + NAMED_CHANNELS;
    for (let i = 0; i < shares.length; i++) {
      const share = shares[i];
      if (!(share > attributions[end - 1])) continue;
      let at = end - 1;
      for (; at > first && share > attributions[at - 1]; at--) {
        attributions[at] = attributions[at - 1];
        channels[at] = channels[at - 1];
      }
      attributions[at] = share;
      channels[at] = i;
    }
  }

  /** The kind of the most responsible channel that is flagged with one. */
  #kindOf(row: number, { kinds }: Judgement): number {
    const first = row * NAMED_CHANNELS;
    for (let at = first; at < first + NAMED_CHANNELS; at++) {
      const channel = this.channels[at];
      if (channel >= 0 && kinds[channel] > 0) return kinds[channel];
    }
    return UNKNOWN;
  }
}
