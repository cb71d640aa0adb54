/** Results of two made-up runs of three sensors: small enough to work out by hand. */

import { TICK_MS } from '../../core/time.ts';
import { type RunTally, Tally } from '../../detector/evaluation/index.ts';
import type { SeedResult } from './seed-run.ts';

const IDS = ['A', 'B', 'C'];
const FRAMES = 400;
/** The cause begins before it shows. */
const CAUSE_FROM = 90;
const LABELLED_FROM = 100;
const LABELLED_TO = 200;

/** A run in which sensor A is stuck for 100 frames, flagged from frame `foundAt` on, and named first or second. */
function tally(foundAt: number, sensors: readonly string[], isClean = false): RunTally {
  const run = new Tally(IDS, FRAMES);
  if (!isClean) {
    const [start, end] = [CAUSE_FROM * TICK_MS, LABELLED_TO * TICK_MS];
    run.addEvent({ id: 1, kind: 'sensor_fault', subtype: 'stuck', start, end, causes: [0] });
  }
  for (let k = 0; k < FRAMES; k++) {
    const isLabelled = !isClean && k >= LABELLED_FROM && k < LABELLED_TO;
    const isFlagged = k >= foundAt && k < LABELLED_TO;
    const detection = { id: 1, kind: 'sensor_fault' as const, confidence: 0.8, sensors };
    const change = k === foundAt ? 'begun' : 'ended';
    run.push(
      k * TICK_MS,
      { kinds: Uint8Array.of(isLabelled ? 1 : 0, 0, 0), events: Uint32Array.of(isLabelled ? 1 : 0, 0, 0) },
      {
        flags: Uint8Array.of(isFlagged ? 1 : 0, 0, 0),
        channelScores: Float64Array.of(isFlagged ? 0.9 : 0.1, 0.1, 0.1),
        overallScore: isFlagged ? 0.9 : 0.1,
        alarm: isFlagged,
        changes: foundAt < LABELLED_TO && (k === foundAt || k === LABELLED_TO) ? [{ change, detection }] : [],
      },
    );
  }
  return run.finish();
}

const NEVER = FRAMES;

/** The first run finds its event after 10 frames, the second never and has a false alarm on its clean days. */
export function fakeResults(): SeedResult[] {
  const common = { startTime: 0, sensors: IDS.length, model: 'none', vusPr: { detector: 0.5, forest: 0.25 } };
  const silent = tally(NEVER, []);
  const others = { shifted: silent, random: silent, forest: silent, cleanForest: tally(NEVER, [], true) };
  return [
    { ...common, ...others, seed: 1, detector: tally(LABELLED_FROM + 10, ['B', 'A']), clean: tally(NEVER, [], true) },
    { ...common, ...others, seed: 2, detector: silent, clean: tally(150, ['C'], true) },
  ];
}
