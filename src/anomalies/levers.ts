/** The levers of the plant under all disturbances at once, in every world that has them. */

import { TICKS_PER_MINUTE } from '../core/time.ts';
import { intensity } from './envelope.ts';
import type { Run } from './run.ts';
import type { World } from './world.ts';

const SECONDS_PER_MINUTE = 60;

/**
 * Sets the levers for the coming minute: as in the undisturbed world, then moved by one disturbance after the other, so that
 * two on the same lever add up and what an operator changes meanwhile counts.
 * @param worlds and runs as in `Labels.labelPlant`
 */
export function moveLevers(worlds: readonly World[], runs: readonly Run[], minute: number): void {
  const clean = worlds[0].station;
  for (const run of runs) {
    const part = run.effect?.plant;
    if (part === undefined) continue;
    if (minute < run.releaseMinute) part.minute?.(strength(run, minute), worlds[worlds.length - 1].station);
  }
  for (let w = 1; w < worlds.length; w++) {
    const { station } = worlds[w];
    for (let i = 0; i < w; i++) runs[i].effect?.plant?.reset(station, clean);
    for (let i = 0; i < w; i++) {
      const run = runs[i];
      if (minute < run.releaseMinute) run.effect?.plant?.move(station, strength(run, minute));
    }
    station.refresh();
  }
}

/** Intensity in a minute, 0 once the cause has ended, though its effect may linger. */
function strength({ plan, endTick }: Run, minute: number): number {
  const tick = minute * TICKS_PER_MINUTE;
  return tick < endTick
    ? intensity(plan.envelope, SECONDS_PER_MINUTE * (minute - plan.startTick / TICKS_PER_MINUTE))
    : 0;
}
