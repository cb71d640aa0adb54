/**
 * One reader of the feed: a cursor into the shared ring behind a byte stream with back-pressure. It holds at most
 * `BUFFER_BYTES` and one record, however slowly it is read; what the ring has let go by then is told as a gap.
 */

import { Readable } from 'node:stream';
import type { FrameFeed } from './feed.ts';
import {
  type EncodedRecord,
  type EndReason,
  encodeEnd,
  encodeGap,
  encodeHeartbeat,
  encodeHello,
  type StreamFormat,
} from './records.ts';

export interface ReaderOptions {
  readonly format: StreamFormat;
  /** The last frame the reader has: it goes on with the next. Without it, from the newest frame on. */
  readonly after?: number;
  /** Ends after so many frames; gaps do not count. */
  readonly limit?: number;
  /** Frames come with the truth about their readings. */
  readonly labels?: boolean;
}

export const BUFFER_BYTES = 64 * 1024;
/** Frames encoded for one reader before everybody else has a turn: about 3 ms at 127 sensors. */
const FRAMES_A_TURN = 64;
/** A reader that has taken nothing for so many heartbeats is let go. */
const DEAF_HEARTBEATS = 8;

export class FrameReader extends Readable {
  readonly #feed: FrameFeed;
  readonly #format: StreamFormat;
  readonly #first: number | undefined;
  readonly #labels: boolean;
  #left: number;
  #cursor: number | undefined;
  #greeted = false;
  /** Connected before the first frame: nothing is older than what it has seen. */
  #cameFirst = false;
  #wanted = false;
  #turn: NodeJS.Immediate | undefined;
  #deafHeartbeats = 0;
  #ending: EndReason | undefined;

  constructor(feed: FrameFeed, options: ReaderOptions) {
    super({ highWaterMark: BUFFER_BYTES });
    const { format, after, limit = Number.POSITIVE_INFINITY, labels = false } = options;
    this.#feed = feed;
    this.#format = format;
    this.#first = after === undefined ? undefined : after + 1;
    this.#left = limit;
    this.#labels = labels;
  }

  /** Sends what has come since, if the reader takes it. */
  wake(): void {
    if (this.#wanted && this.#turn === undefined) this.#send();
  }

  heartbeat(): void {
    if (!this.#wanted) {
      if (++this.#deafHeartbeats >= DEAF_HEARTBEATS) this.destroy();
    } else if (this.#turn === undefined) {
      this.#write(encodeHeartbeat(this.#feed.ring.next));
    }
  }

  /** Sends a closing record, whatever is still buffered, and ends. */
  end(reason: EndReason): void {
    if (this.#ending !== undefined || this.destroyed) return;
    this.#ending = reason;
    this.#greet();
    this.#write(encodeEnd(reason, this.#cursor ?? this.#feed.ring.next));
    this.push(null);
  }

  override _read(): void {
    this.#wanted = true;
    this.#deafHeartbeats = 0;
    this.wake();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    clearImmediate(this.#turn);
    callback(error);
  }

  #send(): void {
    this.#greet();
    for (let sent = 0; this.#wanted && this.#left > 0 && this.#ending === undefined; sent++) {
      if (sent === FRAMES_A_TURN) {
        this.#sendLater();
        break;
      }
      if (!this.#sendNext()) break;
    }
    if (this.#wanted && this.#left <= 0) this.end('limit');
  }

  #sendLater(): void {
    this.#turn = setImmediate(() => {
      this.#turn = undefined;
      this.wake();
    });
  }

  /** Sends the next frame, or the gap before it; false where there is none yet. */
  #sendNext(): boolean {
    const { ring } = this.#feed;
    if (ring.isEmpty) return false;
    this.#cursor ??= this.#first ?? (this.#cameFirst ? ring.oldest : ring.next - 1);
    const { oldest } = ring;
    if (this.#cursor < oldest) {
      this.#write(encodeGap(this.#cursor, oldest - 1));
      this.#cursor = oldest;
      return true;
    }
    const frame = this.#feed.encoded(this.#cursor, this.#labels);
    if (frame === undefined) return false;
    this.#cursor++;
    this.#left--;
    this.#write(frame);
    return true;
  }

  #greet(): void {
    if (this.#greeted) return;
    this.#greeted = true;
    const { ring, description } = this.#feed;
    this.#cameFirst = ring.isEmpty;
    this.#write(encodeHello(description, ring.oldest, ring.next, this.#labels));
  }

  #write(record: EncodedRecord): void {
    this.#wanted = this.push(record[this.#format]);
  }
}
