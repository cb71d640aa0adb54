/** One feed of frames, many readers: shares the ring and the encoded frames among all readers of the stream. */

import { createFrame, type Frame } from '../../core/frame.ts';
import type { LabelRing } from '../../core/label-ring.ts';
import type { FrameRing } from '../../core/ring.ts';
import type { ReaderOptions, RecordReader, RecordSource } from './reader.ts';
import { RecordReaders } from './readers.ts';
import { type EncodedRecord, encodeFrame, encodeHello, type StreamDescription } from './records.ts';

/** Encoded frames kept for the other readers: enough for readers that are about level with each other. */
const ENCODED_KEPT = 256;

export interface FrameReaderOptions extends ReaderOptions {
  /** Frames come with the truth about their readings. */
  readonly labels?: boolean;
}

export class FrameFeed {
  readonly #readers = new RecordReaders();
  readonly #plain: EncodedFrames;
  /** Apart from the plain ones: truth must not reach a reader that has not asked for it. */
  readonly #labelled: EncodedFrames;

  /** @param labels of the frames in the ring, for readers that ask for them */
  constructor(ring: FrameRing, labels: LabelRing, description: StreamDescription) {
    this.#plain = new EncodedFrames(ring, description);
    this.#labelled = new EncodedFrames(ring, description, labels);
  }

  /** How many readers are connected. */
  get readers(): number {
    return this.#readers.count;
  }

  /** A byte stream of records for one reader; destroying it lets go of it. */
  open({ labels = false, ...options }: FrameReaderOptions): RecordReader {
    return this.#readers.open(labels ? this.#labelled : this.#plain, options);
  }

  /** To be called when frames have been pushed to the ring. */
  notify(): void {
    this.#readers.notify();
  }

  /** To be called every few seconds: keeps idle connections open and drops readers that have long taken nothing. */
  heartbeat(): void {
    this.#readers.heartbeat();
  }

  /** Ends every reader with a closing record. */
  close(): void {
    this.#readers.close();
  }

  /** The bytes of frame `seq`, encoded at most once while it is recent; undefined where it is not kept. */
  encoded(seq: number, labels: boolean): EncodedRecord | undefined {
    return (labels ? this.#labelled : this.#plain).record(seq);
  }
}

/** The frames of a ring as bytes, the last ones kept. */
class EncodedFrames implements RecordSource {
  readonly #ring: FrameRing;
  readonly #description: StreamDescription;
  readonly #labels: LabelRing | undefined;
  readonly #records: (EncodedRecord | undefined)[] = new Array(ENCODED_KEPT).fill(undefined);
  readonly #seq = new Float64Array(ENCODED_KEPT).fill(-1);
  readonly #frame: Frame;

  constructor(ring: FrameRing, description: StreamDescription, labels?: LabelRing) {
    this.#ring = ring;
    this.#description = description;
    this.#labels = labels;
    this.#frame = createFrame(ring.sensors);
  }

  get oldest(): number {
    return this.#ring.oldest;
  }

  get next(): number {
    return this.#ring.next;
  }

  hello(): EncodedRecord {
    return encodeHello(this.#description, this.oldest, this.next, this.#labels !== undefined);
  }

  record(seq: number): EncodedRecord | undefined {
    const slot = seq % ENCODED_KEPT;
    if (this.#seq[slot] === seq) return this.#records[slot];
    if (!this.#ring.read(seq, this.#frame)) return undefined;
    const record = encodeFrame(this.#frame, this.#labels);
    this.#records[slot] = record;
    this.#seq[slot] = seq;
    return record;
  }
}
