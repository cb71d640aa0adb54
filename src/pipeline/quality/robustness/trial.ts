/** One attempt: a fresh detector over a window whose readings an attacker may have falsified. */

import { createFrame } from '../../../core/frame.ts';
import { TICK_MS } from '../../../core/time.ts';
import { Detector, type Model } from '../../../detector/index.ts';
import { type AttackWindow, EVENT_TICKS, LEAD_TICKS } from './windows.ts';

export interface Trial {
  /** Ticks from the start of the event to the first new flag; infinite without one. */
  readonly foundAfter: number;
  /** How often each channel was flagged, and its greatest evidence, from then on. */
  readonly flagged: Float64Array;
  /** Greatest evidence of each channel during the event. */
  readonly evidence: Float64Array;
}

/** Changes a row of readings in place. @param tick since the start of the event, from 0 */
export type Falsify = (values: Float64Array, row: number, tick: number) => void;

/** @param base the readings that nobody falsifies */
export function runTrial(
  model: Model,
  window: AttackWindow,
  base: 'disturbed' | 'undisturbed',
  falsify: Falsify = () => {},
): Trial {
  const detector = new Detector(model);
  const sensors = model.channels.length;
  const frame = createFrame(sensors);
  const flagged = new Float64Array(sensors);
  const evidence = new Float64Array(sensors);
  const before = new Uint8Array(sensors);
  let foundAfter = Number.POSITIVE_INFINITY;
  frame.quality.fill(0);
  for (let row = 0; row < LEAD_TICKS + EVENT_TICKS; row++) {
    const tick = row - LEAD_TICKS;
    frame.seq = row;
    frame.time = window.time + row * TICK_MS;
    frame.values.set(window[base].subarray(row * sensors, (row + 1) * sensors));
    if (tick >= 0) falsify(frame.values, row, tick);
    detector.score(frame);
    for (let i = 0; i < sensors; i++) {
      if (tick < 0) {
        before[i] = detector.flags[i];
        continue;
      }
      if (detector.evidence[i] > evidence[i]) evidence[i] = detector.evidence[i];
      // What was flagged before the event, and has been since, says nothing of it.
      if (detector.flags[i] === 0) before[i] = 0;
      else if (before[i] === 0) {
        flagged[i]++;
        foundAfter = Math.min(foundAfter, tick);
      }
    }
  }
  return { foundAfter, flagged, evidence };
}
