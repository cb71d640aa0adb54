/**
 * Finds the parameters of a sewer from a record of flow, rain and air temperature.
 *
 * The areas and the dry-weather rhythm enter linearly: for each trial of the other parameters they are solved for
 * (variable projection, Golub & Pereyra 1973), so that Levenberg–Marquardt searches eleven logarithms only. A weak prior
 * keeps what the record does not tell at its usual value. The structure was chosen by months left out: docs/influent.md.
 */

import { ConfigError } from '../../core/errors.ts';
import { RandomStream } from '../../core/random.ts';
import { WARMUP_DAYS, warmedModel } from './climate.ts';
import { levenbergMarquardt, type Minimum, solvePositive } from './least-squares.ts';
import { defaultSewer, SEWER_PARAMETERS, type SewerParameterName, type SewerParameters } from './parameters.ts';
import { type Bridged, gridRecord, type SewerGrid, type SewerRecord } from './record.ts';
import { RHYTHM_TERMS, rhythmTerms } from './rhythm.ts';
import { leadingRain, runGrid } from './run.ts';

/** The parameters that are searched, with the spread that the prior gives the logarithm of each (estimates). */
const SEARCHED = {
  areal_exponent: 0.2,
  snow_melt: 0.5,
  evaporation: 0.5,
  depression: 1,
  fast_lag: 1,
  fast_delay: 1,
  soil_capacity: 0.7,
  soil_exponent: 0.5,
  quick_lag: 1,
  ground_lag: 1,
  flow_capacity: 0.5,
} as const satisfies Partial<Record<SewerParameterName, number>>;
const SEARCHED_NAMES = Object.keys(SEARCHED) as (keyof typeof SEARCHED)[];

/** The parameters that are solved for: the areas may not be negative, the rhythm may. */
const AREAS = ['fast_area', 'quick_area', 'ground_area'] as const satisfies readonly SewerParameterName[];
const SOLVED = [...AREAS, ...RHYTHM_TERMS];
/** The areas and `dry_flow`, which comes first of the rhythm. */
const POSITIVE = AREAS.length + 1;

/** A parameter one spread from its usual value costs this share of the variance of the flow (estimate). */
const PRIOR_WEIGHT = 0.0005;
/** Days of flow below which a fit would only repeat the noise. */
const MIN_FLOW_DAYS = 14;
/** After a long gap in the rain its guess stays in the sewer so long, h. */
const GUESS_LASTS_H = 48;
const RANDOM_STARTS = 3;
const SHORT_SEARCH = 5;
const LONG_SEARCH = 30;
/** A record of more cells than this, in steps under half an hour, is searched in hours. */
const MANY_CELLS = 15_000;
const LAST_TOUCH = 3;

export interface SewerFitOptions {
  /** Of the random starts of the search; 1 by default. */
  readonly seed?: number;
  /** Which rows may be learnt from; all by default. For cross-validation. */
  readonly use?: (row: number) => boolean;
}

export interface SewerFit {
  readonly parameters: SewerParameters;
  /** Nash–Sutcliffe efficiency of `runSewer` over all rows with a flow. */
  readonly nse: number;
  /** Rows of the record, and how many cells the fit learnt from. */
  readonly rows: number;
  readonly used: number;
  /** Missing cells and the longest gap of each column. Missing flow is skipped, rain and temperature are filled. */
  readonly bridged: { readonly flow: Bridged; readonly rain: Bridged; readonly temperature: Bridged };
  /** Days of mean climate that run ahead of the first row. */
  readonly warmup: number;
}

/** Throws ConfigError where the record has no flow or rain column or less than two weeks of flow. */
export function fitSewer(record: SewerRecord, options: SewerFitOptions = {}): SewerFit {
  for (const column of ['flow', 'rain'] as const) {
    if (!record[column]) throw new ConfigError({ where: record.file, got: undefined, expected: `a ${column} column` });
  }
  const grid = gridRecord(record);
  const used = usableCells(record, grid, options.use);
  if (used.length * grid.stepH < 24 * MIN_FLOW_DAYS) {
    const days = (used.length * grid.stepH) / 24;
    throw new ConfigError({
      where: `${record.file}, flow`,
      got: `${days.toFixed(1)} days of values`,
      expected: `at least ${MIN_FLOW_DAYS} days with flow and rain`,
    });
  }
  const parameters = searchCoarsely(record.file, grid, used, options.seed ?? 1);
  const flow = runGrid(parameters, grid);
  return {
    parameters,
    nse: nashSutcliffe(grid.flow, flow),
    rows: record.time.length,
    used: used.length,
    bridged: grid.bridged,
    warmup: WARMUP_DAYS,
  };
}

