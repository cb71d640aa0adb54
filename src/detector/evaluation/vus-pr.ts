/**
 * VUS-PR: the volume under the surface of precision over recall over the width of a buffer around each anomaly
 * (Paparrizos et al. 2022, "Volume under the surface", PVLDB 15(11)), as the benchmark TSB-AD (Liu & Paparrizos 2024)
 * reckons it: 250 thresholds at evenly spaced ranks, buffers of 0, 1, … `width` points. Within half a buffer of an
 * anomaly a point counts √(1 − distance / buffer) as anomalous, so that an alarm a little early or late is no mistake,
 * and recall is multiplied by the share of anomalies in which there is any alarm.
 *
 * Their implementation takes thresholds × buffers × points; here points are sorted into thresholds once, and each
 * buffer only adds what it has around the anomalies.
 */

const THRESHOLDS = 250;

/**
 * @param scores one a point, rising with anomaly; none NaN
 * @param labels 1 where anomalous
 * @param width of the widest buffer, points
 * @returns 0 … 1; NaN without an anomaly
 */
export function vusPr(scores: ArrayLike<number>, labels: ArrayLike<number>, width: number): number {
  const segments = segmentsOf(labels);
  if (segments.length === 0) return Number.NaN;
  const ranks = rankByThreshold(scores);
  const flagged = cumulated(ranks, () => 1);
  const anomalous = cumulated(ranks, (point) => (labels[point] > 0 ? 1 : 0));
  const weights = new Float64Array(scores.length);
  let sum = 0;
  for (let buffer = 0; buffer <= width; buffer++) {
    sum += areaAtBuffer({ segments, labels, ranks, weights, flagged, anomalous, buffer });
  }
  return sum / (width + 1);
}

/** First and last point of an anomaly. */
type Segment = readonly [first: number, last: number];

interface Points {
  readonly segments: readonly Segment[];
  readonly labels: ArrayLike<number>;
  /** The first threshold, from the highest down, that each point's score reaches. */
  readonly ranks: Uint8Array;
  /** Zero before and after each use. */
  readonly weights: Float64Array;
  /** Points, and anomalous points, that reach each threshold. */
  readonly flagged: Float64Array;
  readonly anomalous: Float64Array;
  readonly buffer: number;
}

function areaAtBuffer(points: Points): number {
  const { segments, ranks, flagged, anomalous, buffer } = points;
  const around = aroundSegments(points);
  const reached = existence(mergedSegments(segments, buffer, ranks.length), ranks);
  const positives = anomalous[THRESHOLDS - 1];
  let area = 0;
  let lastRecall = 0;
  for (let k = 0; k < THRESHOLDS; k++) {
    const found = anomalous[k] + around[k];
    // Half-way between the anomalous points alone and those with the part of the buffer that is flagged.
    const wanted = (positives + positives + around[k]) / 2;
    const recall = Math.min(1, found / wanted) * reached[k];
    area += (recall - lastRecall) * (found / flagged[k]);
    lastRecall = recall;
  }
  return area;
}

/** Buffer weight that reaches each threshold, of points that are not anomalous themselves; together at most 1 a point. */
function aroundSegments({ segments, labels, ranks, weights, buffer }: Points): Float64Array {
  const sums = new Float64Array(THRESHOLDS);
  const half = buffer >> 1;
  const forPointsAround = (take: (point: number, distance: number) => void) => {
    for (const [first, last] of segments) {
      const from = Math.max(0, first - half);
      const to = Math.min(labels.length - 1, last + half);
      for (let point = from; point < first; point++) if (!(labels[point] > 0)) take(point, first - point);
      for (let point = last + 1; point <= to; point++) if (!(labels[point] > 0)) take(point, point - last);
    }
  };
  forPointsAround((point, distance) => {
    weights[point] += Math.sqrt(1 - distance / buffer);
  });
  forPointsAround((point) => {
    sums[ranks[point]] += Math.min(1, weights[point]);
    weights[point] = 0;
  });
  for (let k = 1; k < THRESHOLDS; k++) sums[k] += sums[k - 1];
  return sums;
}

/** Segments widened by half a buffer on both sides, those that then meet as one. */
function mergedSegments(segments: readonly Segment[], buffer: number, points: number): Segment[] {
  const half = buffer >> 1;
  const merged: Segment[] = [];
  let from = Math.max(0, segments[0][0] - half);
  for (let s = 0; s < segments.length - 1; s++) {
    if (segments[s][1] + half >= segments[s + 1][0] - half) continue;
    merged.push([from, segments[s][1] + half]);
    from = segments[s + 1][0] - half;
  }
  merged.push([from, Math.min(segments[segments.length - 1][1] + half, points - 1)]);
  return merged;
}

/** Share of the segments in which any point reaches each threshold. */
function existence(segments: readonly Segment[], ranks: Uint8Array): Float64Array {
  const shares = new Float64Array(THRESHOLDS);
  for (const [first, last] of segments) {
    let best = THRESHOLDS - 1;
    for (let point = first; point <= last && best > 0; point++) if (ranks[point] < best) best = ranks[point];
    shares[best]++;
  }
  for (let k = 1; k < THRESHOLDS; k++) shares[k] += shares[k - 1];
  for (let k = 0; k < THRESHOLDS; k++) shares[k] /= segments.length;
  return shares;
}

/** Thresholds are the scores at 250 evenly spaced ranks from the highest to the lowest: every point reaches the last. */
function rankByThreshold(scores: ArrayLike<number>): Uint8Array {
  const n = scores.length;
  const sorted = Float64Array.from(scores).sort().reverse();
  const thresholds = Float64Array.from({ length: THRESHOLDS }, (_, k) => {
    return sorted[Math.floor((k * (n - 1)) / (THRESHOLDS - 1))];
  });
  return Uint8Array.from(scores, (score) => {
    let [low, high] = [0, THRESHOLDS - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (score >= thresholds[middle]) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}

function cumulated(ranks: Uint8Array, weight: (point: number) => number): Float64Array {
  const sums = new Float64Array(THRESHOLDS);
  for (let point = 0; point < ranks.length; point++) sums[ranks[point]] += weight(point);
  for (let k = 1; k < THRESHOLDS; k++) sums[k] += sums[k - 1];
  return sums;
}

function segmentsOf(labels: ArrayLike<number>): Segment[] {
  const segments: Segment[] = [];
  let first = -1;
  for (let point = 0; point <= labels.length; point++) {
    const isAnomalous = point < labels.length && labels[point] > 0;
    if (isAnomalous && first < 0) first = point;
    if (!isAnomalous && first >= 0) {
      segments.push([first, point - 1]);
      first = -1;
    }
  }
  return segments;
}
