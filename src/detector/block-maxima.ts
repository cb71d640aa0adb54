/**
 * How far each statistic goes again and again in normal data: rare but regular operations, a pump that starts four
 * times a day, which a sample of rows misses. What happened in fewer than `RECURRENT` parts of the time does not
 * count, for it may have been an anomaly among the normal data.
 */

/** Parts of time. */
const BLOCKS = 64;
/** In so many of them a value must be reached to be normal. */
export const RECURRENT = 4;

export class BlockMaxima {
  readonly #size: number;
  readonly #rowsPerBlock: number;
  readonly #maxima: Float32Array;

  /** @param size how many statistics there are */
  constructor(size: number, rows: number) {
    this.#size = size;
    this.#rowsPerBlock = Math.ceil(rows / BLOCKS);
    this.#maxima = new Float32Array(size * BLOCKS);
  }

  note(row: number, values: Float64Array): void {
    const from = Math.floor(row / this.#rowsPerBlock) * this.#size;
    const maxima = this.#maxima;
    for (let i = 0, at = from; i < values.length; i++, at++) if (values[i] > maxima[at]) maxima[at] = values[i];
  }

  /** The greatest value that `RECURRENT` blocks reached. */
  recurrent(statistic: number): number {
    const values = new Float32Array(BLOCKS);
    for (let block = 0; block < BLOCKS; block++) values[block] = this.#maxima[block * this.#size + statistic];
    return values.sort()[BLOCKS - RECURRENT];
  }
}
