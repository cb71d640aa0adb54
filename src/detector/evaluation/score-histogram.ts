/**
 * Areas under the precision–recall and the ROC curve of scores too many to keep: counted in bins, normal and anomalous
 * apart. Scores that share a bin count as equal; how much that can matter is reckoned from the counts themselves.
 */

/** Bins of equal width over 0 … 1, few enough to stay in a cache: scores that differ by more than 6.1e-5 are told apart. */
const BINS = 16_384;

export interface Area {
  readonly value: number;
  /** What the area of the unbinned scores is at least and at most, whatever their order within the bins. */
  readonly least: number;
  readonly most: number;
}

export class ScoreHistogram {
  readonly normal = new Float64Array(BINS);
  readonly anomalous = new Float64Array(BINS);

  /** @param score 0 … 1; beyond that it counts as the nearer end, NaN as 0 */
  add(score: number, isAnomalous: boolean): void {
    const bin = score >= 1 ? BINS - 1 : score > 0 ? (score * BINS) | 0 : 0;
    if (isAnomalous) this.anomalous[bin]++;
    else this.normal[bin]++;
  }

  /** @param weight how often `other` counts, for a bootstrap */
  merge(other: Pick<ScoreHistogram, 'normal' | 'anomalous'>, weight = 1): void {
    for (let bin = 0; bin < BINS; bin++) {
      this.normal[bin] += weight * other.normal[bin];
      this.anomalous[bin] += weight * other.anomalous[bin];
    }
  }

  /**
   * Average precision, Σ (Rₖ − Rₖ₋₁) Pₖ over the thresholds from the highest down, as scikit-learn's
   * `average_precision_score`: no interpolation. The bounds put the anomalous scores of each bin one by one below its
   * normal ones, and all at once above them. NaN without an anomaly.
   */
  averagePrecision(): Area {
    let [value, least, most] = [0, 0, 0];
    let found = 0;
    let flagged = 0;
    for (let bin = BINS - 1; bin >= 0; bin--) {
      const anomalous = this.anomalous[bin];
      const normal = this.normal[bin];
      if (anomalous > 0) {
        value += (anomalous * (found + anomalous)) / (flagged + anomalous + normal);
        most += (anomalous * (found + anomalous)) / (flagged + anomalous);
        least += precisionSum(found, flagged + normal, anomalous);
      }
      found += anomalous;
      flagged += anomalous + normal;
    }
    return { value: value / found, least: least / found, most: most / found };
  }

  /**
   * Area under the ROC curve: the chance that an anomalous score is above a normal one, equal scores counting half
   * (Hanley & McNeil 1982). NaN without an anomaly or without a normal score.
   */
  rocArea(): Area {
    let above = 0;
    let [value, least, most] = [0, 0, 0];
    let normals = 0;
    for (let bin = BINS - 1; bin >= 0; bin--) {
      const normal = this.normal[bin];
      least += normal * above;
      value += normal * (above + this.anomalous[bin] / 2);
      above += this.anomalous[bin];
      most += normal * above;
      normals += normal;
    }
    const pairs = normals * above;
    return { value: value / pairs, least: least / pairs, most: most / pairs };
  }
}

/** So many terms are summed one by one; the integral that stands for the rest is then right to 1e-5 a term. */
const TERMS = 64;

/** Σ (found + i) / (flagged + i), i = 1 … count: precision at each of `count` anomalies that come next, one by one. */
function precisionSum(found: number, flagged: number, count: number): number {
  const single = Math.min(count, TERMS);
  let sum = 0;
  for (let i = 1; i <= single; i++) sum += (found + i) / (flagged + i);
  // (found + i) / (flagged + i) = 1 + (found − flagged) / (flagged + i), the last summed by the midpoint rule.
  const rest = Math.log((flagged + count + 0.5) / (flagged + single + 0.5));
  return sum + (count - single) + (found - flagged) * rest;
}
