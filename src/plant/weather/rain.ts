/**
 * Rain as clustered rectangular pulses, the Bartlett–Lewis process of Rodriguez-Iturbe, Cox & Isham (1987, Proc. R. Soc.
 * A 410): storms arrive at random, each has cells at random while it lasts, each cell a length and an intensity, all
 * exponential. Storm and cell lengths, rates and their seasons are of the size fitted to British gauges by Onof & Wheater
 * (1993, J. Hydrol. 149) (estimates); intensities are then set so that a mean year has the rain that is asked for.
 */

import type { RandomStream } from '../../core/random.ts';

/** Mean of the parameters over a year, and their swing from winter to summer as a share of it. */
const STORMS_PER_H = 0.016;
const STORM_H = 7;
const STORM_SWING = -0.45;
const CELLS_PER_H = 0.7;
const CELL_H = 1.1;
const CELL_SWING = -0.4;
/** Summer has somewhat more rain than winter, as in much of temperate Europe. */
const AMOUNT_SWING = 0.1;
const HOURS_PER_YEAR = 8766;
/** More cells at once than this never happen in practice; a further one is left out. */
const MAX_CELLS = 64;

export class RainProcess {
  readonly #stream: RandomStream;
  /** Mean rain, mm/h. */
  readonly #mean: number;
  /** Hours from the start of the present step to the next storm. */
  #nextStorm: number;
  /** Storms that still make cells: hours to the next cell and to the end. */
  readonly #toCell = new Float64Array(MAX_CELLS);
  readonly #toEnd = new Float64Array(MAX_CELLS);
  #storms = 0;
  /** Cells that rain or will: hours to begin and end, mm/h. */
  readonly #begin = new Float64Array(MAX_CELLS);
  readonly #stop = new Float64Array(MAX_CELLS);
  readonly #intensity = new Float64Array(MAX_CELLS);
  #cells = 0;

  constructor(stream: RandomStream, millimetresPerYear: number) {
    this.#stream = stream;
    this.#mean = millimetresPerYear / HOURS_PER_YEAR;
    this.#nextStorm = stream.exponential() / STORMS_PER_H;
  }

  /**
   * Mean intensity of the next `hours`, mm/h.
   * @param season −1 in mid-winter … 1 in mid-summer
   */
  step(hours: number, season: number): number {
    while (this.#nextStorm < hours) {
      this.#startStorm(this.#nextStorm, season);
      this.#nextStorm += this.#stream.exponential() / STORMS_PER_H;
    }
    this.#nextStorm -= hours;
    this.#makeCells(hours, season);
    return this.#fall(hours);
  }

  #startStorm(at: number, season: number): void {
    // The first cell comes with the storm.
    if (this.#storms === MAX_CELLS) return;
    this.#toCell[this.#storms] = at;
    this.#toEnd[this.#storms++] = at + this.#stream.exponential() * STORM_H * (1 + STORM_SWING * season);
  }

  #makeCells(hours: number, season: number): void {
    const cellH = CELL_H * (1 + CELL_SWING * season);
    const cellsPerStorm = 1 + CELLS_PER_H * STORM_H * (1 + STORM_SWING * season);
    const amount = (this.#mean * (1 + AMOUNT_SWING * season)) / (STORMS_PER_H * cellsPerStorm);
    let kept = 0;
    for (let s = 0; s < this.#storms; s++) {
      let next = this.#toCell[s];
      const end = this.#toEnd[s];
      while (next < hours && next < end) {
        this.#startCell(next, this.#stream.exponential() * cellH, (this.#stream.exponential() * amount) / cellH);
        next += this.#stream.exponential() / CELLS_PER_H;
      }
      if (next >= end) continue;
      this.#toCell[kept] = next - hours;
      this.#toEnd[kept++] = end - hours;
    }
    this.#storms = kept;
  }

  #startCell(at: number, length: number, intensity: number): void {
    if (this.#cells === MAX_CELLS) return;
    this.#begin[this.#cells] = at;
    this.#stop[this.#cells] = at + length;
    this.#intensity[this.#cells++] = intensity;
  }

  /** What the cells bring in the step; those that end in it are dropped. */
  #fall(hours: number): number {
    let fallen = 0;
    let kept = 0;
    for (let c = 0; c < this.#cells; c++) {
      const stop = this.#stop[c];
      fallen += this.#intensity[c] * (Math.min(stop, hours) - Math.max(0, this.#begin[c]));
      if (stop <= hours) continue;
      this.#begin[kept] = this.#begin[c] - hours;
      this.#stop[kept] = stop - hours;
      this.#intensity[kept++] = this.#intensity[c];
    }
    this.#cells = kept;
    return fallen / hours;
  }
}
