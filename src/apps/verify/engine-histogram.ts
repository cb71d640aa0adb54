/** The engine's own latency histogram, read from its metrics. */

const METRIC = 'edge_ai_prediction_latency_seconds';

export interface Buckets {
  /** Upper bounds, s, rising, the last one infinite. */
  readonly bounds: readonly number[];
  /** Observations up to each bound. */
  readonly counts: readonly number[];
}

/** @param text in the exposition format; empty buckets where it has no such histogram */
export function readLatencyBuckets(text: string): Buckets {
  const bounds: number[] = [];
  const counts: number[] = [];
  for (const [, le, count] of text.matchAll(new RegExp(`^${METRIC}_bucket\\{le="([^"]+)"\\} (\\S+)`, 'gm'))) {
    bounds.push(le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le));
    counts.push(Number(count));
  }
  return { bounds, counts };
}

/** What was observed between two readings of it. */
export function bucketsBetween(before: Buckets, after: Buckets): Buckets {
  return { bounds: after.bounds, counts: after.counts.map((count, k) => count - (before.counts[k] ?? 0)) };
}

/** As Prometheus's `histogram_quantile`: linear within a bucket, the last finite bound beyond it; NaN of nothing. */
export function quantileOfBuckets({ bounds, counts }: Buckets, share: number): number {
  const total = counts.at(-1) ?? 0;
  if (total === 0) return Number.NaN;
  const rank = share * total;
  const k = counts.findIndex((count) => count >= rank);
  const below = k === 0 ? 0 : bounds[k - 1];
  if (bounds[k] === Number.POSITIVE_INFINITY) return below;
  const before = k === 0 ? 0 : counts[k - 1];
  return below + ((bounds[k] - below) * (rank - before)) / (counts[k] - before);
}
