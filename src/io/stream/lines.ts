/** Cuts bytes that come in pieces into lines, and holds no more than the longest line that is allowed. */

const LINE_END = 10;

export interface LineTaker {
  /** One line without its end; never empty. */
  line(text: string): void;
  /** A line was longer than allowed and has been thrown away. */
  tooLong(): void;
}

export class LineCutter {
  readonly #taker: LineTaker;
  readonly #longest: number;
  /** Pieces of the line that is not complete yet. */
  #pieces: Buffer[] = [];
  #length = 0;
  #skipping = false;

  /** @param longest bytes of a line at most */
  constructor(taker: LineTaker, longest: number) {
    this.#taker = taker;
    this.#longest = longest;
  }

  push(bytes: Uint8Array): void {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_END, from);
      if (end < 0) break;
      this.#keep(chunk.subarray(from, end));
      this.end();
      from = end + 1;
    }
    // A copy: the chunk's memory may be used again by whoever gave it.
    if (from < chunk.length) this.#keep(Buffer.from(chunk.subarray(from)));
  }

  /** Gives what has come as the last line. */
  end(): void {
    const wasSkipping = this.#skipping;
    const line = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    this.clear();
    if (wasSkipping) this.#taker.tooLong();
    else if (line.length > 0) this.#taker.line(line.toString('utf8'));
  }

  /** Forgets what has come of a line. */
  clear(): void {
    this.#pieces = [];
    this.#length = 0;
    this.#skipping = false;
  }

  #keep(piece: Buffer): void {
    if (this.#skipping) return;
    this.#length += piece.length;
    if (this.#length > this.#longest) {
      this.#skipping = true;
      this.#pieces = [];
    } else {
      this.#pieces.push(piece);
    }
  }
}
