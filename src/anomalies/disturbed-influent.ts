/** Raw sewage with what disturbances add to it. */

import { MINUTES_PER_DAY } from '../core/time.ts';
import type { InfluentSource } from '../plant/influent/source.ts';
import { type Envelope, intensity } from './envelope.ts';
import type { InfluentPart } from './subtype.ts';

const SECONDS_PER_MINUTE = 60;

/** A disturbance at work in the minutes `from` … `until - 1` since the source's t = 0; one object for all worlds. */
export interface InfluentDisturbance {
  readonly part: InfluentPart;
  readonly envelope: Envelope;
  readonly from: number;
  until: number;
}

export class DisturbedInfluent implements InfluentSource {
  readonly source: InfluentSource;
  /** Mutable: added to and taken from as events come and go. */
  readonly disturbances: InfluentDisturbance[] = [];

  constructor(source: InfluentSource) {
    this.source = source;
  }

  at(t: number, out: Float64Array): void {
    this.source.at(t, out);
    const { disturbances } = this;
    if (disturbances.length === 0) return;
    const minute = Math.round(t * MINUTES_PER_DAY);
    for (let i = 0; i < disturbances.length; i++) {
      const { part, envelope, from, until } = disturbances[i];
      const strength = minute < until ? intensity(envelope, SECONDS_PER_MINUTE * (minute - from)) : 0;
      if (strength > 0) part.add(out, strength);
    }
  }
}
