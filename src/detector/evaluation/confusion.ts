/** Yes-or-no judgements against the truth: counts, and what is reckoned from them. */

/** Counts of judgements; `tp` flagged and anomalous, `fp` flagged and normal, `fn` not flagged though anomalous. */
export interface Confusion {
  tp: number;
  fp: number;
  tn: number;
  fn: number;
}

export interface ConfusionFigures {
  /** Share judged rightly, 0 … 1. */
  readonly accuracy: number;
  /**
   * What part of the way from always-normal to perfect the accuracy is: (accuracy − n) / (1 − n) with n the share of
   * normal readings, which always-normal reaches. Below 0 where saying nothing would be better.
   */
  readonly skill: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Matthews (1975) correlation of judgement and truth, −1 … 1. */
  readonly mcc: number;
  /** Share anomalous. */
  readonly prevalence: number;
}

export function createConfusion(): Confusion {
  return { tp: 0, fp: 0, tn: 0, fn: 0 };
}

/** Adds `other` to `into`. */
export function addConfusion(into: Confusion, other: Readonly<Confusion>): void {
  into.tp += other.tp;
  into.fp += other.fp;
  into.tn += other.tn;
  into.fn += other.fn;
}

/** NaN where a figure has nothing to be reckoned from: precision without a flag, skill without an anomaly. */
export function confusionFigures({ tp, fp, tn, fn }: Readonly<Confusion>): ConfusionFigures {
  const total = tp + fp + tn + fn;
  const anomalous = tp + fn;
  const precision = tp / (tp + fp);
  const recall = tp / anomalous;
  return {
    accuracy: (tp + tn) / total,
    // (accuracy − n) / (1 − n) multiplied out: exact where the share of anomalies is tiny.
    skill: (tp - fp) / anomalous,
    precision,
    recall,
    f1: (2 * tp) / (2 * tp + fp + fn),
    mcc: matthews(tp, fp, tn, fn),
    prevalence: anomalous / total,
  };
}

/** 0 where a row or a column of the table is empty, as is usual. */
function matthews(tp: number, fp: number, tn: number, fn: number): number {
  // Roots one by one: the product of four counts of a long run is beyond 2⁵³.
  const scale = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn);
  return scale === 0 ? 0 : (tp * tn - fp * fn) / scale;
}
