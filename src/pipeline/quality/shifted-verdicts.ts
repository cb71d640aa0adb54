/**
 * A detector's own verdicts, given later: as many alarms, as long, on the same sensors, but of something else. What
 * these reach, a detector reaches by being loud.
 */

import type { DetectionNews, Verdict } from '../../detector/evaluation/index.ts';

export class ShiftedVerdicts implements Verdict {
  readonly flags: Uint8Array;
  readonly channelScores: Float64Array;
  overallScore = 0;
  alarm = false;
  changes: readonly DetectionNews[] = [];
  readonly #shift: number;
  readonly #flags: Uint8Array;
  readonly #channelScores: Float32Array;
  readonly #overallScores: Float32Array;
  readonly #alarms: Uint8Array;
  readonly #changes = new Map<number, readonly DetectionNews[]>();
  #count = 0;

  /** @param shift frames by which verdicts are late */
  constructor(channels: number, shift: number) {
    this.#shift = shift;
    this.flags = new Uint8Array(channels);
    this.channelScores = new Float64Array(channels);
    this.#flags = new Uint8Array(channels * shift);
    this.#channelScores = new Float32Array(channels * shift);
    this.#overallScores = new Float32Array(shift);
    this.#alarms = new Uint8Array(shift);
  }

  /** Whether this is a verdict already. */
  get isReady(): boolean {
    return this.#count > this.#shift;
  }

  /** Takes the verdict about a frame, and becomes the one about the frame `shift` before it. */
  push(verdict: Verdict): void {
    const { flags, channelScores } = this;
    const count = this.#count++;
    const slot = count % this.#shift;
    const at = slot * flags.length;
    for (let i = 0; i < flags.length; i++) {
      flags[i] = this.#flags[at + i];
      channelScores[i] = this.#channelScores[at + i];
      this.#flags[at + i] = verdict.flags[i];
      this.#channelScores[at + i] = verdict.channelScores[i];
    }
    this.overallScore = this.#overallScores[slot];
    this.alarm = this.#alarms[slot] === 1;
    this.changes = this.#changes.get(count - this.#shift) ?? [];
    this.#changes.delete(count - this.#shift);
    this.#overallScores[slot] = verdict.overallScore;
    this.#alarms[slot] = verdict.alarm ? 1 : 0;
    if (verdict.changes.length > 0) this.#changes.set(count, verdict.changes);
  }
}
