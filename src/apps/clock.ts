/** The machine's clock, for what runs live. */

import type { Clock } from '../core/clock.ts';

/** A wait under a millisecond is no wait: timers round it up, which at high speeds would cost frames. */
const SHORTEST_TIMER_MS = 1;

/** Unaffected by changes of the wall clock. */
export const machineClock: Clock = {
  now: () => performance.now(),
  after(delayMs, action) {
    if (delayMs < SHORTEST_TIMER_MS) {
      const immediate = setImmediate(action);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};
