/**
 * RKC2: the explicit stabilised Runge–Kutta–Chebyshev method of second order (Sommeijer, Shampine & Verwer 1997,
 * J. Comput. Appl. Math. 88, 315–326). The plant's spectrum is real and reaches some −20,000 /d: s stages are stable
 * down to about −0.65 s² / h, so five stages carry a step of one minute where RK4 would need twenty seconds.
 */

/** dy/dt of an autonomous system: reads `y`, fills `dy`, leaves `y` alone. */
export interface System {
  readonly states: number;
  derive(y: Float64Array, dy: Float64Array): void;
}

export const MIN_STAGES = 3;
export const MAX_STAGES = 40;
/** Damping ε of Sommeijer et al., section 2. */
const DAMPING = 2 / 13;

/** Coefficients of one stage count, six numbers a stage: 1−μ−ν, μ, ν, μ̃, γ̃ (and one unused for alignment). */
const tableOf: (Float64Array | undefined)[] = [];

export class Rkc2 {
  readonly #system: System;
  readonly #f0: Float64Array;
  readonly #f: Float64Array;
  readonly #previous: Float64Array;
  readonly #current: Float64Array;
  readonly #next: Float64Array;

  constructor(system: System) {
    this.#system = system;
    const n = system.states;
    this.#f0 = new Float64Array(n);
    this.#f = new Float64Array(n);
    this.#previous = new Float64Array(n);
    this.#current = new Float64Array(n);
    this.#next = new Float64Array(n);
  }

  /** Evaluates the system at `y`, which `step` then starts from: what the derivative leaves behind can be read between. */
  begin(y: Float64Array): void {
    this.#system.derive(y, this.#f0);
  }

  /**
   * Advances `y` by `h` in place; `begin(y)` must have been called since `y` or the system last changed.
   * @param h step, in the system's unit of time (days)
   * @param stages at least `stagesFor(spectralRadius, h)`
   */
  step(y: Float64Array, h: number, stages: number): void {
    const table = coefficients(stages);
    const system = this.#system;
    const n = system.states;
    const f0 = this.#f0;
    const f = this.#f;
    let before = y;
    let now = this.#current;
    let next = this.#next;

    const first = table[3] * h;
    for (let i = 0; i < n; i++) now[i] = y[i] + first * f0[i];
    for (let stage = 2; stage <= stages; stage++) {
      system.derive(now, f);
      const row = (stage - 1) * 6;
      const keep = table[row];
      const mu = table[row + 1];
      const nu = table[row + 2];
      const muTilde = table[row + 3] * h;
      const gammaTilde = table[row + 4] * h;
      const out = stage === stages ? y : next;
      for (let i = 0; i < n; i++) {
        out[i] = keep * y[i] + mu * now[i] + nu * before[i] + muTilde * f[i] + gammaTilde * f0[i];
      }
      // The state itself is the first of the three vectors that take turns, and is not written over.
      next = before === y ? this.#previous : before;
      before = now;
      now = out;
    }
  }
}

/** The fewest stages that are stable for a step `h` and eigenvalues in [−spectralRadius, 0]. */
export function stagesFor(spectralRadius: number, h: number): number {
  // β(s) = 2/3 (s² − 1)(1 − 2/15 ε), Sommeijer et al. (2.6); a tenth kept in reserve for the estimate.
  const needed = Math.ceil(Math.sqrt(1 + (1.1 * h * spectralRadius) / ((2 / 3) * (1 - (2 / 15) * DAMPING))));
  return needed < MIN_STAGES ? MIN_STAGES : needed;
}

function coefficients(stages: number): Float64Array {
  let table = tableOf[stages];
  if (table === undefined) {
    table = makeCoefficients(stages);
    tableOf[stages] = table;
  }
  return table;
}

function makeCoefficients(s: number): Float64Array {
  if (!(s >= 2 && s <= MAX_STAGES)) throw new RangeError(`RKC2 stages: got ${s}, expected 2 to ${MAX_STAGES}`);
  const w0 = 1 + DAMPING / (s * s);
  // Chebyshev polynomials T_j and their first two derivatives at w0.
  const t = [1, w0];
  const dt = [0, 1];
  const ddt = [0, 0];
  for (let j = 2; j <= s; j++) {
    t.push(2 * w0 * t[j - 1] - t[j - 2]);
    dt.push(2 * t[j - 1] + 2 * w0 * dt[j - 1] - dt[j - 2]);
    ddt.push(4 * dt[j - 1] + 2 * w0 * ddt[j - 1] - ddt[j - 2]);
  }
  const w1 = dt[s] / ddt[s];
  const b = t.map((_, j) => (j < 2 ? 0 : ddt[j] / dt[j] ** 2));
  b[0] = b[2];
  b[1] = b[2];
  const table = new Float64Array(6 * s);
  table[3] = b[1] * w1;
  for (let j = 2; j <= s; j++) {
    const mu = (2 * b[j] * w0) / b[j - 1];
    const nu = -b[j] / b[j - 2];
    const muTilde = (2 * b[j] * w1) / b[j - 1];
    const gammaTilde = -(1 - b[j - 1] * t[j - 1]) * muTilde;
    table.set([1 - mu - nu, mu, nu, muTilde, gammaTilde], 6 * (j - 1));
  }
  return table;
}
