/** Keeps a long-running process small. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Stops V8 from growing the young generation beyond its first 1 MB: with little garbage a second, as a station has,
 * 32 MB less is resident (measured: 157 to 125 MB) and collections are no longer than before. To be called before
 * the heap has grown, for space once taken is kept.
 */
export function keepHeapLean(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Gives back what starting has left behind: source text, the compiler's results, unused space of the heap. */
export function dropStartGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'major'; flavor: 'last-resort' }) => void;
  collect({ type: 'major', flavor: 'last-resort' });
}
