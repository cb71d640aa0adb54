/** A file of text lines, handed to the disk in large pieces. */

import { Bytes } from '../bytes.ts';
import { OutputFile } from './output.ts';

/** Text is handed to the disk in pieces of about this many bytes. */
const FLUSH_BYTES = 1 << 18;

export class TextFile {
  /** What is still to be written; lines are put together here. */
  readonly text = new Bytes(2 * FLUSH_BYTES);
  readonly #output: OutputFile;

  /**
   * @param leastBytes what the whole file will take at the least
   * @throws ConfigError where it cannot be written
   */
  constructor(path: string, leastBytes: number) {
    this.#output = new OutputFile(path, leastBytes);
  }

  get size(): number {
    return this.#output.size;
  }

  /** To be called after each line. */
  lineDone(): void {
    if (this.text.length >= FLUSH_BYTES) this.#flush();
  }

  close(): void {
    this.#flush();
    this.#output.commit();
  }

  abort(): void {
    this.#output.abort();
  }

  #flush(): void {
    this.#output.write(this.text.view());
    this.text.length = 0;
  }
}
