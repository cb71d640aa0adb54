/** How long to wait before the next attempt: twice as long each time, and never all at the same moment. */

const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/**
 * Milliseconds before attempt `attempt` (from 0), between half and all of a span that doubles: readers that lost
 * the same source do not come back in step.
 * @param random uniform in [0, 1)
 */
export function backoffMs(attempt: number, random: () => number): number {
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return span * (0.5 + 0.5 * random());
}
