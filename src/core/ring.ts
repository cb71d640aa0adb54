/** The last frames, by sequence number, in typed arrays of fixed size: many readers, no queue of their own. */

import { InvariantError } from './errors.ts';
import type { Frame } from './frame.ts';

export class FrameRing {
  readonly sensors: number;
  /** How many frames are kept. */
  readonly capacity: number;
  readonly #values: Float64Array;
  readonly #quality: Uint8Array;
  readonly #times: Float64Array;
  #first = 0;
  #next = 0;

  constructor(sensors: number, capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new InvariantError(`a frame ring keeps at least one frame, not ${capacity}`);
    }
    this.sensors = sensors;
    this.capacity = capacity;
    this.#values = new Float64Array(sensors * capacity);
    this.#quality = new Uint8Array(sensors * capacity);
    this.#times = new Float64Array(capacity);
  }

  /** Sequence number of the oldest frame that is kept; equal to `next` while the ring is empty. */
  get oldest(): number {
    return Math.max(this.#first, this.#next - this.capacity);
  }

  /** Sequence number of the frame to come; the newest frame kept is `next - 1`. */
  get next(): number {
    return this.#next;
  }

  get isEmpty(): boolean {
    return this.#next === this.#first;
  }

  /** Copies `frame` in. The first frame may have any number, every later one follows without a gap. */
  push(frame: Frame): void {
    if (this.isEmpty) this.#first = this.#next = frame.seq;
    if (frame.seq !== this.#next) throw new InvariantError(`frame ${frame.seq} came where ${this.#next} was due`);
    const slot = frame.seq % this.capacity;
    this.#values.set(frame.values, slot * this.sensors);
    this.#quality.set(frame.quality, slot * this.sensors);
    this.#times[slot] = frame.time;
    this.#next = frame.seq + 1;
  }

  /** Fills `into` with frame `seq`; false where that frame is no longer, or not yet, kept. */
  read(seq: number, into: Frame): boolean {
    if (!(seq >= this.oldest && seq < this.#next)) return false;
    const slot = seq % this.capacity;
    const at = slot * this.sensors;
    for (let i = 0; i < this.sensors; i++) {
      into.values[i] = this.#values[at + i];
      into.quality[i] = this.#quality[at + i];
    }
    into.seq = seq;
    into.time = this.#times[slot];
    return true;
  }
}