/** 1 − squared error / variance of the measured, over the places where both are numbers. */
export function nashSutcliffe(measured: Float64Array, simulated: Float64Array): number {
  let count = 0;
  let mean = 0;
  for (let i = 0; i < measured.length; i++) {
    if (Number.isNaN(measured[i])) continue;
    count++;
    mean += (measured[i] - mean) / count;
  }
  let error = 0;
  let variance = 0;
  for (let i = 0; i < measured.length; i++) {
    if (Number.isNaN(measured[i])) continue;
    error += (measured[i] - simulated[i]) ** 2;
    variance += (measured[i] - mean) ** 2;
  }
  return 1 - error / variance;
}

/**
 * Short searches from the defaults, with the rows bearing the start or the end of their interval, then from random
 * places around them, then a long one from the best.
 */
function search(
  file: string,
  grid: SewerGrid,
  used: Uint32Array,
  seed: number,
): { problem: Projection; x: Float64Array } {
  const problems = [0, grid.stepH].map((lead) => new Projection(grid, used, lead));
  if (!(problems[0].variance > 0)) {
    throw new ConfigError({ where: `${file}, flow`, got: 'the same value everywhere', expected: 'a flow that varies' });
  }
  const [starts, ends] = problems.map((problem) => problem.minimise(problem.centre, SHORT_SEARCH));
  const problem = ends.sum < starts.sum ? problems[1] : problems[0];
  let best = ends.sum < starts.sum ? ends : starts;
  const stream = new RandomStream(seed, 'sewer/fit');
  for (let i = 0; i < RANDOM_STARTS; i++) {
    const start = problem.centre.map((value, j) => value + SEARCHED[SEARCHED_NAMES[j]] * stream.normal());
    const found = problem.minimise(start, SHORT_SEARCH);
    if (found.sum < best.sum) best = found;
  }
  return { problem, x: problem.minimise(best.x, LONG_SEARCH).x };
}

/** Long fine records are searched in hours; their own steps only give the last touch. */
function searchCoarsely(file: string, grid: SewerGrid, used: Uint32Array, seed: number): SewerParameters {
  const factor = grid.flow.length > MANY_CELLS ? Math.floor(1 / grid.stepH) : 1;
  if (factor < 2) {
    const { problem, x } = search(file, grid, used, seed);
    return problem.parameters(x);
  }
  const coarse = coarsenGrid(grid, used, factor);
  const { problem, x } = search(file, coarse, cellsWithFlow(coarse), seed);
  const fine = new Projection(grid, used, problem.lead);
  return fine.parameters(fine.minimise(x, LAST_TOUCH).x);
}

/** Means of `factor` cells; the flow only of the used ones. */
function coarsenGrid(grid: SewerGrid, used: Uint32Array, factor: number): SewerGrid {
  const cells = Math.floor(grid.flow.length / factor);
  const flow = new Float64Array(grid.flow.length).fill(Number.NaN);
  for (const i of used) flow[i] = grid.flow[i];
  const mean = (values: Float64Array) =>
    Float64Array.from({ length: cells }, (_, c) => {
      let sum = 0;
      for (let i = c * factor; i < (c + 1) * factor; i++) sum += values[i];
      return sum / factor;
    });
  return {
    ...grid,
    stepH: grid.stepH * factor,
    rain: mean(grid.rain),
    temperature: mean(grid.temperature),
    flow: mean(flow),
  };
}

function cellsWithFlow({ flow }: SewerGrid): Uint32Array {
  return Uint32Array.from([...flow.keys()].filter((i) => !Number.isNaN(flow[i])));
}

function usableCells(record: SewerRecord, grid: SewerGrid, use: SewerFitOptions['use']): Uint32Array {
  const allowed = new Uint8Array(grid.flow.length);
  for (let r = 0; r < record.time.length; r++) if (!use || use(r)) allowed[grid.cellOfRow[r]] = 1;
  const cells: number[] = [];
  let since = Number.POSITIVE_INFINITY;
  for (let i = 0; i < grid.flow.length; i++) {
    since = grid.guessed[i] === 1 ? 0 : since + grid.stepH;
    if (allowed[i] === 1 && since > GUESS_LASTS_H && !Number.isNaN(grid.flow[i])) cells.push(i);
  }
  return Uint32Array.from(cells);
}

