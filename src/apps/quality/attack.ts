/** The robustness of a model of the station that a configuration describes. */

import type { Model } from '../../detector/index.ts';
import { measureRobustness, type Robustness } from '../../pipeline/quality/robustness/robustness.ts';
import { takeWindows } from '../../pipeline/quality/robustness/windows.ts';
import type { Config } from '../config/schema.ts';
import { createConfiguredSimulation } from '../simulation.ts';

/**
 * @param startTime simulated, of the station that is attacked, ms since the Unix epoch
 * @param onProgress called with the share of the work that is done
 */
export function robustnessOf(
  model: Model,
  config: Config,
  startTime: number,
  onProgress?: (share: number) => void,
): Robustness {
  const quiet = { ...config, anomaly_probability: 0, scenario: undefined };
  const windows = takeWindows(() => createConfiguredSimulation(quiet, startTime).simulation, startTime);
  return measureRobustness(model, windows, onProgress);
}
