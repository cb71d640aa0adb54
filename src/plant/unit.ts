/**
 * A unit of the plant: a slice of the one coupled state vector, fed by streams, filling streams.
 *
 * A stream is a Float64Array of `STREAM_LENGTH`: the concentrations of all components, then the flow (m³/d).
 * The station calls `derive` of its units in the order of flow, several times a step (once a solver stage);
 * units read only their own states and inlet streams that are already filled, so one pass suffices: every
 * loop of the plant runs through a state. `minute` is called once between steps for what switches rather
 * than flows (backwash, rakes, pump duty) and for slowly moving coefficients.
 */

import { STATION_COMPONENTS } from './components.ts';

export const Q = STATION_COMPONENTS;
export const STREAM_LENGTH = STATION_COMPONENTS + 1;
export type Stream = Float64Array;
export const createStream = (): Stream => new Float64Array(STREAM_LENGTH);

export interface Unit {
  /** Length of the unit's slice of the state vector. */
  readonly states: number;
  /** Writes a plausible start into its slice, `y[at] … y[at + states - 1]`. */
  initialise(y: Float64Array, at: number): void;
  /** Fills the outlet streams and `dy[at] …` (per day) from `y[at] …` and the inlet streams. Allocates nothing. */
  derive(y: Float64Array, at: number, dy: Float64Array): void;
  /** Once a simulated minute, the `minute`th since the start; may change the unit's switches and even its states. */
  minute?(minute: number, y: Float64Array, at: number): void;
  /** Everything that is not in `y` and is needed to go on exactly from here (switches, timers), as numbers. */
  save?(): number[];
  restore?(saved: readonly number[]): void;
}
