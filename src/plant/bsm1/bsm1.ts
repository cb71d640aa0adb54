/** BSM1 as a system of its own: influent in, effluent out, nothing else. */

import { ActivatedSludge, type ActivatedSludgeParameters, BSM1 } from '../activated-sludge.ts';
import { ASM1_COMPONENTS } from '../components.ts';
import { NITRATE_LOOP, OXYGEN_LOOP } from '../control.ts';
import { Rkc2, type System, stagesFor } from '../solver/rkc.ts';
import { createStream, Q } from '../unit.ts';

/** BSM1 with its two controllers: oxygen of reactor 5 by KLa, nitrate of reactor 2 by the internal recycle. */
export const BSM1_CLOSED_LOOP: Readonly<ActivatedSludgeParameters> = {
  ...BSM1,
  oxygenLoops: [{ reactor: 4, loop: OXYGEN_LOOP }],
  nitrateLoop: { reactor: 1, loop: NITRATE_LOOP },
};

/** The longest solver step, one minute: effluent means within 3e-5 of a converged solution. */
export const MAX_STEP_D = 1 / 1440;

export class Bsm1 implements System {
  readonly states: number;
  /** Five reactors of 13 components, ten layers of solids, ten layers of seven dissolved components, control loops. */
  readonly y: Float64Array;
  readonly plant: ActivatedSludge;
  readonly #solver: Rkc2;
  readonly #maxStep: number;

  constructor(parameters: Readonly<ActivatedSludgeParameters> = BSM1, maxStep: number = MAX_STEP_D) {
    this.plant = new ActivatedSludge(createStream(), createStream(), parameters);
    this.states = this.plant.states;
    this.y = new Float64Array(this.states);
    this.plant.initialise(this.y, 0);
    this.#solver = new Rkc2(this);
    this.#maxStep = maxStep;
  }

  derive(y: Float64Array, dy: Float64Array): void {
    this.plant.derive(y, 0, dy);
  }

  /** Sets the influent: 13 ASM1 components, then the flow (m³/d), from `row[at]` on. */
  feed(row: Float64Array, at = 0): void {
    const { feed } = this.plant;
    for (let c = 0; c < ASM1_COMPONENTS; c++) feed[c] = row[at + c];
    feed[Q] = row[at + ASM1_COMPONENTS];
  }

  /** Advances by `days` under the present influent, in equal steps no longer than the longest allowed. */
  advance(days: number): void {
    const steps = Math.max(1, Math.ceil(days / this.#maxStep - 1e-3));
    const h = days / steps;
    for (let i = 0; i < steps; i++) {
      const stages = stagesFor(this.plant.spectralRadius(this.y, 0), h);
      this.#solver.begin(this.y);
      this.#solver.step(this.y, h, stages);
    }
  }

  /** Fills the plant's outlet streams from the present state. */
  observe(scratch: Float64Array): void {
    this.plant.derive(this.y, 0, scratch);
  }
}