/** The sum of squares as a function of the searched logarithms alone. */
class Projection {
  readonly variance: number;
  readonly lead: number;
  /** The usual logarithms: defaults; the capacity at the largest flow seen. */
  readonly centre: Float64Array;
  readonly #grid: SewerGrid;
  readonly #used: Uint32Array;
  readonly #rain: Float64Array;
  readonly #base: SewerParameters;
  /** A column for each solved parameter, at the used cells. */
  readonly #columns: Float64Array[];
  readonly #flow: Float64Array;
  readonly #matrix = new Float64Array(SOLVED.length ** 2);
  readonly #right = new Float64Array(SOLVED.length);

  constructor(grid: SewerGrid, used: Uint32Array, lead: number) {
    this.#grid = grid;
    this.lead = lead;
    this.#used = used;
    this.#flow = Float64Array.from(used, (i) => grid.flow[i]);
    const mean = this.#flow.reduce((sum, q) => sum + q, 0) / used.length;
    this.variance = this.#flow.reduce((sum, q) => sum + (q - mean) ** 2, 0);
    const largest = this.#flow.reduce((a, b) => Math.max(a, b), 0);
    this.#base = { ...defaultSewer(), ...grid.climate, rain_lead: lead, flow_capacity: largest };
    this.#rain = leadingRain(this.#base, grid);
    this.centre = Float64Array.from(SEARCHED_NAMES, (name) => Math.log(this.#base[name]));
    this.#columns = SOLVED.map(() => new Float64Array(used.length));
    const terms = new Float64Array(RHYTHM_TERMS.length);
    for (let k = 0; k < used.length; k++) {
      rhythmTerms(grid.start + used[k] * grid.stepH * 3_600_000, terms);
      for (let j = 0; j < terms.length; j++) this.#columns[AREAS.length + j][k] = terms[j];
    }
    this.#fillRhythmProducts();
  }

  minimise(start: Float64Array, iterations: number): Minimum {
    return levenbergMarquardt(
      (x, out) => this.#residuals(x, out),
      this.#used.length + SEARCHED_NAMES.length,
      start,
      iterations,
    );
  }

  /** All parameters that belong to searched logarithms. */
  parameters(x: Float64Array): SewerParameters {
    const parameters = this.#shape(x);
    const solved = this.#solve(parameters);
    SOLVED.forEach((name, j) => {
      parameters[name] = solved[j];
    });
    return parameters;
  }

  #shape(x: Float64Array): SewerParameters {
    const parameters = { ...this.#base };
    SEARCHED_NAMES.forEach((name, j) => {
      const { min, max } = SEWER_PARAMETERS[name];
      parameters[name] = Math.min(max, Math.max(min, Math.exp(x[j])));
    });
    return parameters;
  }

  #residuals(x: Float64Array, out: Float64Array): number {
    const parameters = this.#shape(x);
    const solved = this.#solve(parameters);
    const { flow_capacity } = parameters;
    const columns = this.#columns;
    const count = this.#used.length;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      let flow = 0;
      for (let j = 0; j < columns.length; j++) flow += solved[j] * columns[j][k];
      out[k] = this.#flow[k] - (flow > flow_capacity ? flow_capacity : flow);
      sum += out[k] * out[k];
    }
    const weight = Math.sqrt(PRIOR_WEIGHT * this.variance);
    for (let j = 0; j < x.length; j++) {
      out[count + j] = (weight * (x[j] - this.centre[j])) / SEARCHED[SEARCHED_NAMES[j]];
      sum += out[count + j] ** 2;
    }
    return sum;
  }

  /** Runs the model for the columns of the areas and solves for all linear parameters. */
  #solve(parameters: SewerParameters): Float64Array {
    const { start, stepH, temperature } = this.#grid;
    const rain = this.#rain;
    const model = warmedModel(parameters, stepH, start);
    const [fast, quick, ground] = this.#columns;
    for (let i = 0, k = 0; i < rain.length && k < this.#used.length; i++) {
      model.step(rain[i], temperature[i]);
      if (this.#used[k] !== i) continue;
      fast[k] = model.fast;
      quick[k] = model.quick;
      ground[k] = model.ground;
      k++;
    }
    for (let a = 0; a < AREAS.length; a++) this.#fillProducts(a);
    return solvePositive(this.#matrix, this.#right, POSITIVE);
  }

  /** The products of the rhythm's columns do not change from trial to trial. */
  #fillRhythmProducts(): void {
    for (let a = AREAS.length; a < SOLVED.length; a++) this.#fillProducts(a);
  }

  /** Row and column `a` of the normal equations. */
  #fillProducts(a: number): void {
    const n = SOLVED.length;
    const column = this.#columns[a];
    for (let b = a; b < n; b++) this.#matrix[a * n + b] = this.#matrix[b * n + a] = dot(column, this.#columns[b]);
    this.#right[a] = dot(column, this.#flow);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
