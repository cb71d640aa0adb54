/** Three days of the station's readings for the picture: a seeded run, as anybody gets it. */

import { flagOverride, loadConfig } from '../../src/apps/config/load.ts';
import { createConfiguredSimulation } from '../../src/apps/simulation.ts';
import { createFrame } from '../../src/core/frame.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../src/core/time.ts';
import type { Simulation } from '../../src/pipeline/simulation.ts';

/** The default seed, and a day from which on it is dry, then rains, then clears up. */
export const START = '2026-05-05';
export const DAYS = 3;
/** Minutes from one reading shown to the next. */
export const STEP_MIN = 5;

export interface Readings {
  /** Every `STEP_MIN` minutes the reading of that tick, by sensor. */
  readonly of: (sensor: string) => readonly number[];
  /** Rain of the weather model, mm/h. */
  readonly rain: readonly number[];
}

export function threeDays(): Readings {
  const config = loadConfig({ flags: [flagOverride('--start', ['start'], START)] });
  return sample(createConfiguredSimulation(config, Date.parse(START)).simulation);
}

function sample(simulation: Simulation): Readings {
  const frame = createFrame(simulation.sensors.length);
  const columns = simulation.sensors.map((): number[] => []);
  const rain: number[] = [];
  for (let tick = 0; tick < DAYS * TICKS_PER_DAY; tick++) {
    simulation.next(frame);
    if (tick % (STEP_MIN * TICKS_PER_MINUTE) !== 0) continue;
    columns.forEach((column, i) => {
      column.push(frame.values[i]);
    });
    rain.push(simulation.truth('rain.intensity'));
  }
  return {
    of: (sensor) => columns[simulation.sensors.findIndex(({ id }) => id === sensor)],
    rain,
  };
}
