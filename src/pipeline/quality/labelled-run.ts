/** The detector, and what stands beside it, on a run in which things go wrong. */

import { createFrame } from '../../core/frame.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../core/time.ts';
import { ChannelSeries, type FrameLabels, type RunTally, Tally, VUS_WIDTH } from '../../detector/evaluation/index.ts';
import { Detector } from '../../detector/index.ts';
import { RandomFlags } from './random-flags.ts';
import type { Watched } from './seed-run.ts';
import { ShiftedVerdicts } from './shifted-verdicts.ts';
import { TruthFeed } from './truth-feed.ts';

/** The detector's own verdicts come so many frames late, or after half of a shorter run. */
const SHIFT = 2 * TICKS_PER_DAY;

export interface LabelledTallies {
  readonly detector: RunTally;
  readonly shifted: RunTally;
  readonly random: RunTally;
  readonly forest: RunTally;
  /** VUS-PR of readings, the mean over channels. */
  readonly vusPr: { readonly detector: number; readonly forest: number };
}

export function runLabelled({ task, model, rawForest, simulation, onDay }: Watched): LabelledTallies {
  const ids = simulation.sensors.map(({ id }) => id);
  const ticks = task.days * TICKS_PER_DAY;
  const detector = new Detector(model, task.detector);
  const shifted = new ShiftedVerdicts(ids.length, Math.min(SHIFT, ticks >> 1));
  const random = new RandomFlags(ids.length, task.probability, task.seed);
  rawForest.reset();
  const createTally = () => new Tally(ids, ticks);
  const tallies = { detector: createTally(), shifted: createTally(), random: createTally(), forest: createTally() };
  const series = new ChannelSeries(ids.length, ticks);
  const frame = createFrame(ids.length);
  const labels: FrameLabels = { kinds: new Uint8Array(ids.length), events: new Uint32Array(ids.length) };
  const truth = new TruthFeed(simulation, ids);
  for (let tick = 0; tick < ticks; tick++) {
    simulation.next(frame);
    simulation.readLabels(labels.kinds, labels.events);
    if (tick % TICKS_PER_MINUTE === 0) {
      for (const event of truth.news()) {
        tallies.detector.addEvent(event);
        tallies.random.addEvent(event);
        tallies.forest.addEvent(event);
        if (shifted.isReady) tallies.shifted.addEvent(event);
      }
    }
    detector.score(frame);
    rawForest.score(frame);
    random.draw();
    shifted.push(detector);
    const { time } = frame;
    tallies.detector.push(time, labels, detector);
    tallies.random.push(time, labels, random);
    tallies.forest.push(time, labels, rawForest);
    if (shifted.isReady) tallies.shifted.push(time, labels, shifted);
    series.push(labels.events, detector.channelScores);
    if (tick % TICKS_PER_DAY === 0) onDay(tick / TICKS_PER_DAY);
  }
  return {
    detector: tallies.detector.finish(),
    shifted: tallies.shifted.finish(),
    random: tallies.random.finish(),
    forest: tallies.forest.finish(),
    vusPr: {
      detector: series.meanVusPr(VUS_WIDTH),
      forest: series.meanVusPrOfFrames(tallies.forest.frameScores, VUS_WIDTH),
    },
  };
}
