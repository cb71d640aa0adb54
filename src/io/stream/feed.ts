/** One feed, many readers: shares the ring and the encoded frames among all readers of the stream. */

import { createFrame, type Frame } from '../../core/frame.ts';
import type { LabelRing } from '../../core/label-ring.ts';
import type { FrameRing } from '../../core/ring.ts';
import { FrameReader, type ReaderOptions } from './reader.ts';
import { type EncodedRecord, encodeFrame, type StreamDescription } from './records.ts';

/** Encoded frames kept for the other readers: enough for readers that are about level with each other. */
const ENCODED_KEPT = 256;

export class FrameFeed {
  readonly ring: FrameRing;
  readonly description: StreamDescription;
  readonly #readers = new Set<FrameReader>();
  readonly #plain: EncodedFrames;
  /** Apart from the plain ones: truth must not reach a reader that has not asked for it. */
  readonly #labelled: EncodedFrames;

  /** @param labels of the frames in the ring, for readers that ask for them */
  constructor(ring: FrameRing, labels: LabelRing, description: StreamDescription) {
    this.ring = ring;
    this.description = description;
    this.#plain = new EncodedFrames(ring);
    this.#labelled = new EncodedFrames(ring, labels);
  }

  /** How many readers are connected. */
  get readers(): number {
    return this.#readers.size;
  }

  /** A byte stream of records for one reader; destroying it lets go of it. */
  open(options: ReaderOptions): FrameReader {
    const reader = new FrameReader(this, options);
    this.#readers.add(reader);
    reader.once('close', () => this.#readers.delete(reader));
    return reader;
  }

  /** To be called when frames have been pushed to the ring. */
  notify(): void {
    for (const reader of this.#readers) reader.wake();
  }

  /** To be called every few seconds: keeps idle connections open and drops readers that have long taken nothing. */
  heartbeat(): void {
    for (const reader of this.#readers) reader.heartbeat();
  }

  /** Ends every reader with a closing record. */
  close(): void {
    for (const reader of this.#readers) reader.end('shutdown');
  }

  /** The bytes of frame `seq`, encoded at most once while it is recent; undefined where it is not kept. */
  encoded(seq: number, labels: boolean): EncodedRecord | undefined {
    return (labels ? this.#labelled : this.#plain).get(seq);
  }
}

/** The last frames as bytes. */
class EncodedFrames {
  readonly #ring: FrameRing;
  readonly #labels: LabelRing | undefined;
  readonly #records: (EncodedRecord | undefined)[] = new Array(ENCODED_KEPT).fill(undefined);
  readonly #seq = new Float64Array(ENCODED_KEPT).fill(-1);
  readonly #frame: Frame;

  constructor(ring: FrameRing, labels?: LabelRing) {
    this.#ring = ring;
    this.#labels = labels;
    this.#frame = createFrame(ring.sensors);
  }

  get(seq: number): EncodedRecord | undefined {
    const slot = seq % ENCODED_KEPT;
    if (this.#seq[slot] === seq) return this.#records[slot];
    if (!this.#ring.read(seq, this.#frame)) return undefined;
    const record = encodeFrame(this.#frame, this.#labels);
    this.#records[slot] = record;
    this.#seq[slot] = seq;
    return record;
  }
}
