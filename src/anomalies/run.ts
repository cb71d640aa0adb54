/** One event under way: its plan, its effect, and the truth about it as far as it has come. */

import { kindCode } from '../core/anomaly-kinds.ts';
import { TICK_MS, TICKS_PER_MINUTE } from '../core/time.ts';
import type { Sensor } from '../sensors/index.ts';
import type { AnomalyEvent, EventOrigin, EventState } from './event.ts';
import type { Plan } from './plan.ts';
import type { Effect } from './subtype.ts';

/** No label yet. */
const NEVER = -1;

export class Run {
  readonly id: number;
  readonly plan: Plan;
  readonly origin: EventOrigin;
  /** Label code of its kind. */
  readonly code: number;
  state: EventState = 'waiting';
  /** Made when the event begins. */
  effect: Effect | undefined;
  endTick: number;
  /** Labelled readings so far. */
  readings = 0;
  /** The last minutes in which it moved a reading by more than the margin, and by more than half of it. */
  lastMinute = 0;
  lastHalfMinute = 0;
  /** Tick of the first labelled reading of each sensor. */
  readonly #first: Float64Array;
  readonly #falsified: Uint8Array;
  readonly #startTime: number;
  readonly #sensors: readonly Sensor[];
  #recoveredTick = NEVER;

  constructor(id: number, plan: Plan, origin: EventOrigin, sensors: readonly Sensor[], startTime: number) {
    this.id = id;
    this.plan = plan;
    this.origin = origin;
    this.code = kindCode(plan.subtype.kind);
    this.endTick = plan.endTick;
    this.#sensors = sensors;
    this.#startTime = startTime;
    this.#first = new Float64Array(sensors.length).fill(NEVER);
    this.#falsified = new Uint8Array(sensors.length);
  }

  /** Whole minutes since the start of the run. */
  get startMinute(): number {
    return this.plan.startTick / TICKS_PER_MINUTE;
  }

  get endMinute(): number {
    return Math.ceil(this.endTick / TICKS_PER_MINUTE);
  }

  /** Minute from which its levers are back. */
  get releaseMinute(): number {
    return this.endMinute + (this.effect?.plant?.lingersMin ?? 0);
  }

  /** Whether it has falsified a reading of this sensor beyond the margin. */
  isFalsified(column: number): boolean {
    return this.#falsified[column] === 1;
  }

  falsify(column: number): void {
    this.#falsified[column] = 1;
  }

  /** Counts a labelled reading. */
  count(column: number, tick: number): void {
    if (this.#first[column] === NEVER) this.#first[column] = tick;
    this.readings++;
  }

  /** Nothing of it is left from this tick on. */
  finish(tick: number): void {
    this.state = 'over';
    this.effect = undefined;
    this.#recoveredTick = tick;
  }

  describe(): AnomalyEvent {
    const { subtype, place, magnitude, envelope, startTick } = this.plan;
    const names = place === '' ? this.plan.names : [place];
    const firsts = this.#sensors
      .map(({ id }, column) => ({ id, tick: this.#first[column] }))
      .filter(({ tick }) => tick !== NEVER)
      .sort((a, b) => a.tick - b.tick);
    return {
      id: this.id,
      kind: subtype.kind,
      subtype: subtype.name,
      origin: this.origin,
      state: this.state,
      start: this.#time(startTick),
      end: this.#time(this.endTick),
      recovered: this.#recoveredTick === NEVER ? undefined : this.#time(this.#recoveredTick),
      magnitude,
      unit: subtype.magnitude?.unit,
      shape: envelope.shape,
      cause: { type: subtype.acts, names: subtype.acts === 'influent' ? ['influent'] : names },
      sensors: firsts.map(({ id, tick }) => ({ id, first: this.#time(tick) })),
      readings: this.readings,
      technique: subtype.technique,
    };
  }

  #time(tick: number): number {
    return this.#startTime + tick * TICK_MS;
  }
}
