/** The labels of one minute of readings: kind and event of each, by comparison with what would have been. */

import { QUALITY } from '../core/frame.ts';
import { TICKS_PER_MINUTE } from '../core/time.ts';
import type { Run } from './run.ts';
import type { ReadingMinute } from './subtype.ts';
import type { World } from './world.ts';

const { missing: MISSING } = QUALITY;

export class Labels {
  /** Kind codes and event ids, twelve rows of one a sensor; 0 where the reading is normal. */
  readonly kinds: Uint8Array;
  readonly events: Uint32Array;
  readonly #margins: Float64Array;
  readonly #settling: Float64Array;
  #dirty = false;

  /**
   * @param margins of labels, by column
   * @param settling margins of the question whether a disturbance is over
   */
  constructor(margins: Float64Array, settling: Float64Array) {
    this.#margins = margins;
    this.#settling = settling;
    this.kinds = new Uint8Array(TICKS_PER_MINUTE * margins.length);
    this.events = new Uint32Array(TICKS_PER_MINUTE * margins.length);
  }

  clear(): void {
    if (!this.#dirty) return;
    this.kinds.fill(0);
    this.events.fill(0);
    this.#dirty = false;
  }

  /**
   * Labels where the plant as it is reads otherwise than the undisturbed one. With several disturbances a reading goes
   * to the one that moves it most.
   * @param worlds the undisturbed one first, each next with one disturbance more, the reported one last
   * @param runs the disturbances, `runs[i]` being what `worlds[i + 1]` has and `worlds[i]` has not
   * @param minute of the rows, since the start of the run
   */
  labelPlant(worlds: readonly World[], runs: readonly Run[], minute: number): void {
    for (let i = 0; i < runs.length; i++) this.#notice(worlds[i], worlds[i + 1], runs[i], minute);
    const clean = worlds[0];
    const reported = worlds[worlds.length - 1];
    const margins = this.#margins;
    const count = margins.length;
    const { values } = reported;
    const { values: expected } = clean;
    for (let row = 0, at = 0; row < TICKS_PER_MINUTE; row++) {
      for (let column = 0; column < count; column++, at++) {
        const difference = Math.abs(values[at] - expected[at]);
        if (difference <= margins[column]) continue;
        if (difference > margins[column] || onlyOneHas(clean, reported, at)) this.#set(runs[mostMoved(worlds, at)], at);
      }
    }
  }

  /** Labels what a falsifying effect has done in the rows `from` … `to - 1`, by the rule of its subtype. */
  labelReadings(run: Run, minute: ReadingMinute, from: number, to: number): void {
    const columns = run.effect?.readings?.columns ?? [];
    const rule = run.plan.subtype.labels;
    for (let row = from; row < to; row++) {
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i];
        const at = row * minute.stride + column;
        const isLabelled =
          rule === 'in_force' ||
          (rule === 'marked' ? minute.marks[at] === 1 : run.isFalsified(column) || this.#isFalse(minute, at, column));
        if (!isLabelled) continue;
        run.falsify(column);
        this.#set(run, at);
      }
    }
  }

  /**
   * Counts the minute's labels in the truth about their events, when no reading will be labelled anew.
   * @param runs all of the run, by id from 1
   */
  count(runs: readonly Run[], minute: number): void {
    if (!this.#dirty) return;
    const count = this.#margins.length;
    for (let row = 0, at = 0; row < TICKS_PER_MINUTE; row++) {
      for (let column = 0; column < count; column++, at++) {
        const id = this.events[at];
        if (id > 0) runs[id - 1].count(column, minute * TICKS_PER_MINUTE + row);
      }
    }
  }

  /** Whether the report is further than the margin from what a healthy instrument would report. */
  #isFalse({ values, quality, honest, honestQuality }: ReadingMinute, at: number, column: number): boolean {
    if ((quality[at] === MISSING) !== (honestQuality[at] === MISSING)) return true;
    return Math.abs(values[at] - honest[at]) > this.#margins[column];
  }

  /** Notes the minute in the run if it moves any reading but a contact's by more than the margin, or by more than half of it. */
  #notice(without: World, within: World, run: Run, minute: number): void {
    const margins = this.#settling;
    const count = margins.length;
    const { values } = within;
    const { values: expected } = without;
    let half = false;
    for (let row = 0, at = 0; row < TICKS_PER_MINUTE; row++) {
      for (let column = 0; column < count; column++, at++) {
        const difference = Math.abs(values[at] - expected[at]);
        if (2 * difference <= margins[column]) continue;
        const isContact = margins[column] === Number.POSITIVE_INFINITY;
        if (difference > margins[column] || (!isContact && onlyOneHas(without, within, at))) {
          run.lastMinute = run.lastHalfMinute = minute;
          return;
        }
        if (difference > 0) half = true;
      }
    }
    if (half) run.lastHalfMinute = minute;
  }

  #set(run: Run, at: number): void {
    this.kinds[at] = run.code;
    this.events[at] = run.id;
    this.#dirty = true;
  }
}

function onlyOneHas(a: World, b: World, at: number): boolean {
  return (a.quality[at] === MISSING) !== (b.quality[at] === MISSING);
}

/** Place of the disturbance that moves a reading most. */
function mostMoved(worlds: readonly World[], at: number): number {
  let most = 0;
  let place = 0;
  for (let i = 0; i + 1 < worlds.length; i++) {
    if (onlyOneHas(worlds[i], worlds[i + 1], at)) return i;
    const moved = Math.abs(worlds[i].values[at] - worlds[i + 1].values[at]);
    if (!(moved > most)) continue;
    most = moved;
    place = i;
  }
  return place;
}
