/**
 * How rare a statistic is on normal data: evidence = −ln P(exceeded). Below the threshold u, which a part
 * `TAIL_SHARE` of normal values exceed, evidence rises with the square as for a normal variable; beyond it the
 * excesses follow a generalised Pareto distribution (Pickands 1975), so evidence never saturates.
 */

import { selectLargest } from './select.ts';

/** Part of normal values beyond the threshold. */
export const TAIL_SHARE = 0.02;
/** Evidence at the threshold. */
export const TAIL_EVIDENCE = -Math.log(TAIL_SHARE);

export interface Tail {
  /** Threshold, above 0. */
  readonly u: number;
  /** Scale of the excesses, above 0. */
  readonly beta: number;
  /** Shape of the excesses, SHAPE_MIN … SHAPE_MAX. */
  readonly xi: number;
}

/** Lighter tails than this are not believed: the data to come are stranger than the data learned. (estimate) */
const SHAPE_MIN = 0.05;
const SHAPE_MAX = 0.6;
/** With few independent values tails are heavier by this times (inflation − 1), as Student's are. (estimate) */
const SHAPE_OF_INFLATION = 0.15;
/** The shape is shrunk towards this, as if so many excesses had said so. (estimate) */
const SHAPE_PRIOR = 0.1;
const SHAPE_PRIOR_WEIGHT = 40;
/** The scale of excesses is at least this part of the threshold. (estimate) */
const BETA_FLOOR = 0.1;

/** A value that normal data reached again and again, and the evidence that it can have at most. */
export interface Recurrent {
  readonly value: number;
  readonly evidence: number;
}

/**
 * Fits the tail of a statistic that is ≥ 0 by probability-weighted moments (Hosking & Wallis 1987).
 * @param sample values on normal data, NaN skipped; reordered in place
 * @param floor least threshold: what is smaller is never evidence
 * @param recurrent widens the tail where the sample, a part of the data, missed how far they go
 * @param inflation factor ≥ 1 on threshold and scale, for few independent values
 */
export function fitTail(sample: Float64Array, floor: number, inflation = 1, recurrent?: Recurrent): Tail {
  let n = 0;
  for (const value of sample) if (!Number.isNaN(value)) sample[n++] = value;
  if (n === 0) return { u: floor, beta: floor, xi: SHAPE_PRIOR };
  const first = Math.min(n - 1, Math.floor((1 - TAIL_SHARE) * n));
  selectLargest(sample.subarray(0, n), first);
  const largest = sample.subarray(first, n).sort();
  const u = Math.max(largest[0], floor);
  let excesses = 0;
  let mean = 0;
  let weighted = 0;
  for (const value of largest) if (value > u) excesses++;
  for (let k = largest.length - excesses, j = 0; k < largest.length; k++, j++) {
    const excess = largest[k] - u;
    mean += excess / excesses;
    weighted += (excess * (1 - (j + 0.65) / excesses)) / excesses;
  }
  let xi = SHAPE_PRIOR;
  if (excesses >= 5 && mean > 0) {
    const estimate = 2 - mean / Math.max(mean - 2 * weighted, 1e-12);
    // Hosking's k is −ξ: k = mean / (mean − 2 weighted) − 2.
    xi =
      (Math.max(-0.5, Math.min(1, estimate)) * excesses + SHAPE_PRIOR * SHAPE_PRIOR_WEIGHT) /
      (excesses + SHAPE_PRIOR_WEIGHT);
  }
  xi = Math.max(SHAPE_MIN + SHAPE_OF_INFLATION * (inflation - 1), Math.min(SHAPE_MAX, xi));
  let beta = Math.max(mean * (1 - xi), BETA_FLOOR * u);
  if (recurrent !== undefined && tailEvidence(recurrent.value, u, beta, xi) > recurrent.evidence) {
    beta = (xi * (recurrent.value - u)) / Math.expm1(xi * (recurrent.evidence - TAIL_EVIDENCE));
  }
  return { u: u * inflation, beta: beta * inflation, xi };
}

/** A dead band is felt at this evidence: the usual limit of a reading. */
const FELT = 14;

/** The tail stretched so that no value within the dead band has the evidence of an anomaly. */
export function withDeadBand(tail: Tail, band: number): Tail {
  const stretch = band / valueAt(tail, FELT);
  return stretch > 1 ? { u: tail.u * stretch, beta: tail.beta * stretch, xi: tail.xi } : tail;
}

/** The value whose evidence is this much, at least `TAIL_EVIDENCE`: the inverse of `tailEvidence`. */
export function valueAt({ u, beta, xi }: Tail, evidence: number): number {
  return u + (beta * Math.expm1(xi * (evidence - TAIL_EVIDENCE))) / xi;
}

/** Evidence of a value by a tail, see `tailEvidence`. */
export const evidenceOf = (value: number, { u, beta, xi }: Tail): number => tailEvidence(value, u, beta, xi);

/** Evidence of a value: −ln of the chance that normal data exceed it; 0 at 0, ever rising. */
export function tailEvidence(value: number, u: number, beta: number, xi: number): number {
  if (!(value > u)) {
    const q = value / u;
    return TAIL_EVIDENCE * q * q;
  }
  return TAIL_EVIDENCE + Math.log(1 + (xi * (value - u)) / beta) / xi;
}
