/** How well a score ranks anomalous rows before normal ones: figures that need no threshold, or the best one. */

export interface RankingFigures {
  /** Area under precision over recall, as steps; rows of the same score count together. */
  readonly averagePrecision: number;
  /** Chance that an anomalous row scores higher than a normal one, ties half. */
  readonly rocAuc: number;
  /** F1 at the threshold that is best in hindsight. */
  readonly bestF1: number;
}

export function rankingFigures(scores: Float64Array, labels: Uint8Array): RankingFigures {
  const order = Uint32Array.from(scores, (_, row) => row).sort((a, b) => scores[b] - scores[a]);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const negatives = labels.length - positives;
  let averagePrecision = 0;
  let pairs = 0;
  let bestF1 = 0;
  let hits = 0;
  for (let from = 0; from < order.length; ) {
    let until = from;
    let found = 0;
    while (until < order.length && scores[order[until]] === scores[order[from]]) found += labels[order[until++]];
    const normalBefore = from - hits;
    const normalHere = until - from - found;
    hits += found;
    averagePrecision += (found / positives) * (hits / until);
    pairs += found * (negatives - normalBefore - normalHere / 2);
    bestF1 = Math.max(bestF1, (2 * hits) / (until + positives));
    from = until;
  }
  return { averagePrecision, rocAuc: pairs / (positives * negatives), bestF1 };
}
