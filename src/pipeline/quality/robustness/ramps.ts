/** Sensors falsified by themselves, at once and slowly: the greatest false value that nobody notices. */

import { median } from '../../../detector/evaluation/index.ts';
import type { Model } from '../../../detector/index.ts';
import type { SensorInfo } from '../../simulation.ts';
import { runTrial } from './trial.ts';
import { type AttackWindow, EVENT_TICKS } from './windows.ts';

/** Share of a sensor's span by which it is falsified. (estimate: what changes an operator's mind) */
const BIAS = 0.1;
/** The slow attacker takes half of the window to get there. */
const RAMP_TICKS = EVENT_TICKS / 2;
/** The greatest unnoticed bias is looked for from a 4,096th of the span to the whole, to within a seventh of itself. */
const LEAST_EXPONENT = -12;
const HALVINGS = 6;
/** Sensors tried in each window, apart from each other in the catalogue. */
const SENSORS_PER_WINDOW = 3;
const STRIDE = 17;

export interface RampFigures {
  /** Sensors whose sudden bias was found, and those of them that were found when it came slowly. */
  readonly clean: number;
  readonly still: number;
  /** Median, over sensors, of the greatest sudden bias that was not found within two hours, share of the span. */
  readonly unnoticed: number;
}

export function measureRamps(
  model: Model,
  windows: readonly AttackWindow[],
  sensors: readonly Pick<SensorInfo, 'type' | 'range'>[],
): RampFigures {
  const analog = sensors.flatMap(({ type }, column) => (type === 'status_pompes' ? [] : [column]));
  let clean = 0;
  let still = 0;
  const unnoticed: number[] = [];
  for (const [w, window] of windows.entries()) {
    for (let k = 0; k < SENSORS_PER_WINDOW; k++) {
      const column = analog[(STRIDE * (w * SENSORS_PER_WINDOW + k)) % analog.length];
      const [low, high] = sensors[column].range;
      const isFound = (share: number, rampTicks: number) => {
        const { foundAfter } = runTrial(model, window, 'undisturbed', (values, _, tick) => {
          values[column] += share * (high - low) * Math.min(1, (tick + 1) / rampTicks);
        });
        return Number.isFinite(foundAfter);
      };
      if (isFound(BIAS, 1)) {
        clean++;
        if (isFound(BIAS, RAMP_TICKS)) still++;
      }
      if (k === 0) unnoticed.push(greatestUnnoticed((share) => isFound(share, 1)));
    }
  }
  return { clean, still, unnoticed: median(unnoticed) };
}

/** Bisection of the exponent of two: what is found is taken to be found when it is greater, too. */
function greatestUnnoticed(isFound: (share: number) => boolean): number {
  let [low, high] = [LEAST_EXPONENT, 0];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (isFound(2 ** middle)) high = middle;
    else low = middle;
  }
  return 2 ** low;
}
