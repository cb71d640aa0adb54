/** A detector that guesses: each reading, and each frame, is flagged with the same chance. */

import { RandomStream } from '../../core/random.ts';
import type { Verdict } from '../../detector/evaluation/index.ts';

export class RandomFlags implements Verdict {
  readonly flags: Uint8Array;
  readonly channelScores: Float64Array;
  readonly changes = [];
  overallScore = 0;
  alarm = false;
  readonly #rate: number;
  readonly #random: RandomStream;

  constructor(channels: number, rate: number, seed: number) {
    this.flags = new Uint8Array(channels);
    this.channelScores = new Float64Array(channels);
    this.#rate = rate;
    this.#random = new RandomStream(seed, 'quality/random-flags');
  }

  draw(): void {
    const { flags, channelScores } = this;
    for (let i = 0; i < flags.length; i++) {
      channelScores[i] = this.#random.uniform();
      flags[i] = channelScores[i] >= 1 - this.#rate ? 1 : 0;
    }
    this.overallScore = this.#random.uniform();
    this.alarm = this.overallScore >= 1 - this.#rate;
  }
}
