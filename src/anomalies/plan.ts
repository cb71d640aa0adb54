/** From what is asked for to what will happen: every field checked and completed, or refused with the reason. */

import { ANOMALY_KINDS } from '../core/anomaly-kinds.ts';
import { ConfigError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { MINUTE_MS, TICK_MS, TICKS_PER_MINUTE } from '../core/time.ts';
import type { Sensor } from '../sensors/index.ts';
import { SUBTYPES } from './catalogue.ts';
import type { Envelope, Shape } from './envelope.ts';
import type { EventRequest } from './event.ts';
import type { Amount, Subtype } from './subtype.ts';
import { resolveSensors } from './target.ts';

/** A request with nothing left open. */
export interface Plan {
  readonly subtype: Subtype;
  /** Columns of the sensors that it acts on, rising. */
  readonly columns: Int32Array;
  /** Their ids. */
  readonly names: readonly string[];
  /** The unit or set-point that it acts on, or empty. */
  readonly place: string;
  readonly magnitude: number | undefined;
  readonly envelope: Envelope;
  /** Ticks since the start of the run: the first in force and the first no longer. */
  readonly startTick: number;
  readonly endTick: number;
}

export interface PlanContext {
  readonly sensors: readonly Sensor[];
  /** Simulated time of tick 0, ms since the Unix epoch. */
  readonly startTime: number;
  /** The first tick that has not been simulated. */
  readonly nextTick: number;
}

const SECONDS_PER_TICK = TICK_MS / 1000;
const TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE;

/**
 * What a request comes to. Whatever changes the plant begins with a whole minute, all else with a tick.
 * @throws ConfigError with the field, what it holds and what would make sense
 */
export function planEvent(request: EventRequest, context: PlanContext): Plan {
  const subtype = findSubtype(request);
  const { columns, place } = planTarget(request, subtype, context.sensors);
  const durationS = amount('durationS', request.durationS, subtype.duration);
  const magnitude = planMagnitude(request, subtype);
  const shape = planShape(request, subtype);
  const startTick = planStart(request, subtype, context);
  const ticks = Math.max(1, Math.round(durationS / SECONDS_PER_TICK));
  return {
    subtype,
    columns,
    names: Array.from(columns, (column) => context.sensors[column].id),
    place,
    magnitude,
    envelope: { shape, durationS: ticks * SECONDS_PER_TICK },
    startTick,
    endTick: startTick + ticks,
  };
}

export function findSubtype({ kind, subtype }: EventRequest): Subtype {
  const rows = SUBTYPES[kind];
  if (rows === undefined) {
    throw new ConfigError({ where: 'kind', got: kind, expected: `one of ${ANOMALY_KINDS.join(', ')}` });
  }
  const row = rows.find(({ name }) => name === subtype);
  if (row !== undefined) return row;
  const names = rows.map(({ name }) => name);
  const expected = `a subtype of ${kind} such as "${nearest(subtype, names)}": ${names.join(', ')}`;
  throw new ConfigError({ where: 'subtype', got: subtype, expected });
}

function planTarget(
  { target = [] }: EventRequest,
  subtype: Subtype,
  catalogue: readonly Sensor[],
): Pick<Plan, 'columns' | 'place'> {
  const { places, sensors, acts } = subtype;
  if (places !== undefined) {
    const [place, ...more] = target;
    const only = places.length === 1 && target.length === 0;
    if (!only && (more.length > 0 || !places.includes(place))) {
      throw new ConfigError({ where: 'target', got: target.join(', '), expected: `one of ${places.join(', ')}` });
    }
    return { columns: new Int32Array(0), place: only ? places[0] : place };
  }
  if (acts === 'influent') {
    if (target.length > 0) {
      throw new ConfigError({ where: 'target', got: target.join(', '), expected: 'none: it comes with the influent' });
    }
    return { columns: new Int32Array(0), place: '' };
  }
  if (target.length === 0) throw new ConfigError({ where: 'target', got: 'nothing', expected: 'one sensor at least' });
  const columns = resolveSensors(target, catalogue);
  const faults = Array.from(columns).flatMap((column) => {
    const reason = subtype.refuses?.(catalogue[column]);
    return reason === undefined ? [] : [{ where: 'target', got: catalogue[column].id, expected: reason }];
  });
  if (faults.length > 0) throw new ConfigError(faults);
  const { min, max } = sensors ?? { min: 1, max: catalogue.length };
  if (columns.length >= min && columns.length <= max) return { columns, place: '' };
  const expected = min === max ? `${min} for ${subtype.name}` : `${min} to ${max} for ${subtype.name}`;
  throw new ConfigError({ where: 'target', got: `${columns.length} sensors`, expected });
}

function planMagnitude({ magnitude }: EventRequest, subtype: Subtype): number | undefined {
  if (subtype.magnitude !== undefined) return amount('magnitude', magnitude, subtype.magnitude);
  if (magnitude === undefined) return undefined;
  throw new ConfigError({ where: 'magnitude', got: magnitude, expected: `none: ${subtype.name} is all or nothing` });
}

function planShape({ shape }: EventRequest, subtype: Subtype): Shape {
  if (shape === undefined) return subtype.shapes[0];
  if (subtype.shapes.includes(shape)) return shape;
  const expected = `one of ${subtype.shapes.join(', ')} for ${subtype.name}`;
  throw new ConfigError({ where: 'shape', got: shape, expected });
}

/** The tick of the start; whole minutes for what changes the plant. */
function planStart({ start }: EventRequest, subtype: Subtype, { startTime, nextTick }: PlanContext): number {
  const unit = subtype.acts === 'sensor' ? 1 : TICKS_PER_MINUTE;
  const wanted = start === undefined ? nextTick : (start - startTime) / TICK_MS;
  const tick = Math.ceil(wanted / unit) * unit;
  if (!(tick >= nextTick)) {
    const next = new Date(startTime + nextTick * TICK_MS).toISOString();
    const got = Number.isFinite(start) ? new Date(start as number).toISOString() : start;
    throw new ConfigError({ where: 'start', got, expected: `${next} or later: what has been is settled` });
  }
  const needed = (subtype.historyHours ?? 0) * TICKS_PER_HOUR;
  if (tick >= needed) return tick;
  const earliest = new Date(startTime + (needed / TICKS_PER_MINUTE) * MINUTE_MS).toISOString();
  const expected = `${earliest} or later: ${subtype.name} needs ${subtype.historyHours} h of readings before it`;
  throw new ConfigError({ where: 'start', got: new Date(startTime + tick * TICK_MS).toISOString(), expected });
}

function amount(where: string, given: number | undefined, { default: usual, min, max, unit }: Amount): number {
  const value = given ?? usual;
  if (value >= min && value <= max) return value;
  throw new ConfigError({ where, got: value, expected: `${min} to ${max} ${unit}`.trim() });
}
