/** One way of looking at the plant, a period at a time: features, residuals and statistics, with some readings trusted and some not. */

import { Evidence } from './evidence.ts';
import { Features } from './features.ts';
import type { Judge } from './judge.ts';
import type { Model } from './model.ts';
import { Residuals } from './residuals.ts';

/** After a restart the baseline may be moved by so many times what the slowest mean rarely exceeds. (estimate) */
const REACH = 2;

export class View {
  readonly features: Features;
  readonly residuals: Residuals;
  readonly statistics: Evidence;
  /** Evidence of each reading of the last period, ≥ 0. */
  readonly evidence: Float64Array;
  /** Evidence of each reading that it is wrong by itself, in units in which all have the same limit. */
  readonly suspicion: Float64Array;
  /** Statistic that gave it. */
  readonly which: Uint8Array;
  readonly #judge: Judge;
  readonly #slowJudge: Judge;
  readonly #unit: number;
  readonly #any: Uint8Array;
  readonly #usable: Uint8Array;

  /**
   * @param judge of what all say together, @param slowJudge of what each says by itself
   * @param unit of `suspicion`: what evidence of `slowJudge` is multiplied by
   */
  constructor(model: Model, judge: Judge, slowJudge: Judge, unit: number) {
    const n = model.channels.length;
    this.features = new Features(model.profiles, model.lags);
    const slowest = model.means.length * n;
    const reach = Float64Array.from(model.relations, (_, i) => REACH * model.tails[slowest + i].u);
    this.residuals = new Residuals(model.relations, model.spreads, model.doubts, model.baselinePeriods, reach);
    this.residuals.baseline.set(model.baselines);
    const limits = Float64Array.from({ length: model.means.length * n }, (_, at) => model.tails[n + at].u);
    this.statistics = new Evidence(
      model.means,
      Float64Array.from(model.autoregression),
      Float64Array.from(model.jumpSpreads),
      model.periodTicks,
      limits,
    );
    this.evidence = new Float64Array(n);
    this.which = new Uint8Array(n);
    this.#judge = judge;
    this.#slowJudge = slowJudge;
    this.#unit = unit;
    this.suspicion = new Float64Array(n);
    this.#any = new Uint8Array(n);
    this.#usable = Uint8Array.from(model.usable);
  }

  /** Forgets the past, as after a gap in time. */
  reset(): void {
    this.features.reset();
    this.residuals.restart();
    this.statistics.reset();
  }

  /**
   * Judges the mean readings of a period.
   * @param distrusted 1 where a reading is replaced by its prediction before it predicts others
   */
  step(values: Float64Array, distrusted: Uint8Array): void {
    const { features, residuals, statistics, evidence, which } = this;
    features.step(values, residuals.predictions, distrusted);
    residuals.step(features);
    statistics.step(residuals);
    this.#judge.judge(statistics.values, evidence, this.#any);
    this.#slowJudge.judge(statistics.values, this.suspicion, which);
    for (let i = 0; i < which.length; i++) {
      evidence[i] *= this.#usable[i];
      this.suspicion[i] *= this.#unit * this.#usable[i];
    }
  }

  /** Takes over everything that another view of the same model knows. */
  copy(other: View): void {
    this.features.copy(other.features);
    this.residuals.copy(other.residuals);
    this.statistics.copy(other.statistics);
    this.evidence.set(other.evidence);
    this.suspicion.set(other.suspicion);
    this.which.set(other.which);
  }
}
