/** What a piece of work allocates, measured so that the compiler's own work does not count. */

import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

export interface Allocations {
  /** Garbage collections during the best run. */
  readonly collections: number;
  /** Growth of the heap over the best run without a collection; infinite when every run had one. */
  readonly bytes: number;
}

/** On a loaded machine the compiler may be at work for long; what allocates for good does so in every run. */
const MOST_RUNS = 20;

/** Runs `work` until it has once allocated no more than `slack` bytes, at most twenty times; the best run counts. */
export async function allocations(work: () => void, slack: number): Promise<Allocations> {
  let seen = 0;
  const observer = new PerformanceObserver((list) => {
    seen += list.getEntries().length;
  });
  observer.observe({ entryTypes: ['gc'] });
  let collections = Number.POSITIVE_INFINITY;
  let bytes = Number.POSITIVE_INFINITY;
  for (let run = 0; run < MOST_RUNS && (collections > 0 || bytes > slack); run++) {
    await setImmediate();
    seen = 0;
    const before = process.memoryUsage().heapUsed;
    work();
    const grown = process.memoryUsage().heapUsed - before;
    await setImmediate();
    if (seen === 0) bytes = Math.min(bytes, grown);
    collections = Math.min(collections, seen);
  }
  observer.disconnect();
  return { collections, bytes };
}
