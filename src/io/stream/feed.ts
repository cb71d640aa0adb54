/** One feed, many readers: shares the ring and the encoded frames among all readers of the stream. */

import { createFrame } from '../../core/frame.ts';
import type { FrameRing } from '../../core/ring.ts';
import { FrameReader, type ReaderOptions } from './reader.ts';
import { type EncodedRecord, encodeFrame, type StreamDescription } from './records.ts';

/** Encoded frames kept for the other readers: enough for readers that are about level with each other. */
const ENCODED_KEPT = 256;

export class FrameFeed {
  readonly ring: FrameRing;
  readonly description: StreamDescription;
  readonly #readers = new Set<FrameReader>();
  readonly #encoded: (EncodedRecord | undefined)[] = new Array(ENCODED_KEPT).fill(undefined);
  readonly #encodedSeq = new Float64Array(ENCODED_KEPT).fill(-1);
  readonly #frame;

  constructor(ring: FrameRing, description: StreamDescription) {
    this.ring = ring;
    this.description = description;
    this.#frame = createFrame(ring.sensors);
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
  encoded(seq: number): EncodedRecord | undefined {
    const slot = seq % ENCODED_KEPT;
    if (this.#encodedSeq[slot] === seq) return this.#encoded[slot];
    if (!this.ring.read(seq, this.#frame)) return undefined;
    const record = encodeFrame(this.#frame);
    this.#encoded[slot] = record;
    this.#encodedSeq[slot] = seq;
    return record;
  }
}
