/** Test support: a detector that watches the made-up plant, with something done to its frames. */

import type { Frame } from '../core/frame.ts';
import type { Detector } from './detector.ts';
import { FakePlant } from './plant.fake.ts';

/** Scores `frames` frames of another run of the plant, changed as told, and hands each to `see`. */
export function watch(
  detector: Detector,
  frames: number,
  { seed = 2, change = () => {} }: { seed?: number; change?: (frame: Frame, i: number) => void },
  see: (i: number) => void = () => {},
): void {
  const plant = new FakePlant(seed);
  for (let i = 0; i < frames; i++) {
    const frame = plant.next();
    change(frame, i);
    detector.score(frame);
    see(i);
  }
}
