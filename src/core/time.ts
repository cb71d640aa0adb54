/** Time as the plant counts it. Simulated time is UTC; one tick is five seconds. */

export const TICK_MS = 5_000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const TICKS_PER_MINUTE = MINUTE_MS / TICK_MS;
export const TICKS_PER_DAY = DAY_MS / TICK_MS;
export const MINUTES_PER_DAY = DAY_MS / MINUTE_MS;
/** One minute in days, the plant's own unit of time. */
export const MINUTE_D = 1 / MINUTES_PER_DAY;
