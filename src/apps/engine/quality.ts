/** How well the engine does, as far as it can be told: its judgements beside the truth that the source offers. */

import type { Frame } from '../../core/frame.ts';
import { confusionFigures, createConfusion } from '../../detector/evaluation/confusion.ts';
import type { Detector } from '../../detector/index.ts';
import type { EngineExposition } from '../../io/prometheus/engine.ts';
import type { Evaluation } from '../../pipeline/watch.ts';

export class QualityWatch implements Evaluation {
  readonly #exposition: EngineExposition;
  readonly #confusion = createConfusion();
  constructor(_channels: readonly string[], exposition: EngineExposition) {
    this.#exposition = exposition;
  }
  push(_frame: Frame, { flags }: Detector, kinds: Uint8Array): void {
    const c = this.#confusion;
    for (let i = 0; i < kinds.length; i++) {
      if (kinds[i] > 0) flags[i] === 1 ? c.tp++ : c.fn++;
      else flags[i] === 1 ? c.fp++ : c.tn++;
    }
    const { accuracy, precision, recall } = confusionFigures(c);
    this.#exposition.quality = { accuracy, precision, recall, falseAlarms: 0 };
  }
  restart(): void {}
}
