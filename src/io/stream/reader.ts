/**
 * One reader of numbered records: a cursor into what is kept for all, behind a byte stream with back-pressure. It
 * holds at most `BUFFER_BYTES` and one record, however slowly it is read; what is no longer kept by then is told as
 * a gap.
 */

import { Readable } from 'node:stream';
import {
  type EncodedRecord,
  type EndReason,
  encodeEnd,
  encodeGap,
  encodeHeartbeat,
  type StreamFormat,
} from './records.ts';

/** Records numbered without gaps, the last of which are kept. */
export interface RecordSource {
  /** Number of the oldest record that is kept; equal to `next` where there is none. */
  readonly oldest: number;
  /** Number of the record to come. */
  readonly next: number;
  /** What a reader is greeted with. */
  hello(): EncodedRecord;
  /** Undefined where it is not kept. */
  record(seq: number): EncodedRecord | undefined;
}

export interface ReaderOptions {
  readonly format: StreamFormat;
  /** The last record the reader has: it goes on with the next. Without it, from the newest record on. */
  readonly after?: number;
  /** Ends after so many records; gaps do not count. */
  readonly limit?: number;
}

export const BUFFER_BYTES = 64 * 1024;
/** Records encoded for one reader before everybody else has a turn: about 3 ms for frames of 127 sensors. */
const RECORDS_A_TURN = 64;
/** A reader that has taken nothing for so many heartbeats is let go. */
const DEAF_HEARTBEATS = 8;

export class RecordReader extends Readable {
  readonly #source: RecordSource;
  readonly #format: StreamFormat;
  readonly #first: number | undefined;
  #left: number;
  #cursor: number | undefined;
  #greeted = false;
  /** Connected before the first record: nothing is older than what it has seen. */
  #cameFirst = false;
  #wanted = false;
  #turn: NodeJS.Immediate | undefined;
  #deafHeartbeats = 0;
  #ending: EndReason | undefined;

  constructor(source: RecordSource, options: ReaderOptions) {
    super({ highWaterMark: BUFFER_BYTES });
    const { format, after, limit = Number.POSITIVE_INFINITY } = options;
    this.#source = source;
    this.#format = format;
    this.#first = after === undefined ? undefined : after + 1;
    this.#left = limit;
  }

  /** Sends what has come since, if the reader takes it. */
  wake(): void {
    if (this.#wanted && this.#turn === undefined) this.#send();
  }

  heartbeat(): void {
    if (!this.#wanted) {
      if (++this.#deafHeartbeats >= DEAF_HEARTBEATS) this.destroy();
    } else if (this.#turn === undefined) {
      this.#write(encodeHeartbeat(this.#source.next));
    }
  }

  /** Sends a closing record, whatever is still buffered, and ends. */
  end(reason: EndReason): void {
    if (this.#ending !== undefined || this.destroyed) return;
    this.#ending = reason;
    this.#greet();
    this.#write(encodeEnd(reason, this.#cursor ?? this.#source.next));
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
      if (sent === RECORDS_A_TURN) {
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

  /** Sends the next record, or the gap before it; false where there is none yet. */
  #sendNext(): boolean {
    const { oldest, next } = this.#source;
    if (oldest === next) return false;
    this.#cursor ??= this.#first ?? (this.#cameFirst ? oldest : next - 1);
    if (this.#cursor < oldest) {
      this.#write(encodeGap(this.#cursor, oldest - 1));
      this.#cursor = oldest;
      return true;
    }
    const record = this.#source.record(this.#cursor);
    if (record === undefined) return false;
    this.#cursor++;
    this.#left--;
    this.#write(record);
    return true;
  }

  #greet(): void {
    if (this.#greeted) return;
    this.#greeted = true;
    this.#cameFirst = this.#source.oldest === this.#source.next;
    this.#write(this.#source.hello());
  }

  #write(record: EncodedRecord): void {
    this.#wanted = this.push(record[this.#format]);
  }
}
