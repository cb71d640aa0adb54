/** How fast the detector is by itself: frame in, scored, and explained where it is anomalous. */

import { Detector, type Model } from '../../detector/index.ts';
import type { LabelledFrame } from './labelled-frames.ts';
import { type Latency, latencyOf } from './latency.ts';

/** @param warmUp so many frames at the beginning are not measured */
export function measureInProcess(model: Model, frames: readonly LabelledFrame[], warmUp: number): Latency {
  const detector = new Detector(model);
  const attributions = new Float64Array(model.channels.length);
  const latencies = new Float64Array(frames.length - warmUp);
  const judge = (frame: LabelledFrame) => {
    detector.score(frame);
    if (detector.alarm || detector.flags.includes(1)) detector.attribute(attributions);
  };
  for (let k = 0; k < warmUp; k++) judge(frames[k]);
  const start = performance.now();
  for (let k = warmUp; k < frames.length; k++) {
    const begin = performance.now();
    judge(frames[k]);
    latencies[k - warmUp] = performance.now() - begin;
  }
  return latencyOf(latencies, model.channels.length, performance.now() - start);
}
