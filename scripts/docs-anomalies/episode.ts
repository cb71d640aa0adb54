/** A short run with something going wrong, and what is to be seen of it at one instrument: truth, reading and label. */

import type { EventRequest } from '../../src/anomalies/event.ts';
import type { AnomalyEvent } from '../../src/anomalies/index.ts';
import { readingMargins } from '../../src/anomalies/margins.ts';
import { createFrame } from '../../src/core/frame.ts';
import { DAY_MS, TICK_MS, TICKS_PER_MINUTE } from '../../src/core/time.ts';
import { createSimulation, type StationSimulation } from '../../src/pipeline/create-simulation.ts';
import { openInfluent } from '../../src/pipeline/influent.ts';
import { tapIndex } from '../../src/plant/taps.ts';
import { buildCatalogue, type Sensor } from '../../src/sensors/index.ts';

export const SEED = 7;
export const START = Date.UTC(2026, 2, 3);
const WARMUP_DAYS = 10;

export const { sensors: SENSORS } = buildCatalogue();
const MARGINS = readingMargins(SENSORS, 'datasheet');

/** Times in hours since the start of the run. */
export interface Trace {
  readonly sensor: Sensor;
  readonly hours: Float64Array;
  /** What the plant holds, and what it would hold undisturbed, in the sensor's unit; NaN where it has no tap. */
  readonly truth: Float64Array;
  readonly undisturbed: Float64Array;
  /** Least and greatest reading of each bin, NaN where there is none. */
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** 1 where a reading of the bin is labelled. */
  readonly labelled: Uint8Array;
}

export interface Window {
  readonly fromHour: number;
  readonly toHour: number;
  readonly bins: number;
}

function startRun(requests: readonly EventRequest[]): StationSimulation {
  const { openSource } = openInfluent({ kind: 'generator', seed: SEED, start: START - WARMUP_DAYS * DAY_MS });
  const simulation = createSimulation({
    seed: SEED,
    startTime: START,
    warmupDays: WARMUP_DAYS,
    openSource,
    sensors: { types: buildCatalogue().types, sensors: SENSORS },
    noise: 'datasheet',
  });
  for (const request of requests) simulation.anomalies.inject(request, 'scenario');
  return simulation;
}

export interface Episode {
  readonly events: readonly AnomalyEvent[];
  /** In catalogue order. */
  readonly traces: readonly Trace[];
}

/** Runs through a window and keeps what every instrument shows in it. */
export function record(requests: readonly EventRequest[], { fromHour, toHour, bins }: Window): Episode {
  const simulation = startRun(requests);
  const traces = SENSORS.map((sensor) => emptyTrace(sensor, bins));
  const frame = createFrame(SENSORS.length);
  const kinds = new Uint8Array(SENSORS.length);
  const ids = new Uint32Array(SENSORS.length);
  const ticksPerHour = 60 * TICKS_PER_MINUTE;
  const firstTick = Math.round(fromHour * ticksPerHour);
  const lastTick = Math.round(toHour * ticksPerHour);
  let last = -1;
  for (let tick = 0; tick < lastTick; tick++) {
    simulation.next(frame);
    if (tick < firstTick) continue;
    simulation.readLabels(kinds, ids);
    const bin = Math.floor((bins * (tick - firstTick)) / (lastTick - firstTick));
    if (bin > last) for (const trace of traces) open(trace, bin, tick, simulation);
    last = bin;
    traces.forEach((trace, column) => {
      const value = frame.values[column];
      if (!(trace.least[bin] <= value)) trace.least[bin] = value;
      if (!(trace.most[bin] >= value)) trace.most[bin] = value;
      if (kinds[column] > 0) trace.labelled[bin] = 1;
    });
  }
  return { events: simulation.anomalies.list(), traces };
}

/** How far the labelled readings of a trace are from the undisturbed truth at most, in margins; 0 without any. */
export function greatestError({ sensor, least, most, undisturbed, labelled }: Trace): number {
  const margin = MARGINS[SENSORS.indexOf(sensor)];
  let greatest = 0;
  for (let i = 0; i < labelled.length; i++) {
    if (labelled[i] === 0) continue;
    const error = Math.max(most[i] - undisturbed[i], undisturbed[i] - least[i]) / margin;
    greatest = Math.max(greatest, Number.isNaN(error) ? 1 : error);
  }
  return greatest;
}

function open(trace: Trace, bin: number, tick: number, simulation: StationSimulation): void {
  trace.hours[bin] = (tick * TICK_MS) / 3_600_000;
  trace.truth[bin] = truthOf(simulation, trace.sensor, false);
  trace.undisturbed[bin] = truthOf(simulation, trace.sensor, true);
}

function emptyTrace(sensor: Sensor, bins: number): Trace {
  const floats = () => new Float64Array(bins).fill(Number.NaN);
  return {
    sensor,
    hours: floats(),
    truth: floats(),
    undisturbed: floats(),
    least: floats(),
    most: floats(),
    labelled: new Uint8Array(bins),
  };
}

/** The truth at a sensor's tap in its own unit, in the plant as it is or as it would be. */
function truthOf({ anomalies, station }: StationSimulation, { tap, fromTap }: Sensor, undisturbed: boolean): number {
  const { truth } = undisturbed ? anomalies.undisturbed.station : station;
  return truth[tapIndex(tap)] * fromTap.factor + fromTap.offset;
}
