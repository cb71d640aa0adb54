/** A run of BSM1 over an influent file: one output row an influent row, and the benchmark's evaluation. */

import { readFileSync } from 'node:fs';
import { dataFile } from '../../core/data-file.ts';
import { ConfigError } from '../../core/errors.ts';
import { BSM1 } from '../activated-sludge.ts';
import { ASM1_COMPONENTS, C, COMPONENT_NAMES } from '../components.ts';
import { BENCHMARK_ROW, type BenchmarkInfluent } from '../influent/benchmark-file.ts';
import { Q } from '../unit.ts';
import { BSM1_CLOSED_LOOP, Bsm1 } from './bsm1.ts';
import { type Evaluation, Evaluator } from './evaluation.ts';

const ASM1_NAMES = COMPONENT_NAMES.slice(0, ASM1_COMPONENTS);
const REACTOR_COLUMNS = [1, 2, 3, 4, 5].flatMap((r) => ['S_O', 'S_NO', 'S_NH'].map((name) => `R${r}_${name}`));

/** Columns of the output: time, effluent, what matters in each reactor, solids of reactor 5 and of the underflow. */
export const OUTPUT_COLUMNS = [
  't_d',
  'Qe',
  ...ASM1_NAMES.map((name) => `eff_${name}`),
  'eff_TSS',
  ...REACTOR_COLUMNS,
  'R5_TSS',
  'underflow_TSS',
] as const;

export interface Bsm1Run {
  /** One row an influent row, `OUTPUT_COLUMNS.length` numbers each: the state at the row's time. */
  readonly rows: Float64Array;
  readonly evaluation: Evaluation;
}

/**
 * `protocol`: after long constant influent and 14 days of dry weather; `steady`: after the constant influent alone;
 * or a state, with or without its control loops, which otherwise start at rest.
 */
export type InitialState = 'protocol' | 'steady' | Float64Array;

export interface Bsm1Options {
  readonly closedLoop?: boolean;
  readonly initial?: InitialState;
  readonly onProgress?: (done: number) => void;
}

/** Days at the end of a run over which it is evaluated, and the longest time between two samples (BSM1). */
const WINDOW_D = 7;
const SAMPLE_D = 1 / 96;
/** Share of a row by which it may reach into the window or fall short of it: times in files are rounded. */
const ROUNDING = 0.01;

/**
 * Runs BSM1 over `influent`; its last row holds as long as the one before.
 * @throws ConfigError when the initial state does not fit, or when the influent drives the model out of the numbers,
 * naming the row's time
 */
export function runBsm1(influent: BenchmarkInfluent, options: Bsm1Options = {}): Bsm1Run {
  const { closedLoop = false, initial = 'protocol' } = options;
  const { time, rows } = influent;
  const bsm1 = new Bsm1(closedLoop ? BSM1_CLOSED_LOOP : BSM1);
  bsm1.start(typeof initial === 'string' ? storedState(closedLoop, initial) : initial);
  const scratch = new Float64Array(bsm1.states);
  const count = time.length;
  const lastHold = count > 1 ? time[count - 1] - time[count - 2] : SAMPLE_D;
  const end = time[count - 1] + lastHold;
  const windowFrom = Math.max(time[0], end - WINDOW_D);
  const evaluator = new Evaluator(windowFrom);
  const out = new Float64Array(count * OUTPUT_COLUMNS.length);

  for (let i = 0; i < count; i++) {
    const hold = i + 1 < count ? time[i + 1] - time[i] : lastHold;
    bsm1.feed(rows, i * BENCHMARK_ROW);
    bsm1.observe(scratch);
    writeRow(bsm1, time[i], out, i * OUTPUT_COLUMNS.length);
    const evaluated = partAfter(windowFrom, time[i], hold);
    bsm1.advance(hold - evaluated);
    const samples = Math.ceil(evaluated / SAMPLE_D - ROUNDING);
    for (let sample = 0; sample < samples; sample++) {
      bsm1.observe(scratch);
      evaluator.add(bsm1, evaluated / samples);
      bsm1.advance(evaluated / samples);
    }
    if (!bsm1.y.every(Number.isFinite)) {
      throw new ConfigError({
        where: `influent at t = ${time[i]} d`,
        got: 'a row that the model cannot follow',
        expected: 'flows and concentrations of a sewage',
      });
    }
    options.onProgress?.((i + 1) / count);
  }
  return { rows: out, evaluation: evaluator.result(bsm1) };
}

/** A start that is stored with the package, made by `scripts/bsm1-initial-states.ts`. */
export function storedState(closedLoop: boolean, initial: 'protocol' | 'steady'): Float64Array {
  const states = JSON.parse(readFileSync(dataFile('bsm1/initial-states.json'), 'utf8'));
  return Float64Array.from(states[closedLoop ? 'closed_loop' : 'open_loop'][initial]);
}

/** How much of a row that holds for `hold` from `t` lies after `from`, days. */
function partAfter(from: number, t: number, hold: number): number {
  const part = t + hold - from;
  if (part < ROUNDING * hold) return 0;
  return part > (1 - ROUNDING) * hold ? hold : part;
}

function writeRow(bsm1: Bsm1, t: number, out: Float64Array, at: number): void {
  const { plant, y } = bsm1;
  out[at++] = t;
  out[at++] = plant.effluent[Q];
  for (let c = 0; c < ASM1_COMPONENTS; c++) out[at++] = plant.effluent[c];
  out[at++] = plant.settler.solids(plant.effluent, 0);
  for (let r = 0; r < 5; r++) {
    const here = plant.reactorAt(r);
    out[at++] = y[here + C.S_O];
    out[at++] = y[here + C.S_NO];
    out[at++] = y[here + C.S_NH];
  }
  out[at++] = plant.settler.solids(y, plant.reactorAt(4));
  out[at++] = plant.settler.solids(plant.underflow, 0);
}
