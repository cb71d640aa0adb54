/** Frames of the labelled station, kept, so that what is measured is not their making. */

import { createFrame, type Frame } from '../../core/frame.ts';
import type { Simulation } from '../../pipeline/simulation.ts';

export interface LabelledFrame extends Frame {
  /** Event id of each reading, 0 where it is normal. */
  readonly events: Uint32Array;
}

export function takeFrames(simulation: Simulation, count: number): LabelledFrame[] {
  const sensors = simulation.sensors.length;
  const kinds = new Uint8Array(sensors);
  return Array.from({ length: count }, () => {
    const frame = { ...createFrame(sensors), events: new Uint32Array(sensors) };
    simulation.next(frame);
    simulation.readLabels(kinds, frame.events);
    return frame;
  });
}
