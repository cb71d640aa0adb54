/**
 * What attackers work with: stretches of the station in which something real is wrong in the plant, beside the same
 * stretches of the plant without it, and the readings of the day before.
 */

import { SUBTYPES } from '../../../anomalies/catalogue.ts';
import type { AnomalyKind } from '../../../core/anomaly-kinds.ts';
import { createFrame } from '../../../core/frame.ts';
import { DAY_MS, TICK_MS, TICKS_PER_DAY } from '../../../core/time.ts';
import type { SensorInfo, Simulation } from '../../simulation.ts';

/** Frames before an event in which a detector gets going, and from its start on. */
export const LEAD_TICKS = 1_080;
export const EVENT_TICKS = 1_440;

/** Disturbances of the plant, of which only readings tell: what somebody would want to hide. */
export const HIDDEN_EVENTS: readonly { readonly kind: AnomalyKind; readonly subtype: string }[] = [
  { kind: 'process_malfunction', subtype: 'blower_loss' },
  { kind: 'process_malfunction', subtype: 'stuck_valve' },
  { kind: 'process_malfunction', subtype: 'primary_pump_failure' },
  { kind: 'process_malfunction', subtype: 'return_sludge_failure' },
  { kind: 'process_malfunction', subtype: 'recirculation_failure' },
  { kind: 'process_malfunction', subtype: 'uv_lamp_failure' },
  { kind: 'pollution_spike', subtype: 'ammonia_discharge' },
  { kind: 'pollution_spike', subtype: 'saline_intrusion' },
  { kind: 'pollution_spike', subtype: 'acid_shock' },
  { kind: 'pollution_spike', subtype: 'hydraulic_surge' },
  { kind: 'cyberattack', subtype: 'unauthorized_command' },
  { kind: 'cyberattack', subtype: 'setpoint_manipulation' },
];

/** Readings, row after row of one a sensor, `LEAD_TICKS + EVENT_TICKS` rows. */
export interface AttackWindow {
  readonly subtype: string;
  /** Time of the first row, ms since the Unix epoch. */
  readonly time: number;
  /** As the plant is, event included; and as it would be without. */
  readonly disturbed: Float64Array;
  readonly undisturbed: Float64Array;
  /** A day before. */
  readonly dayBefore: Float64Array;
}

export interface AttackWindows {
  readonly sensors: readonly SensorInfo[];
  readonly windows: readonly AttackWindow[];
}

/** @param createSimulation twice the same station without random events, from `startTime` on */
export function takeWindows(createSimulation: () => Simulation, startTime: number): AttackWindows {
  const disturbed = createSimulation();
  const clean = createSimulation();
  const sensors = clean.sensors.length;
  // One event a day, at different hours; the first day only gives readings to replay.
  const starts = HIDDEN_EVENTS.map((_, k) => (k + 1) * TICKS_PER_DAY + ((5 * k + 6) % 24) * (TICKS_PER_DAY / 24));
  for (const [k, event] of HIDDEN_EVENTS.entries()) {
    const durationS = (EVENT_TICKS * TICK_MS) / 1_000;
    const { places } = SUBTYPES[event.kind].find(({ name }) => name === event.subtype) ?? {};
    // Of several units of a kind the first.
    const target = places?.slice(0, 1);
    disturbed.anomalies.inject({ ...event, target, start: startTime + starts[k] * TICK_MS, durationS }, 'scenario');
  }
  const rows = LEAD_TICKS + EVENT_TICKS;
  const windows = HIDDEN_EVENTS.map(({ subtype }, k) => ({
    subtype,
    time: startTime + (starts[k] - LEAD_TICKS) * TICK_MS,
    disturbed: new Float64Array(rows * sensors),
    undisturbed: new Float64Array(rows * sensors),
    dayBefore: new Float64Array(rows * sensors),
  }));
  const frame = createFrame(sensors);
  const last = starts[starts.length - 1] + EVENT_TICKS;
  for (let tick = 0; tick < last; tick++) {
    disturbed.next(frame);
    keep(windows, 'disturbed', frame.time, frame.values);
    clean.next(frame);
    keep(windows, 'undisturbed', frame.time, frame.values);
    keep(windows, 'dayBefore', frame.time + DAY_MS, frame.values);
  }
  return { sensors: clean.sensors, windows };
}

type Part = 'disturbed' | 'undisturbed' | 'dayBefore';

function keep(windows: readonly AttackWindow[], part: Part, time: number, values: Float64Array): void {
  for (const window of windows) {
    const row = (time - window.time) / TICK_MS;
    if (row >= 0 && row < LEAD_TICKS + EVENT_TICKS) window[part].set(values, row * values.length);
  }
}
