/** A set of equal machines (pumps, blowers) of which some run and the duty passes round, as in every plant. */

import { MINUTES_PER_DAY } from '../../core/time.ts';

export class PumpGroup {
  /** Lever: 1 a machine can run, 0 it has failed or is out for maintenance. */
  readonly available: Float64Array;
  /** 1 running, 0 standing; set by `update`. */
  readonly running: Float64Array;
  readonly #rotationMinutes: number;

  /**
   * @param count machines in the group
   * @param rotationDays how long one machine leads before the next does
   */
  constructor(count: number, rotationDays = 1) {
    this.available = new Float64Array(count).fill(1);
    this.running = new Float64Array(count);
    this.#rotationMinutes = rotationDays * MINUTES_PER_DAY;
  }

  /**
   * Starts as many machines as needed, from the leader of the day on, skipping those that cannot run.
   * @param minute minutes since the start of the run
   * @returns how many run: fewer than needed when too few are available
   */
  update(minute: number, needed: number): number {
    const { available, running } = this;
    const count = running.length;
    const leader = Math.floor(minute / this.#rotationMinutes) % count;
    let started = 0;
    for (let i = 0; i < count; i++) {
      const machine = (leader + i) % count;
      const starts = started < needed && available[machine] > 0;
      running[machine] = starts ? 1 : 0;
      if (starts) started++;
    }
    return started;
  }

  save(): number[] {
    return [...this.available, ...this.running];
  }

  restore(saved: readonly number[]): void {
    const count = this.running.length;
    for (let i = 0; i < count; i++) {
      this.available[i] = saved[i];
      this.running[i] = saved[count + i];
    }
  }

  /** How many numbers `save` gives. */
  get saved(): number {
    return 2 * this.running.length;
  }
}
