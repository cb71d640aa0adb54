/** The labels of the last frames, by sequence number: beside a `FrameRing`, for those who may know the truth. */

export class LabelRing {
  readonly sensors: number;
  /** Frames whose labels are kept. */
  readonly capacity: number;
  readonly #kinds: Uint8Array;
  readonly #events: Uint32Array;
  /** The frame in each slot; -1 for none. */
  readonly #seq: Float64Array;

  constructor(sensors: number, capacity: number) {
    this.sensors = sensors;
    this.capacity = capacity;
    this.#kinds = new Uint8Array(sensors * capacity);
    this.#events = new Uint32Array(sensors * capacity);
    this.#seq = new Float64Array(capacity).fill(-1);
  }

  /**
   * Copies the labels of frame `seq` in, over those of the frame `capacity` before it.
   * @param kinds label code of each reading, 0 where it is normal
   * @param events id of the event behind it, 0 where it is normal
   */
  push(seq: number, kinds: Uint8Array, events: Uint32Array): void {
    const slot = seq % this.capacity;
    this.#kinds.set(kinds, slot * this.sensors);
    this.#events.set(events, slot * this.sensors);
    this.#seq[slot] = seq;
  }

  /** Calls `take` for every labelled reading of frame `seq`, in the order of sensors; none where it is not kept. */
  forEach(seq: number, take: (sensor: number, kind: number, event: number) => void): void {
    const slot = seq % this.capacity;
    if (this.#seq[slot] !== seq) return;
    const at = slot * this.sensors;
    for (let i = 0; i < this.sensors; i++) {
      if (this.#kinds[at + i] !== 0) take(i, this.#kinds[at + i], this.#events[at + i]);
    }
  }
}
