/**
 * Tertiary filtration: four equal sand filters in parallel, washed one at a time with filtered water and air.
 *
 * The filters hold back a share of all particulates and fill with them; head loss grows with the solids and with the
 * velocity. A cell is washed when its head loss or its time is up; the wash water carries its solids to the liquor
 * tank. The composition of the captured solids is kept for all cells together, their mass for each. The water above
 * and in the sand is not counted: solubles pass without delay.
 */

import { MINUTES_PER_DAY } from '../../core/time.ts';
import { STATION_COMPONENTS } from '../components.ts';
import { tapIndex } from '../taps.ts';
import { Q, type Stream, type Unit } from '../unit.ts';
import { CONTENTS, PARTICULATES } from './contents.ts';
import { blowerPower, liftingPower, weirHead } from './energy.ts';
import { type Ranges, withDefaults } from './parameters.ts';

export interface FilterParameters {
  /** Surface of a cell, m². */
  area: number;
  /** Removed share of the particulates at no velocity; at the design velocity a sixteenth less. */
  removal: number;
  /** Filtration velocity for which the filters are designed, m/h. */
  designVelocity: number;
  /** Head loss of a clean cell, and at which it is washed, at the design velocity, m. */
  cleanHeadLoss: number;
  washHeadLoss: number;
  /** Solids between those two, kg/m². */
  capacity: number;
  /** Each cell has its turn once in so long, whatever its head loss, h; a wash takes so long, min. */
  washInterval: number;
  washTime: number;
  /** Least time between two washes, min: the tank of the wash water empties meanwhile. */
  washPause: number;
  /** Wash water, m/h on the cell's surface; never more than half of what the other cells filter. */
  washVelocity: number;
  /** Solids of a cell under wash come off with this time constant, min. */
  detachTime: number;
  /** Scouring air during a wash, m/h on the cell's surface. */
  airVelocity: number;
  /** Head of the lift to the filters and of the wash pump, m; efficiency of pumps and blower. */
  liftHead: number;
  washHead: number;
  efficiency: number;
  /** Water over the sand at no flow, m; length of the inlet weir, m. */
  depth: number;
  weirLength: number;
}

/** Removal 70–80 %, head loss 0.3 → 2 m, wash at 2 m or 24 h: Metcalf & Eddy (2014). Air and water wash: 10 and 50 m/h. */
export const FILTER: Readonly<FilterParameters> = {
  area: 30,
  removal: 0.8,
  designVelocity: 7.2,
  cleanHeadLoss: 0.3,
  washHeadLoss: 2,
  capacity: 2.5,
  washInterval: 24,
  washTime: 12,
  washPause: 60,
  washVelocity: 10,
  detachTime: 3,
  airVelocity: 50,
  liftHead: 3,
  washHead: 10,
  efficiency: 0.7,
  depth: 1.2,
  weirLength: 8,
};

const RANGES: Ranges<FilterParameters> = {
  area: [1, 1000],
  removal: [0, 1],
  designVelocity: [1, 40],
  cleanHeadLoss: [0.05, 2],
  washHeadLoss: [0.3, 5],
  capacity: [0.1, 50],
  washInterval: [2, 240],
  washTime: [3, 60],
  washPause: [0, 240],
  washVelocity: [1, 100],
  detachTime: [0.5, 30],
  airVelocity: [0, 200],
  liftHead: [0, 20],
  washHead: [0, 30],
  efficiency: [0.2, 1],
  depth: [0.1, 5],
  weirLength: [0.5, 100],
};

export const FILTER_CELLS = 4;
const NONE = -1;
/** Before the first wash no pause is due. */
const LONG_AGO = 1e6;
const POOL_COUNT = PARTICULATES.length;
const CELLS_AT = POOL_COUNT;
const STATES = POOL_COUNT + FILTER_CELLS;
const solidsOf = Float64Array.from(PARTICULATES, (c) => CONTENTS.tss[c]);
/** Removal falls by a sixteenth at the design velocity, and by a tenth when the cells are full on average (estimates). */
const VELOCITY_EFFECT = 1 / 15;
const FULLNESS_EFFECT = 0.1;
const GRAVITY = 9.81;
/** Pressure of the scouring air, kPa absolute: water and sand above the nozzles. */
const AIR_PRESSURE = 145;
const ATMOSPHERE = 101.3;

const HEAD_LOSS = ([1, 2, 3, 4] as const).map((cell) => tapIndex(`filter${cell}.head_loss`));
const LEVEL = tapIndex('filter.level');
const WASH_FLOW = tapIndex('backwash.flow');
const WASH_PUMP = tapIndex('backwash_pump.running');
const POWER = tapIndex('tertiary.power');

