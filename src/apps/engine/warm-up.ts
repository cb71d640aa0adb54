/**
 * Runs made-up frames through detectors that are thrown away, so that the first real frame is scored as fast as any:
 * a station that sends a frame every five seconds would otherwise wait for minutes until the code is compiled
 * (measured at that pace on a busy machine: a median of 3 ms a frame without, 0.3 ms with; in a row 0.1 ms).
 */

import type { Clock } from '../../core/clock.ts';
import { QUALITY } from '../../core/frame.ts';
import type { DetectorSettings, Model } from '../../detector/index.ts';
import { Watch } from '../../pipeline/watch.ts';

/** Detectors one after the other: their first frames are unlike the others, and compiled code must have seen some. */
const ROUNDS = 4;
/** Frames for each, after which nothing gets faster any more. */
const FRAMES = 800;
/** Frames in a row before other work has its turn. */
const STRETCH = 100;
/** One frame in so many has a reading far off, so that explaining is warm too. */
const ANOMALOUS = 50;

export async function warmUp(model: Model, settings: DetectorSettings, clock: Clock): Promise<void> {
  const silent = { scored() {}, refused() {}, changed() {}, restarted() {} };
  for (let round = 0; round < ROUNDS; round++) {
    const watch = new Watch({ model, settings, clock, listener: silent });
    for (let seq = 0; seq < FRAMES; seq++) {
      // As text and back: records that come are parsed, and their shape must be the same.
      watch.take(JSON.parse(JSON.stringify(frameOf(model, seq))), clock.now());
      if (seq % STRETCH === 0) await new Promise(setImmediate);
    }
  }
}

function frameOf({ profiles, learned }: Model, seq: number) {
  const values = profiles.map(({ center, scale }, i) => {
    const isFar = seq % ANOMALOUS === 0 && i === seq % profiles.length;
    return center + scale * (isFar ? 1_000 : Math.sin(seq / 100 + i));
  });
  const time = new Date(learned.to + (seq + 1) * learned.tickMs).toISOString();
  return { type: 'frame', seq, time, values, quality: values.map(() => QUALITY.good), labels: [] };
}
