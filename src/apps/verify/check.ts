/** A check: what was to be reached, what was, and whether that is enough. */

export interface Check {
  readonly name: string;
  /** Bound on the figure: at least, at most, or below. */
  readonly objective: { readonly sense: '≥' | '≤' | '<'; readonly bound: number };
  /** NaN where it could not be measured, which is a failure. */
  readonly reached: number;
  readonly unit: '' | '%' | 'ms' | '/s' | '/day';
  /** Where it was measured. */
  readonly where: string;
  /** Whether the verdict depends on it. */
  readonly isRequired: boolean;
}

export type Status = 'pass' | 'FAIL' | 'missed';

/** `missed` is a goal that is not reached, though the verdict does not depend on it. */
export function statusOf({ objective: { sense, bound }, reached, isRequired }: Check): Status {
  const isReached = sense === '≥' ? reached >= bound : sense === '≤' ? reached <= bound : reached < bound;
  if (isReached) return 'pass';
  return isRequired ? 'FAIL' : 'missed';
}

/**
 * How much better than the bound, above 0 where it is reached: shares and indices as a difference, else as a factor of
 * the bound less one (1 is twice as good as asked).
 */
export function marginOf({ objective: { sense, bound }, reached, unit }: Check): number {
  if (unit === '%' || unit === '') return sense === '≥' ? reached - bound : bound - reached;
  return (sense === '≥' ? reached / bound : bound / reached) - 1;
}
