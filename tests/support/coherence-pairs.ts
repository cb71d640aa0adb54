/** Redundant instruments: two of a kind at one place agree as their data sheets say. */

import type { Sensor } from '../../src/sensors/index.ts';
import { type Check, shifted } from './coherence.ts';
import { combine, deviation, mean } from './series.ts';

/** A check for each two instruments with the same tap and range. */
export function pairChecks(instruments: readonly Sensor[]): Check[] {
  const checks: Check[] = [];
  instruments.forEach((a, i) => {
    for (const b of instruments.slice(i + 1)) {
      if (a.tap !== '' && a.tap === b.tap) checks.push(pairCheck(a, b));
    }
  });
  return checks;
}

function pairCheck(a: Sensor, b: Sensor): Check {
  const span = a.range[1] - a.range[0];
  // Calibration errors are at most twice their standard deviation (docs/sensors.md).
  const calibration = 2 * span * (a.calibration + b.calibration);
  const scatter = Math.hypot(a.noise * span, b.noise * span, a.resolution / 3.5, b.resolution / 3.5);
  return {
    what: `${a.id} and ${b.id}`,
    figures: (r) => {
      const difference = combine((x, y) => x - y, r.of(a.id), r.of(b.id));
      return [
        ['mean difference', mean(difference), -calibration, calibration],
        ['spread of the difference', deviation(difference), 0.8 * scatter, 1.2 * scatter],
      ];
    },
    spoil: { [b.id]: shifted(3 * calibration) },
  };
}
