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
  return vusPrOfRanks(rankScores(scores), labels, width);
}

/**
 * The same for scores that have been ranked.
 * @param ranks as `rankScores` gives them
 */
export function vusPrOfRanks(ranks: Uint8Array, labels: ArrayLike<number>, width: number): number {
  const segments = segmentsOf(labels);
  if (segments.length === 0) return Number.NaN;
  const flagged = new Float64Array(THRESHOLDS);
  const anomalous = new Float64Array(THRESHOLDS);
  for (let point = 0; point < ranks.length; point++) {
    flagged[ranks[point]]++;
    if (labels[point] > 0) anomalous[ranks[point]]++;
  }
  cumulate(flagged);
  cumulate(anomalous);
  const bests = Uint8Array.from(segments, ([first, last]) => bestRank(ranks, first, last));
  const weights = new Float64Array(ranks.length);
  let sum = 0;
  for (let buffer = 0; buffer <= width; buffer++) {
    sum += areaAtBuffer({ segments, bests, labels, ranks, weights, flagged, anomalous, buffer });
  }
  return sum / (width + 1);
}

/**
 * The first threshold, from the highest down, that each score reaches. Thresholds are the scores at 250 evenly spaced
 * ranks from the highest to the lowest: every point reaches the last.
 */
export function rankScores(scores: ArrayLike<number>): Uint8Array {
  const n = scores.length;
  const descending = Float64Array.from(scores).sort().reverse();
  const thresholds = Float64Array.from({ length: THRESHOLDS }, (_, k) => {
    return descending[Math.floor((k * (n - 1)) / (THRESHOLDS - 1))];
  });
  const ranks = new Uint8Array(n);
  for (let point = 0; point < n; point++) {
    const score = scores[point];
    let [low, high] = [0, THRESHOLDS - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (score >= thresholds[middle]) high = middle;
      else low = middle + 1;
    }
    ranks[point] = low;
  }
  return ranks;
}

/** First and last point of an anomaly. */
type Segment = readonly [first: number, last: number];

interface Surface {
  readonly segments: readonly Segment[];
  /** The first threshold that any point of each segment reaches. */
  readonly bests: Uint8Array;
  readonly labels: ArrayLike<number>;
  readonly ranks: Uint8Array;
  /** One a point, zero before and after each use. */
  readonly weights: Float64Array;
  /** Points, and anomalous points, that reach each threshold. */
  readonly flagged: Float64Array;
  readonly anomalous: Float64Array;
  readonly buffer: number;
}

function areaAtBuffer(surface: Surface): number {
  const { flagged, anomalous } = surface;
  const around = aroundSegments(surface);
  const reached = reachedShares(surface);
  const positives = anomalous[THRESHOLDS - 1];
  let area = 0;
  let lastRecall = 0;
  for (let k = 0; k < THRESHOLDS; k++) {
    const found = anomalous[k] + around[k];
    // Half-way between the anomalous points alone and those with the part of the buffer that is flagged.
    const wanted = positives + around[k] / 2;
    const recall = Math.min(1, found / wanted) * reached[k];
    area += (recall - lastRecall) * (found / flagged[k]);
    lastRecall = recall;
  }
  return area;
}

/** Buffer weight that reaches each threshold, of points that are not anomalous themselves; together at most 1 a point. */
function aroundSegments({ segments, labels, ranks, weights, buffer }: Surface): Float64Array {
  const sums = new Float64Array(THRESHOLDS);
  const half = buffer >> 1;
  const forPointsAround = (take: (point: number, distance: number) => void) => {
    for (const [first, last] of segments) {
      const from = Math.max(0, first - half);
      const to = Math.min(ranks.length - 1, last + half);
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
  cumulate(sums);
  return sums;
}

/**
 * Share of the anomalies in which any point reaches each threshold: each widened by half a buffer on both sides, those
 * that then meet as one.
 */
function reachedShares({ segments, bests, ranks, buffer }: Surface): Float64Array {
  const shares = new Float64Array(THRESHOLDS);
  const half = buffer >> 1;
  const end = ranks.length - 1;
  let count = 0;
  let best = THRESHOLDS - 1;
  for (let s = 0; s < segments.length; s++) {
    const [first, last] = segments[s];
    const widened = Math.min(
      bests[s],
      bestRank(ranks, Math.max(0, first - half), first - 1),
      bestRank(ranks, last + 1, Math.min(end, last + half)),
    );
    best = Math.min(best, widened);
    if (s + 1 < segments.length && last + half >= segments[s + 1][0] - half) continue;
    shares[best]++;
    count++;
    best = THRESHOLDS - 1;
  }
  cumulate(shares);
  for (let k = 0; k < THRESHOLDS; k++) shares[k] /= count;
  return shares;
}

function bestRank(ranks: Uint8Array, first: number, last: number): number {
  let best = THRESHOLDS - 1;
  for (let point = first; point <= last && best > 0; point++) if (ranks[point] < best) best = ranks[point];
  return best;
}

function cumulate(sums: Float64Array): void {
  for (let k = 1; k < sums.length; k++) sums[k] += sums[k - 1];
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
