/** Plant → instruments → frames: the whole station as one deterministic sequence of frames. */

import type { AnomalyControl } from '../anomalies/event.ts';
import type { Frame } from '../core/frame.ts';
import type { Setpoint as SetpointInfo } from '../plant/station/setpoints.ts';
import type { SensorInfo } from '../sensors/index.ts';

export type { SensorInfo, SetpointInfo };

/** Frames one after the other, with the truth about each. */
export interface FrameSource {
  readonly sensors: readonly SensorInfo[];
  /** Simulated time of frame 0, ms since the Unix epoch. */
  readonly startTime: number;
  /** Advances one tick (5 s) and fills `frame`. Allocates nothing. */
  next(frame: Frame): void;
  /** Kind code and event id of each reading of the frame last given by `next`; 0 where it is normal. */
  readLabels(kinds: Uint8Array, events: Uint32Array): void;
}

export interface Simulation extends FrameSource {
  /** What goes wrong: events past, present and planned, and how to add some. */
  readonly anomalies: AnomalyControl;
  /** As the operator has set them, whatever an attacker or a fault makes of them. */
  setpoints(): SetpointInfo[];
  /** Takes effect at the next simulated minute; throws ConfigError for an unknown name or a value out of range. */
  setSetpoint(name: string, value: number): void;
  /** The truth of a tap at the last whole minute; NaN for an unknown name. For `/v1/station` and compliance. */
  truth(tap: string): number;
}
