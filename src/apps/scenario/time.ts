/** Times in scenarios and requests: durations such as `1d12h`, moments as ISO instants. */

/** Seconds of each unit, in the order in which they are written. */
const UNITS = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;

const DURATION = /^(?=\d)(?:(\d+(?:\.\d+)?)d)?(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

export const DURATION_EXPECTED = 'a duration such as 90m, 6h or 1d12h';
export const MOMENT_EXPECTED = 'a duration such as 6h or 1d12h, or an instant such as 2026-01-31T06:00:00Z';

/** Seconds of `1d12h`, `90m`, `1.5h`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const amounts = DURATION.exec(text)?.slice(1);
  if (amounts === undefined) return undefined;
  return Object.values(UNITS).reduce((sum, seconds, i) => sum + seconds * Number(amounts[i] ?? 0), 0);
}

/** The shortest text that `parseDuration` takes for so many whole seconds: `36h` is `1d12h`. */
export function formatDuration(seconds: number): string {
  let left = Math.round(Math.abs(seconds));
  let text = '';
  for (const [unit, size] of Object.entries(UNITS)) {
    const amount = Math.floor(left / size);
    if (amount > 0) text += `${amount}${unit}`;
    left -= amount * size;
  }
  return `${seconds < 0 ? '-' : ''}${text || '0s'}`;
}

/** ms since the epoch of an instant, or of `origin` and a duration after it; undefined for anything else. */
export function parseMoment(text: string, origin: number): number | undefined {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return origin + seconds * 1_000;
  const time = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
