/** The readings of the last day, as far back as clues about an event look. */

/** Frames that are kept at most: a day of one every five seconds, and an hour more. */
const MOST_FRAMES = 18_000;
/** Readings that are kept at most: plants with very many channels are remembered for a shorter time. */
const MOST_READINGS = 4_000_000;
/** A stretch of readings is told from another by so many changes in it … (estimate) */
const TELLING_CHANGES = 8;
/** … within so many frames; and so many frames are compared at least. (estimate) */
const LONGEST = 720;
const SHORTEST = 24;

export class Past {
  readonly frames: number;
  /** Frames taken so far. */
  count = 0;
  readonly #channels: number;
  readonly #values: Float32Array;
  /** Row of the last frame. */
  #row = 0;

  constructor(channels: number) {
    this.#channels = channels;
    this.frames = Math.min(MOST_FRAMES, Math.max(LONGEST, Math.floor(MOST_READINGS / channels)));
    this.#values = new Float32Array(this.frames * channels);
  }

  push(values: Float64Array): void {
    this.#row = this.#row + 1 < this.frames ? this.#row + 1 : 0;
    this.#values.set(values, this.#row * this.#channels);
    this.count++;
  }

  /** What a channel read so many frames ago, 0 being the last; NaN where that is not kept. */
  at(channel: number, ago: number): number {
    if (ago >= this.frames || ago >= this.count) return Number.NaN;
    const row = this.#row - ago;
    return this.#values[(row < 0 ? row + this.frames : row) * this.#channels + channel];
  }

  /** Mean of the readings from `from` frames ago on, `frames` of them backwards; NaN without any. */
  mean(channel: number, from: number, frames: number): number {
    let sum = 0;
    let readings = 0;
    for (let ago = from; ago < from + frames; ago++) {
      const reading = this.at(channel, ago);
      if (Number.isNaN(reading)) continue;
      sum += reading;
      readings++;
    }
    return sum / readings;
  }

  /** Frames for which a channel had read the same, or nothing, `from` frames ago, `most` at most. */
  stillFor(channel: number, from: number, most: number): number {
    const end = Math.min(from + most, this.count - 1, this.frames - 1);
    const reading = this.at(channel, from);
    let ago = from;
    while (ago < end && Object.is(this.at(channel, ago + 1), reading)) ago++;
    return ago - from;
  }

  /** Mean square of second differences from `from` frames ago on, over the last `frames`, where the reading changed. */
  roughness(channel: number, from: number, frames: number): number {
    let sum = 0;
    let differences = 0;
    let next = Number.NaN;
    let afterNext = Number.NaN;
    for (let ago = from; ago < from + frames; ago++) {
      const reading = this.at(channel, ago);
      if (Number.isNaN(reading) || reading === next) continue;
      const difference = reading - 2 * next + afterNext;
      if (!Number.isNaN(difference)) {
        sum += difference * difference;
        differences++;
      }
      afterNext = next;
      next = reading;
    }
    return sum / differences;
  }

  /** Greatest change from one frame to the next, `from` … `from + frames` frames ago. */
  greatestChange(channel: number, from: number, frames: number): number {
    let most = 0;
    for (let ago = from; ago < from + frames; ago++) {
      const change = Math.abs(this.at(channel, ago) - this.at(channel, ago + 1));
      if (change > most) most = change;
    }
    return most;
  }

  /** Whether what a channel read up to `from` frames ago it has read before, to the last digit, though it moves. */
  repeats(channel: number, from: number): boolean {
    let length = 0;
    for (let changes = 0; changes < TELLING_CHANGES || length < SHORTEST; length++) {
      if (length > LONGEST) return false;
      const reading = this.at(channel, from + length);
      if (Number.isNaN(reading)) return false;
      if (reading !== this.at(channel, from + length + 1)) changes++;
    }
    const last = Math.min(this.frames, this.count) - from - length;
    for (let lag = SHORTEST; lag < last; lag++) {
      let same = 0;
      while (same < length && this.at(channel, from + same) === this.at(channel, from + same + lag)) same++;
      if (same === length) return true;
    }
    return false;
  }
}
