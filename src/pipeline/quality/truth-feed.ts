/** The events of a simulation as evaluation takes them. */

import type { TruthEvent } from '../../detector/evaluation/index.ts';
import type { Simulation } from '../simulation.ts';

/** Events as they begin. */
export class TruthFeed {
  readonly #simulation: Simulation;
  readonly #columns: ReadonlyMap<string, number>;
  #started = 0;
  readonly #known = new Set<number>();

  constructor(simulation: Simulation, ids: readonly string[]) {
    this.#simulation = simulation;
    this.#columns = new Map(ids.map((id, column) => [id, column]));
  }

  /** Those that have begun since the last call. */
  news(): TruthEvent[] {
    const { started } = this.#simulation.anomalies;
    const count = started.reduce((sum, kind) => sum + kind, 0);
    if (count === this.#started) return [];
    this.#started = count;
    const events = this.#simulation.anomalies.list().filter(({ id, state }) => {
      return state !== 'waiting' && !this.#known.has(id);
    });
    for (const { id } of events) this.#known.add(id);
    return events.map(({ id, kind, subtype, start, end, cause, magnitude }) => ({
      id,
      kind,
      subtype,
      start,
      end,
      magnitude,
      causes: cause.type === 'sensor' ? cause.names.map((name) => this.#columns.get(name) as number) : [],
    }));
  }
}