export class Filters implements Unit {
  readonly states = STATES;
  readonly parameters: FilterParameters;
  /** Lever: 1 the cell can work, 0 it is shut. */
  readonly available = new Float64Array(FILTER_CELLS).fill(1);
  /** Lever: head loss of a cell relative to what its solids explain, 1 normal, more for clogged sand. */
  readonly clogging = new Float64Array(FILTER_CELLS).fill(1);
  /** Lever: the wash pump's flow as a share of what it should be; 0 stops all washes. */
  washHealth = 1;
  /** Lever: removal as a share of what it should be (short circuits, lost sand). */
  captureHealth = 1;

  readonly #in: Stream;
  readonly #filtered: Stream;
  readonly #wash: Stream;
  /** Cell under wash, or NONE, and for how long, min. */
  #washing = NONE;
  #washMinutes = 0;
  /** Minutes since the last wash ended. */
  #restMinutes = LONG_AGO;
  /** Hours since each cell's last wash, staggered at the start. */
  readonly #hours = Float64Array.from({ length: FILTER_CELLS }, (_, cell) => cell);

  constructor(inlet: Stream, filtered: Stream, washWater: Stream, overrides: Partial<FilterParameters> = {}) {
    this.#in = inlet;
    this.#filtered = filtered;
    this.#wash = washWater;
    this.parameters = withDefaults('filter', FILTER, overrides, RANGES);
    this.initialise(new Float64Array(STATES), 0);
  }

  /** Cells a fifth full of solids as biomass, their last washes spread over the interval. */
  initialise(y: Float64Array, at: number): void {
    const { area, capacity, washInterval } = this.parameters;
    const perCell = 0.2 * capacity * 1000 * area;
    y.fill(0, at, at + STATES);
    // The first particulate is X_I: dry solids are 0.75 of it.
    y[at] = (FILTER_CELLS * perCell) / solidsOf[0];
    for (let cell = 0; cell < FILTER_CELLS; cell++) {
      y[at + CELLS_AT + cell] = perCell;
      this.#hours[cell] = (cell * washInterval) / FILTER_CELLS;
    }
    this.#washing = NONE;
    this.#washMinutes = 0;
    this.#restMinutes = LONG_AGO;
  }

