/** BSM1 as a system of its own: influent in, effluent out, nothing else. */

import { ConfigError } from '../../core/errors.ts';
import { MINUTE_D } from '../../core/time.ts';
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

/** The longest solver step, one minute: means of all outputs within 2e-4 of a converged solution. */
export const MAX_STEP_D = MINUTE_D;
/** Steps in which the first such minute under a new influent is taken. */
const JUMP_STEPS = 3;
/** Where more stages would be needed, two steps of half the length are cheaper and more exact. */
const MOST_STAGES = 20;
/** About a second, with so many stages stable to 2e7 /d: beyond that the numbers have left the range of any sewage. */
const SHORTEST_STEP_D = 1e-5;

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

  /**
   * Starts from a state in the order of `y`; without its control loops, these start at rest.
   * @throws ConfigError when it has the wrong length or holds what is no concentration
   */
  start(state: ArrayLike<number>): void {
    const water = this.plant.loopsAt;
    if (state.length !== this.states && state.length !== water) {
      const expected = water === this.states ? `${water} numbers` : `${water} or ${this.states} numbers`;
      throw new ConfigError({ where: 'initial state', got: `${state.length} numbers`, expected });
    }
    for (let i = 0; i < state.length; i++) {
      if (Number.isFinite(state[i]) && (state[i] >= 0 || i >= water)) continue;
      throw new ConfigError({ where: `initial state, number ${i + 1}`, got: state[i], expected: 'a concentration' });
    }
    this.y.set(state);
    if (state.length === water) this.plant.initialiseLoops(this.y, 0);
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

  /**
   * Advances by `days` under the present influent. The influent has just jumped: short steps in the first minute damp
   * what the jump stirs up in the stiff modes (oxygen of the anoxic reactors), which long steps would carry along.
   */
  advance(days: number): void {
    const first = Math.min(days, this.#maxStep);
    this.#advance(first, this.#maxStep / JUMP_STEPS);
    this.#advance(days - first, this.#maxStep);
  }

  /** Fills the plant's outlet streams from the present state. */
  observe(scratch: Float64Array): void {
    this.plant.derive(this.y, 0, scratch);
  }

  /**
   * Equal steps no longer than `longest`; a thousandth more is forgiven, times in files are rounded. A step is taken in
   * halves where a load so extreme that the solver would need too many stages asks for it.
   */
  #advance(days: number, longest: number): void {
    if (days <= 0) return;
    const steps = Math.max(1, Math.ceil(days / longest - 1e-3));
    const h = days / steps;
    for (let i = 0; i < steps; i++) {
      const stages = stagesFor(this.plant.spectralRadius(this.y, 0), h);
      if (stages > MOST_STAGES && h > SHORTEST_STEP_D) {
        this.#advance(h, h / 2);
        continue;
      }
      this.#solver.begin(this.y);
      this.#solver.step(this.y, h, Math.min(stages, MOST_STAGES));
    }
  }
}
