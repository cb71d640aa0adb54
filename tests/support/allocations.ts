/** What a piece of work allocates, by the engine's own count, measured so that the compiler's work does not count. */

import { getHeapStatistics } from 'node:v8';

/** On a loaded machine the compiler may be at work for long; what allocates for good does so in every run. */
const MOST_RUNS = 20;

/** Whether this Node counts what it allocates: from 26 on. */
export const COUNTS_ALLOCATIONS = allocated() !== undefined;

/** Bytes that `work` allocates: the least of up to twenty runs, of which the first with no more than `enough` ends. */
export function bytesOf(work: () => void, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < MOST_RUNS && least > enough; run++) {
    const before = allocated() ?? Number.NaN;
    work();
    least = Math.min(least, (allocated() ?? Number.NaN) - before);
  }
  return least;
}

function allocated(): number | undefined {
  return (getHeapStatistics() as { total_allocated_bytes?: number }).total_allocated_bytes;
}
