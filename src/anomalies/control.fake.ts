/** Test support: a control of anomalies in which nothing happens but what a test puts in. */

import { ANOMALY_KINDS } from '../core/anomaly-kinds.ts';
import { ConfigError } from '../core/errors.ts';
import type { AnomalyControl, AnomalyEvent, EventOrigin, EventRequest } from './event.ts';

const HOUR_MS = 3_600_000;

export class FakeAnomalies implements AnomalyControl {
  readonly started = new Uint32Array(ANOMALY_KINDS.length);
  readonly events: AnomalyEvent[] = [];

  list(): AnomalyEvent[] {
    return [...this.events];
  }

  /** Refuses the target "nonsense". */
  plan({ kind, subtype, target = [], start = 0 }: EventRequest): Omit<AnomalyEvent, 'id'> {
    if (target.includes('nonsense')) {
      throw new ConfigError({ where: 'target[0]', got: 'nonsense', expected: 'the id of a sensor' });
    }
    return {
      kind,
      subtype,
      origin: 'request',
      state: 'waiting',
      start,
      end: start + HOUR_MS,
      shape: 'step',
      cause: { type: 'sensor', names: target },
      sensors: [],
      readings: 0,
    };
  }

  inject(request: EventRequest, origin: EventOrigin = 'request'): AnomalyEvent {
    const event = { ...this.plan(request), origin, id: this.events.length + 1 };
    this.events.push(event);
    return event;
  }

  stop(id: number): AnomalyEvent | undefined {
    const event = this.events[id - 1];
    if (event === undefined) return undefined;
    const stopped: AnomalyEvent = { ...event, state: 'over', end: event.start };
    this.events[id - 1] = stopped;
    return stopped;
  }
}
