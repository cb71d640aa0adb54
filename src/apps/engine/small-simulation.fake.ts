/** Test support: the small plant as a simulation that a real generator can run, with anomalies on request. */

import type { Frame } from '../../core/frame.ts';
import { FakeSimulation } from '../../pipeline/live.fake.ts';
import type { SensorInfo } from '../../pipeline/simulation.ts';
import { SMALL_CHANNELS, SMALL_START, SmallPlant } from '../../pipeline/watch.fake.ts';

export class SmallSimulation extends FakeSimulation {
  override readonly sensors: SensorInfo[];
  override readonly startTime = SMALL_START;
  /** Added to the oxygen reading, and labelled as event 1 of kind 1 while it is not 0. */
  error = 0;
  readonly #plant: SmallPlant;

  constructor(seed = 1) {
    super(SMALL_CHANNELS.length);
    this.sensors = new FakeSimulation(SMALL_CHANNELS.length).sensors.map((sensor, i) => ({
      ...sensor,
      id: SMALL_CHANNELS[i],
    }));
    this.#plant = new SmallPlant(seed);
  }

  override next(frame: Frame): void {
    const { seq, time, values, quality } = this.#plant.next();
    frame.seq = seq;
    frame.time = time;
    frame.values.set(values);
    frame.quality.set(quality);
    frame.values[2] += this.error;
  }

  override readLabels(kinds: Uint8Array, events: Uint32Array): void {
    kinds.fill(0);
    events.fill(0);
    if (this.error === 0) return;
    kinds[2] = 1;
    events[2] = 1;
  }
}