  /** States: captured particulates of all cells [g], then the dry solids of each cell [g]. */
  derive(y: Float64Array, at: number, dy: Float64Array): void {
    const inlet = this.#in;
    const filtered = this.#filtered;
    const wash = this.#wash;
    const { area, detachTime, washVelocity } = this.parameters;
    const flow = inlet[Q];
    const working = this.#workingCells();
    let total = 0;
    for (let cell = 0; cell < FILTER_CELLS; cell++) total += y[at + CELLS_AT + cell];
    const removal = this.#removal(flow, working, total);

    const fullWash = washVelocity * 24 * area * this.washHealth;
    const washFlow = this.#washing === NONE ? 0 : fullWash < 0.5 * flow ? fullWash : 0.5 * flow;
    const detaching = washFlow > 0 ? ((MINUTES_PER_DAY / detachTime) * washFlow) / fullWash : 0;
    const detached = detaching > 0 ? detaching * y[at + CELLS_AT + this.#washing] : 0;
    const poolShare = total > 0 ? detached / total : 0;
    const perWashFlow = washFlow > 0 ? 1 / washFlow : 0;

    for (let i = 0; i < STATION_COMPONENTS; i++) {
      const c = inlet[i];
      filtered[i] = c;
      wash[i] = c;
    }
    let captured = 0;
    for (let k = 0; k < POOL_COUNT; k++) {
      const i = PARTICULATES[k];
      const c = inlet[i];
      const held = removal * flow * c;
      const leaving = poolShare * y[at + k];
      dy[at + k] = held - leaving;
      captured += held * solidsOf[k];
      filtered[i] = (1 - removal) * c;
      wash[i] = (1 - removal) * c + leaving * perWashFlow;
    }
    filtered[Q] = flow - washFlow;
    wash[Q] = washFlow;

    const perCell = working > 0 ? captured / working : 0;
    for (let cell = 0; cell < FILTER_CELLS; cell++) dy[at + CELLS_AT + cell] = this.#works(cell) ? perCell : 0;
    if (this.#washing !== NONE) dy[at + CELLS_AT + this.#washing] -= detached;
  }

  /** Starts, times and ends washes: one cell at a time, the one with the highest head loss of those that are due. */
  minute(minute: number, y: Float64Array, at: number): void {
    const { washTime, washPause, washHeadLoss } = this.parameters;
    const hours = this.#hours;
    for (let cell = 0; cell < FILTER_CELLS; cell++) hours[cell] += 1 / 60;
    if (this.#washing !== NONE) {
      this.#washMinutes++;
      if (this.#washMinutes < washTime && this.washHealth > 0) return;
      hours[this.#washing] = 0;
      this.#washing = NONE;
      this.#restMinutes = 0;
    }
    this.#restMinutes++;
    if (this.#restMinutes < washPause || this.washHealth <= 0 || this.#in[Q] <= 0) return;
    let worst = 0;
    for (let cell = 0; cell < FILTER_CELLS; cell++) {
      const headLoss = this.headLoss(cell, y, at);
      const due = headLoss >= washHeadLoss || this.#missedTurn(cell, minute);
      if (due && this.available[cell] > 0 && headLoss > worst) {
        worst = headLoss;
        this.#washing = cell;
        this.#washMinutes = 0;
      }
    }
  }

  /**
   * Whether a cell's turn has come since its last wash. Turns go by the
   * clock, evenly over the interval, as operators schedule them: counted from the last wash, one disturbance would shift all
   * washes ever after.
   */
  #missedTurn(cell: number, minute: number): boolean {
    const { washInterval } = this.parameters;
    const clock = minute / 60 - (cell * washInterval) / FILTER_CELLS;
    const sinceTurn = clock - washInterval * Math.floor(clock / washInterval);
    return this.#hours[cell] > sinceTurn;
  }

  /** Head loss of a cell at the present flow, m; zero while it is washed or shut. */
  headLoss(cell: number, y: Float64Array, at: number): number {
    if (!this.#works(cell)) return 0;
    const { area, designVelocity, cleanHeadLoss, washHeadLoss, capacity } = this.parameters;
    const fullness = y[at + CELLS_AT + cell] / (1000 * capacity * area);
    const still = cleanHeadLoss + (washHeadLoss - cleanHeadLoss) * fullness;
    return (still * this.clogging[cell] * this.#velocity(this.#in[Q], this.#workingCells())) / designVelocity;
  }

  writeSignals(y: Float64Array, at: number, truth: Float64Array): void {
    const { area, airVelocity, liftHead, washHead, efficiency, depth, weirLength } = this.parameters;
    const flow = this.#in[Q];
    const washFlow = this.#wash[Q];
    let sum = 0;
    for (let cell = 0; cell < FILTER_CELLS; cell++) {
      const headLoss = this.headLoss(cell, y, at);
      truth[HEAD_LOSS[cell]] = GRAVITY * headLoss;
      sum += headLoss;
    }
    // The outlet valves keep the level; some of the head loss shows nevertheless (estimate: a tenth).
    truth[LEVEL] = depth + weirHead(flow, weirLength) + 0.1 * (sum / FILTER_CELLS);
    truth[WASH_FLOW] = washFlow;
    truth[WASH_PUMP] = washFlow > 0 ? 1 : 0;
    const air = washFlow > 0 ? blowerPower(airVelocity * area, ATMOSPHERE, AIR_PRESSURE, 20, efficiency) : 0;
    truth[POWER] = liftingPower(flow, liftHead, efficiency) + liftingPower(washFlow, washHead, efficiency) + air;
  }

  save(): number[] {
    return [
      this.washHealth,
      this.captureHealth,
      this.#washing,
      this.#washMinutes,
      this.#restMinutes,
      ...this.#hours,
      ...this.available,
      ...this.clogging,
    ];
  }

  restore(saved: readonly number[]): void {
    [this.washHealth, this.captureHealth, this.#washing, this.#washMinutes, this.#restMinutes] = saved;
    const arrays = saved.slice(5);
    this.#hours.set(arrays.slice(0, FILTER_CELLS));
    this.available.set(arrays.slice(FILTER_CELLS, 2 * FILTER_CELLS));
    this.clogging.set(arrays.slice(2 * FILTER_CELLS));
  }

  #works(cell: number): boolean {
    return cell !== this.#washing && this.available[cell] > 0;
  }

  #workingCells(): number {
    let count = 0;
    for (let cell = 0; cell < FILTER_CELLS; cell++) if (this.#works(cell)) count++;
    return count;
  }

  /** m/h */
  #velocity(flow: number, working: number): number {
    return working > 0 ? flow / (24 * this.parameters.area * working) : 0;
  }

  /** Held back share of the particulates; nothing once no cell works and all water goes past them. */
  #removal(flow: number, working: number, total: number): number {
    if (working === 0) return 0;
    const { area, removal, designVelocity, capacity } = this.parameters;
    const velocity = this.#velocity(flow, working) / designVelocity;
    const fullness = total / (FILTER_CELLS * 1000 * capacity * area);
    const weakened = 1 + VELOCITY_EFFECT * velocity * velocity + FULLNESS_EFFECT * fullness * fullness * fullness;
    return (removal * this.captureHealth) / weakened;
  }
}
