/** All readers of one stream: opened, woken, kept alive and closed together. */

import { type ReaderOptions, RecordReader, type RecordSource } from './reader.ts';

export class RecordReaders {
  readonly #readers = new Set<RecordReader>();

  /** How many readers are connected. */
  get count(): number {
    return this.#readers.size;
  }

  /** A byte stream of records for one reader; destroying it lets go of it. */
  open(source: RecordSource, options: ReaderOptions): RecordReader {
    const reader = new RecordReader(source, options);
    this.#readers.add(reader);
    reader.once('close', () => this.#readers.delete(reader));
    return reader;
  }

  /** To be called when there are new records. */
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
}
