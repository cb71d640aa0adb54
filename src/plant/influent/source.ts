/** Where raw sewage comes from: a generator, the benchmark's files, a recorded file. */

import { STATION_COMPONENTS } from '../components.ts';

/** An influent row: all components in the order of `COMPONENTS`, then these. */
export const INFLUENT = {
  /** Flow, m³/d. */
  Q: STATION_COMPONENTS,
  /** Rain intensity on the catchment, mm/h. */
  rain: STATION_COMPONENTS + 1,
  /** Air temperature, °C. */
  airTemperature: STATION_COMPONENTS + 2,
} as const;
export const INFLUENT_LENGTH = STATION_COMPONENTS + 3;

export interface InfluentSource {
  /**
   * Fills `out` (length `INFLUENT_LENGTH`) with the raw sewage that arrives during the minute from `t`.
   * Called once a simulated minute with `t` rising; allocates nothing.
   * @param t days since the start of the run (simulated)
   */
  at(t: number, out: Float64Array): void;
}
