/** Test support: a small plant made up of sines and noise, and a model learned from it in a few milliseconds. */

import { createFrame, type Frame, QUALITY } from '../core/frame.ts';
import { RandomStream } from '../core/random.ts';
import { Learner, type Model } from '../detector/index.ts';

export const SMALL_CHANNELS = ['flow', 'level', 'oxygen', 'redox'] as const;
export const SMALL_START = Date.UTC(2026, 0, 1);
const TICK_MS = 5_000;
const ROWS = 1_000;

/** Frames of normal operation, from `SMALL_START` on; nothing goes wrong unless a test sees to it. */
export class SmallPlant {
  readonly frame: Frame = createFrame(SMALL_CHANNELS.length);
  readonly #noise: RandomStream;
  #seq: number;

  constructor(seed = 1, firstSeq = 0) {
    this.#noise = new RandomStream(seed, 'small plant');
    this.#seq = firstSeq;
  }

  next(): Frame {
    const { frame } = this;
    const wave = Math.sin(this.#seq / 50);
    frame.seq = this.#seq;
    frame.time = SMALL_START + this.#seq * TICK_MS;
    for (let i = 0; i < SMALL_CHANNELS.length; i++) {
      frame.values[i] = 10 * (i + 1) + wave * (i + 1) + 0.1 * this.#noise.normal();
    }
    frame.quality.fill(QUALITY.good);
    this.#seq++;
    return frame;
  }

  /** The next frame as a record for `POST /v1/frames`; `changes` are laid over its values. */
  record(changes: Readonly<Record<string, unknown>> = {}) {
    const { seq, time, values } = this.next();
    const byId = Object.fromEntries(SMALL_CHANNELS.map((id, i) => [id, values[i]]));
    return { seq, time: new Date(time).toISOString(), values: { ...byId, ...changes } };
  }
}

let model: Model | undefined;

/** What was learned from the small plant in a week of its own, which ended before `SMALL_START`. */
export function smallModel(): Model {
  model ??= learnSmall();
  return model;
}

function learnSmall(): Model {
  const learner = new Learner(SMALL_CHANNELS.map((id) => ({ id, area: 'plant' })));
  const plant = new SmallPlant(7, -ROWS);
  for (let i = 0; i < ROWS; i++) learner.push(plant.next());
  return learner.finish();
}
