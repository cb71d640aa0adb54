/**
 * The detector that everybody would build first: one isolation forest on the raw readings of a frame, its threshold
 * from normal data at the same budget of false alarms. It judges whole frames: each reading has its frame's score.
 */

import type { Frame } from '../../core/frame.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../core/time.ts';
import type { Verdict } from '../../detector/evaluation/index.ts';
import { type Forest, fitForest, scoreForest } from '../../detector/forest/index.ts';

const TREES = 50;
/** Part of the normal days that trees are grown on; the rest sets the threshold. */
const FIT_PART = 0.6;
/** One frame in so many is grown on: neighbours are alike. */
const FIT_EVERY = 20;
/** Alarms less than so many frames apart are one episode. */
const EPISODE_GAP = TICKS_PER_MINUTE;
/** Episodes a day that the threshold allows. */
const BUDGET = 1;

export class RawForestLearner {
  readonly #row: LastReadings;
  readonly #fitTicks: number;
  readonly #rows: Float64Array;
  readonly #scores: Float64Array;
  readonly #seed: number;
  #forest: Forest | undefined;
  #fitted = 0;
  #scored = 0;
  #ticks = 0;

  /** @param ticks frames that will come */
  constructor(channels: number, ticks: number, seed: number) {
    this.#fitTicks = Math.floor(FIT_PART * ticks);
    this.#row = new LastReadings(channels);
    this.#rows = new Float64Array(Math.ceil(this.#fitTicks / FIT_EVERY) * channels);
    this.#scores = new Float64Array(ticks - this.#fitTicks);
    this.#seed = seed;
  }

  push(frame: Frame): void {
    const { values } = this.#row;
    this.#row.take(frame);
    const tick = this.#ticks++;
    if (tick < this.#fitTicks) {
      if (tick % FIT_EVERY === 0) this.#rows.set(values, this.#fitted++ * values.length);
      return;
    }
    this.#forest ??= fitForest(this.#rows, this.#fitted, values.length, { trees: TREES, seed: this.#seed });
    this.#scores[this.#scored++] = scoreForest(this.#forest, values);
  }

  finish(): RawForest {
    const most = Math.max(1, Math.round((BUDGET * this.#scored) / TICKS_PER_DAY));
    return new RawForest(this.#forest as Forest, thresholdFor(this.#scores.subarray(0, this.#scored), most));
  }
}

export class RawForest implements Verdict {
  readonly flags: Uint8Array;
  readonly channelScores: Float64Array;
  readonly changes = [];
  overallScore = 0;
  alarm = false;
  readonly #forest: Forest;
  readonly #threshold: number;
  #row: LastReadings;

  constructor(forest: Forest, threshold: number) {
    this.#forest = forest;
    this.#threshold = threshold;
    this.flags = new Uint8Array(forest.features);
    this.channelScores = new Float64Array(forest.features);
    this.#row = new LastReadings(forest.features);
  }

  /** Before another run. */
  reset(): void {
    this.#row = new LastReadings(this.#forest.features);
  }

  score(frame: Frame): void {
    this.#row.take(frame);
    this.overallScore = scoreForest(this.#forest, this.#row.values);
    this.alarm = this.overallScore > this.#threshold;
    this.channelScores.fill(this.overallScore);
    this.flags.fill(this.alarm ? 1 : 0);
  }
}

/** A frame's readings, the last one of its sensor where one is missing, 0 where there was none yet. */
class LastReadings {
  readonly values: Float64Array;

  constructor(channels: number) {
    this.values = new Float64Array(channels);
  }

  take({ values }: Frame): void {
    for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) this.values[i] = values[i];
  }
}

/** Growth of the rank from one trial threshold to the next. */
const RANK_STEP = 1.02;

/** Coming down from the highest score, the last one that allows no more episodes than `most`. */
function thresholdFor(scores: Float64Array, most: number): number {
  const descending = scores.toSorted().reverse();
  let threshold = descending[0];
  for (let rank = 1; rank < descending.length; rank = Math.ceil(rank * RANK_STEP)) {
    if (episodes(scores, descending[rank]) > most) break;
    threshold = descending[rank];
  }
  return threshold;
}

function episodes(scores: Float64Array, threshold: number): number {
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    if (scores[i] <= threshold) continue;
    if (i - last > EPISODE_GAP) count++;
    last = i;
  }
  return count;
}
