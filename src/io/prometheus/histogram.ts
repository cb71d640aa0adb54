/** A histogram for the text format: counts by bucket, cheap enough for a hundred observations at once. */

import { InvariantError } from '../../core/errors.ts';
import type { Bytes } from '../bytes.ts';
import { familyHeader, writeValue } from './text.ts';

export class Histogram {
  readonly #name: string;
  readonly #header: string;
  /** Upper bounds, rising; the last bucket has none. */
  readonly #bounds: Float64Array;
  readonly #lines: readonly string[];
  readonly #counts: Float64Array;
  #sum = 0;

  /** @param bounds upper bounds of the buckets, each included in its bucket, rising */
  constructor(name: string, help: string, bounds: readonly number[]) {
    if (bounds.some((bound, i) => !Number.isFinite(bound) || (i > 0 && bound <= bounds[i - 1]))) {
      throw new InvariantError(`bounds of ${name} must rise: ${bounds.join(', ')}`);
    }
    this.#name = name;
    this.#header = familyHeader(name, 'histogram', help);
    this.#bounds = Float64Array.from(bounds);
    this.#lines = [...bounds.map(String), '+Inf'].map((le) => `${name}_bucket{le="${le}"}`);
    this.#counts = new Float64Array(bounds.length + 1);
  }

  /** Counts `times` observations of the same value. Allocates nothing. */
  observe(value: number, times = 1): void {
    const bounds = this.#bounds;
    let bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) bucket++;
    this.#counts[bucket] += times;
    this.#sum += value * times;
  }

  write(out: Bytes): void {
    out.text(this.#header);
    let count = 0;
    for (let i = 0; i < this.#lines.length; i++) {
      count += this.#counts[i];
      out.text(this.#lines[i]);
      writeValue(out, count);
    }
    out.text(`${this.#name}_sum`);
    writeValue(out, this.#sum);
    out.text(`${this.#name}_count`);
    writeValue(out, count);
  }
}
