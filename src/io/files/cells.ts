/**
 * Delimited text, byte by byte: rows become cell boundaries, cells become numbers or instants. Knows nothing of
 * columns or files. RFC 4180 quoting; `,`, `;`, tab or `|` between cells; CRLF or LF; a UTF-8 byte order mark is
 * skipped.
 */

const LF = 10;
const CR = 13;
const QUOTE = 34;
const SPACE = 32;
const TAB = 9;
const DOT = 46;
const COMMA = 44;
const MINUS = 45;
const PLUS = 43;
const ZERO = 48;

export type Delimiter = ',' | ';' | '\t' | '|';
const DELIMITERS = [';', '\t', '|', ','] as const satisfies readonly Delimiter[];

/** So many rows show which delimiter cuts all of them into as many cells. */
const PROBED_ROWS = 20;

/** A row that has not ended after so many bytes is a quote that was never closed. */
const MAX_ROW_BYTES = 1 << 24;

/** Powers of ten that a double holds exactly: a decimal of at most 15 digits divided by one is rounded once. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/**
 * The delimiter that cuts the first rows into the same number of cells, the more the better: a comma that is a decimal
 * comma in the rows, or part of a name in the header, does not. Where none does, that of the most cells in the first row;
 * a comma in a one-column file.
 */
export function detectDelimiter(bytes: Uint8Array): Delimiter {
  let best: Delimiter = ',';
  let most = 0;
  let bestIsEven = false;
  for (const delimiter of DELIMITERS) {
    const reader = new RowReader(bytes, delimiter);
    if (!reader.next() || reader.cells < 2) continue;
    const { cells } = reader;
    let isEven = true;
    for (let row = 1; row < PROBED_ROWS && isEven && reader.next(); row++) isEven = reader.cells === cells;
    if (isEven === bestIsEven ? cells > most : isEven) {
      best = delimiter;
      most = cells;
      bestIsEven = isEven;
    }
  }
  return best;
}

/** Gives the next piece of a text that is read bit by bit; undefined at its end. */
export type NextPiece = () => Uint8Array | undefined;

/**
 * Walks the rows of a text. After `next()`, the cells of the row are `bytes[starts[i]] … bytes[ends[i] - 1]`. A text
 * that comes in pieces holds no more in memory than a piece and a row: `bytes` is another array after some rows.
 */
export class RowReader {
  bytes: Uint8Array;
  /** Line of the file (from 1) at which the present row begins. */
  line = 0;
  cells = 0;
  /** True where the present row ends inside an open quote: the file is cut or wrongly quoted. */
  openQuote = false;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  readonly #delimiter: number;
  readonly #decoder: TextDecoder;
  readonly #more: NextPiece | undefined;
  #position: number;
  #nextLine = 1;

  /**
   * @param bytes the text, or its first piece
   * @param more what follows it
   * @param encoding of the cells, a superset of ASCII
   */
  constructor(bytes: Uint8Array, delimiter: Delimiter, more?: NextPiece, encoding = 'utf-8') {
    this.bytes = bytes;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#decoder = encoding === 'utf-8' ? decoder : new TextDecoder(encoding);
    this.#more = more;
    this.#position = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  }

  /** Moves to the next row that is not blank; false at the end of the text. */
  next(): boolean {
    while (this.#position < this.bytes.length || this.#fill(this.#position)) {
      this.line = this.#nextLine;
      for (let start = this.#position; !this.#readRow() && this.#fill(start); start = 0) this.#nextLine = this.line;
      if (this.cells > 1 || this.ends[0] > this.starts[0]) return true;
    }
    return false;
  }

  /** A cell as text, without its quotes. */
  text(cell: number): string {
    const raw = this.#decoder.decode(this.bytes.subarray(this.starts[cell], this.ends[cell]));
    return raw.startsWith('"') && raw.endsWith('"') && raw.length > 1 ? raw.slice(1, -1).replaceAll('""', '"') : raw;
  }

  /** Puts the next piece behind the bytes from `from` on; false where there is none, or the row gets too long. */
  #fill(from: number): boolean {
    const rest = this.bytes.subarray(from);
    const piece = rest.length > MAX_ROW_BYTES ? undefined : this.#more?.();
    if (piece === undefined) return false;
    const joined = new Uint8Array(rest.length + piece.length);
    joined.set(rest);
    joined.set(piece, rest.length);
    this.bytes = joined;
    this.#position = 0;
    return true;
  }

  /** Reads a row and moves past it; false where the bytes end before the row's line does. */
  #readRow(): boolean {
    const { bytes } = this;
    const delimiter = this.#delimiter;
    let i = this.#position;
    let cells = 0;
    let quoted = false;
    let start = i;
    for (; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === LF) {
        this.#nextLine++;
        if (!quoted) break;
      } else if (byte === delimiter && !quoted) {
        this.#put(cells++, start, i);
        start = i + 1;
      }
    }
    this.#put(cells++, start, i);
    this.cells = cells;
    this.openQuote = quoted;
    this.#position = i + 1;
    return i < bytes.length;
  }

  /** Stores a cell without the white space around it. */
  #put(cell: number, from: number, to: number): void {
    const { bytes } = this;
    if (cell >= this.starts.length) {
      this.starts = grow(this.starts);
      this.ends = grow(this.ends);
    }
    let start = from;
    let end = to;
    while (start < end && isBlank(bytes[start])) start++;
    while (end > start && isBlank(bytes[end - 1])) end--;
    this.starts[cell] = start;
    this.ends[cell] = end;
  }
}

/**
 * The number in `bytes[start] … bytes[end - 1]`, rounded as `Number` would. NaN where the cell says nothing
 * (empty, NA, NaN, null); undefined where it is not a finite number.
 */
export function parseNumber(bytes: Uint8Array, start: number, end: number, decimalComma: boolean): number | undefined {
  if (start === end) return Number.NaN;
  let i = start;
  const negative = bytes[i] === MINUS;
  if (negative || bytes[i] === PLUS) i++;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (; i < end; i++) {
    const byte = bytes[i];
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (decimals < 0 && (byte === DOT || (decimalComma && byte === COMMA))) decimals = 0;
    else break;
  }
  if (i < end || digits === 0 || digits > 15) return parseSlowly(bytes, start, end, decimalComma);
  const value = decimals > 0 ? mantissa / POWERS[decimals] : mantissa;
  return negative ? -value : value;
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const NOTHING = /^(na|nan|n\/a|null)?$/i;

function parseSlowly(bytes: Uint8Array, start: number, end: number, decimalComma: boolean): number | undefined {
  let text = decoder.decode(bytes.subarray(start, end));
  if (text.startsWith('"') && text.endsWith('"') && text.length > 1) text = text.slice(1, -1).trim();
  if (NOTHING.test(text)) return Number.NaN;
  if (decimalComma) text = text.replace(',', '.');
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/**
 * ISO date-time or `YYYY-MM-DD hh:mm[:ss]` to ms since the Unix epoch; a time without a zone is taken as UTC, so
 * that a day always has 24 hours. Undefined where the text is no date that exists.
 */
export function parseInstant(text: string): number | undefined {
  const parts = INSTANT.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = parts;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(midnight);
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!exists || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const ofDay =
    Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second) * 1_000 + Number(`0.${fraction}`) * 1_000;
  return midnight + ofDay - zoneOffset(zone);
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone[0] === '-' ? -minutes : minutes) * 60_000;
}

const decoder = new TextDecoder();
const isBlank = (byte: number): boolean => byte === SPACE || byte === CR || byte === TAB;

function grow(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
