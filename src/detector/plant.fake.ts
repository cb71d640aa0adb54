/** Test support: a plant of a dozen channels that two hidden causes drive, with a contact, a constant and an odd one. */

import { createFrame, type Frame, QUALITY } from '../core/frame.ts';
import { RandomStream } from '../core/random.ts';
import type { ChannelInfo } from './channels.ts';
import { Learner } from './learner.ts';
import type { Model } from './model.ts';

export const FAKE_TICK_MS = 5_000;
export const FAKE_START = Date.UTC(2026, 0, 1);

const DRIVEN = 9;
export const FAKE_CHANNELS: readonly ChannelInfo[] = [
  ...Array.from({ length: DRIVEN }, (_, i) => ({ id: `S${i}`, unit: 'mg/L', area: i < 5 ? 'first' : 'second' })),
  { id: 'CONTACT' },
  { id: 'CONSTANT' },
  { id: 'ALONE' },
];
export const CONTACT = DRIVEN;
export const CONSTANT = DRIVEN + 1;

export class FakePlant {
  readonly frame: Frame = createFrame(FAKE_CHANNELS.length);
  readonly #noise: RandomStream;
  #seq = 0;
  #first = 0;
  #second = 0;

  constructor(seed: number) {
    this.#noise = new RandomStream(seed, 'fake plant');
  }

  /** The next frame of normal operation; the same object each time. */
  next(): Frame {
    const { frame } = this;
    const noise = this.#noise;
    this.#first += 0.02 * (noise.normal() - this.#first);
    this.#second += 0.05 * (noise.normal() - this.#second);
    frame.seq = this.#seq;
    frame.time = FAKE_START + this.#seq * FAKE_TICK_MS;
    for (let i = 0; i < DRIVEN; i++) {
      frame.values[i] = 20 + i + 10 * this.#first + (i % 3) * 4 * this.#second + 0.1 * noise.normal();
    }
    frame.values[CONTACT] = this.#first > 0 ? 1 : 0;
    frame.values[CONSTANT] = 7;
    frame.values[CONSTANT + 1] = noise.normal();
    frame.quality.fill(QUALITY.good);
    this.#seq++;
    return frame;
  }

  skip(frames: number): void {
    for (let i = 0; i < frames; i++) this.next();
  }
}

const ROWS = 8_000;
let model: Model | undefined;

/** Learned once for all tests of a file, from `ROWS` frames of seed 1. */
export function fakeModel(): Model {
  model ??= learnFake(1);
  return model;
}

export function learnFake(
  seed: number,
  change: (frame: Frame) => void = () => {},
  { rows = ROWS, channels = FAKE_CHANNELS }: { rows?: number; channels?: readonly ChannelInfo[] } = {},
): Model {
  const learner = new Learner(channels);
  const plant = new FakePlant(seed);
  for (let i = 0; i < rows; i++) {
    const frame = plant.next();
    change(frame);
    learner.push(frame);
  }
  return learner.finish();
}
