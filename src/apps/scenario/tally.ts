/** A simulation that counts, as it goes, how many readings of each sensor each event has labelled. */

import type { Frame } from '../../core/frame.ts';
import type { Simulation } from '../../pipeline/simulation.ts';

export class TalliedSimulation implements Simulation {
  readonly sensors: Simulation['sensors'];
  readonly startTime: number;
  readonly anomalies: Simulation['anomalies'];
  readonly #simulation: Simulation;
  /** By event id: labelled readings by place of the sensor. */
  readonly #counts: Uint32Array[] = [];

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.sensors = simulation.sensors;
    this.startTime = simulation.startTime;
    this.anomalies = simulation.anomalies;
  }

  /** Labelled readings of a sensor that are an event's. */
  count(event: number, sensorId: string): number {
    return this.#counts[event]?.[this.sensors.findIndex(({ id }) => id === sensorId)] ?? 0;
  }

  next(frame: Frame): void {
    this.#simulation.next(frame);
  }

  /** Counts too: to be called once a frame. */
  readLabels(kinds: Uint8Array, events: Uint32Array): void {
    this.#simulation.readLabels(kinds, events);
    for (let i = 0; i < kinds.length; i++) {
      if (kinds[i] === 0) continue;
      this.#counts[events[i]] ??= new Uint32Array(this.sensors.length);
      this.#counts[events[i]][i]++;
    }
  }

  setpoints() {
    return this.#simulation.setpoints();
  }

  setSetpoint(name: string, value: number): void {
    this.#simulation.setSetpoint(name, value);
  }

  truth(tap: string): number {
    return this.#simulation.truth(tap);
  }
}
