/** Families of statistics, as clues and sentences tell them apart. */

/** Means are quick up to this many ticks. */
const QUICK_TICKS = 60;

/** What kind of statistic a name stands for, as clues and sentences tell them apart. */
export function familyOf(statistic: string): string {
  const ticks = /^mean_(\d+)$/.exec(statistic)?.[1];
  if (ticks === undefined) return statistic === 'changed' ? 'range' : statistic;
  return Number(ticks) <= QUICK_TICKS ? 'quick_mean' : 'slow_mean';
}
