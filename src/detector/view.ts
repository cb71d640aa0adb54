/** One way of looking at frames: features, residuals and statistics, with some readings trusted and some not. */

import type { Frame } from '../core/frame.ts';
import { Evidence } from './evidence.ts';
import { Features } from './features.ts';
import { Group } from './group.ts';
import type { Judge } from './judge.ts';
import type { Model } from './model.ts';
import { Residuals } from './residuals.ts';
import { type Tail, tailEvidence } from './tail.ts';
import type { Validity } from './validity.ts';

export class View {
  readonly features: Features;
  readonly residuals: Residuals;
  readonly statistics: Evidence;
  /** Evidence of each reading of the last frame, ≥ 0. */
  readonly evidence: Float64Array;
  /** Evidence of each reading that it is wrong by itself, in units in which all have the same limit. */
  readonly suspicion: Float64Array;
  /** Statistic that gave it. */
  readonly which: Uint8Array;
  /** Change of the plant as a whole, and its evidence. */
  readonly group: Group;
  groupEvidence = 0;
  readonly #judge: Judge;
  readonly #slowJudge: Judge;
  readonly #unit: number;
  readonly #any: Uint8Array;
  readonly #groupTail: Tail;
  readonly #validity: Validity;

  /**
   * @param judge of what all say together, @param slowJudge of what each says by itself
   * @param unit of `suspicion`: what evidence of `slowJudge` is multiplied by
   */
  constructor(model: Model, judge: Judge, slowJudge: Judge, validity: Validity, unit: number) {
    const n = model.channels.length;
    this.features = new Features(model.profiles, model.lags);
    this.residuals = new Residuals(model.relations, model.spreads, model.doubts, model.baselineTicks);
    this.residuals.baseline.set(model.baselines);
    const limits = Float64Array.from({ length: model.means.length * n }, (_, at) => model.tails[n + at].u);
    this.statistics = new Evidence(
      model.means,
      Float64Array.from(model.autoregression),
      Float64Array.from(model.jumpSpreads),
      limits,
    );
    this.evidence = new Float64Array(n);
    this.which = new Uint8Array(n);
    this.group = new Group(model.group);
    this.#groupTail = model.groupTail;
    this.#judge = judge;
    this.#slowJudge = slowJudge;
    this.#unit = unit;
    this.suspicion = new Float64Array(n);
    this.#any = new Uint8Array(n);
    this.#validity = validity;
  }

  /** Forgets the past, as after a gap in time. */
  reset(): void {
    this.features.reset();
    this.residuals.restart();
    this.statistics.reset();
  }

  /**
   * Judges the readings of a frame.
   * @param distrusted 1 where a reading is replaced by its prediction before it predicts others
   */
  step({ values }: Frame, distrusted: Uint8Array): void {
    const { features, residuals, statistics, evidence, which } = this;
    features.step(values, residuals.predictions, distrusted);
    residuals.step(features);
    statistics.step(values, residuals);
    this.#judge.judge(statistics.values, evidence, this.#any);
    this.#validity.judge(values, statistics, evidence, this.#any);
    this.#slowJudge.judge(statistics.values, this.suspicion, which);
    this.#validity.judge(values, statistics, this.suspicion, which);
    for (let i = 0; i < which.length; i++) this.suspicion[i] *= this.#unit;
  }

  /** Judges the change of the plant as a whole in the last frame. */
  judgeGroup(): void {
    this.group.step(this.features);
    const { u, beta, xi } = this.#groupTail;
    this.groupEvidence = tailEvidence(this.group.value, u, beta, xi);
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
