/** What events are made from: the detector as its tracker sees it. */

import type { ChannelInfo } from './channels.ts';
import type { Model } from './model.ts';
import type { Past } from './past.ts';
import type { DetectorSettings } from './settings.ts';

export interface Judged {
  readonly model: Model;
  readonly settings: DetectorSettings;
  readonly channels: readonly ChannelInfo[];
  readonly flags: Uint8Array;
  readonly kinds: Uint8Array;
  readonly evidence: Float64Array;
  readonly which: Uint8Array;
  readonly statistics: readonly string[];
  /** Evidence of one reading from which it is flagged. */
  readonly flagLimit: number;
  /** Evidence of the plant's T² in the last frame. */
  readonly plantEvidence: number;
  /** Readings of the last day, those of this frame included. */
  readonly past: Past;
  /** What the other channels say that a channel should read, in its unit. */
  expected(channel: number): number;
  /** Whether one of two channels predicts the other. */
  related(a: number, b: number): boolean;
}
