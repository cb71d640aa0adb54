/** Test support: what events are made from, with flags, evidence and relations as a test wants them. */

import { DETECTOR_DEFAULTS } from './index.ts';
import type { Judged } from './judged.ts';
import { Past } from './past.ts';
import { FAKE_CHANNELS, fakeModel } from './plant.fake.ts';

export class FakeJudged implements Judged {
  readonly model = fakeModel();
  readonly settings = DETECTOR_DEFAULTS;
  readonly channels = FAKE_CHANNELS;
  readonly flags = new Uint8Array(FAKE_CHANNELS.length);
  readonly kinds = new Uint8Array(FAKE_CHANNELS.length);
  readonly evidence = new Float64Array(FAKE_CHANNELS.length);
  readonly which = new Uint8Array(FAKE_CHANNELS.length);
  readonly statistics = ['jump', 'mean_36', 'mean_1296', 'noisy', 'flat', 'missing'];
  readonly flagLimit = 10;
  readonly past = new Past(FAKE_CHANNELS.length);
  plantEvidence = 0;
  /** Neighbours in the list are related. */
  readonly related = (a: number, b: number): boolean => Math.abs(a - b) === 1;

  expected(channel: number): number {
    return this.model.profiles[channel].center;
  }

  /** Flags channels, and no others, by a statistic. */
  flag(channels: readonly number[], statistic: string, evidence = 20): void {
    this.flags.fill(0);
    this.evidence.fill(0);
    for (const i of channels) {
      this.flags[i] = 1;
      this.evidence[i] = evidence;
      this.which[i] = this.statistics.indexOf(statistic);
    }
  }
}
