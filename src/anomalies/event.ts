/** Events: what is asked for, and what is known of one once it has been planned. */

import type { AnomalyKind } from '../core/anomaly-kinds.ts';
import type { Shape } from './envelope.ts';
import type { Technique } from './subtype.ts';

/** What a scenario, an operator of the simulator or the random schedule asks for. */
export interface EventRequest {
  readonly kind: AnomalyKind;
  readonly subtype: string;
  /**
   * For subtypes that act on sensors: ids (`BIO-O2-03`), globs (`BIO-O2-*`), `stage:desinfection`, `type:ph`;
   * for those that act on a unit or a set-point its name. Absent where there is nothing to choose.
   */
  readonly target?: readonly string[];
  /** Simulated time, ms since the Unix epoch; the next minute where absent. */
  readonly start?: number;
  /** Seconds; the subtype's default where absent. */
  readonly durationS?: number;
  /** In the subtype's unit; its default where absent. */
  readonly magnitude?: number;
  readonly shape?: Shape;
}

export type EventOrigin = 'schedule' | 'scenario' | 'request';

/** `waiting` for its start, `active`, `recovering` while its effect on the plant dies out, then `over`. */
export type EventState = 'waiting' | 'active' | 'recovering' | 'over';

/** An event as the truth knows it; times are ms since the Unix epoch, simulated. */
export interface AnomalyEvent {
  /** From 1, in order of planning: the code in the columns `__event`. */
  readonly id: number;
  readonly kind: AnomalyKind;
  readonly subtype: string;
  readonly origin: EventOrigin;
  readonly state: EventState;
  readonly start: number;
  /** When the cause ends, or has ended: earlier than planned where it was stopped. */
  readonly end: number;
  /** When no reading was touched any more; undefined until then. */
  readonly recovered?: number;
  readonly magnitude?: number;
  readonly unit?: string;
  readonly shape: Shape;
  readonly cause: { readonly type: 'sensor' | 'influent' | 'unit' | 'setpoint'; readonly names: readonly string[] };
  /** Sensors with labelled readings so far, in order of their first. */
  readonly sensors: readonly { readonly id: string; readonly first: number }[];
  /** How many readings it has labelled so far. */
  readonly readings: number;
  readonly technique?: Technique;
}

/** The anomalies of a run: what there is, and how to add and to stop some. */
export interface AnomalyControl {
  /** Events started so far, by kind in the order of `ANOMALY_KINDS`. */
  readonly started: Readonly<Uint32Array>;
  /** All events planned so far, by id. */
  list(): AnomalyEvent[];
  /** What the request would become; @throws ConfigError with the reason where it makes no sense. */
  plan(request: EventRequest): Omit<AnomalyEvent, 'id'>;
  /** @throws ConfigError as `plan` */
  inject(request: EventRequest, origin?: EventOrigin): AnomalyEvent;
  /** Ends the cause of an event with the minute under way, or takes back one that waits; undefined for an unknown id. */
  stop(id: number): AnomalyEvent | undefined;
}
