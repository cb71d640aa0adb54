/** A piece of a run with something going wrong, and what is to be seen of it at each instrument: truth, reading and label. */

import { readingMargins } from '../../src/anomalies/margins.ts';
import { createFrame } from '../../src/core/frame.ts';
import { DAY_MS, TICKS_PER_MINUTE } from '../../src/core/time.ts';
import type { StationSimulation } from '../../src/pipeline/create-simulation.ts';
import { tapIndex } from '../../src/plant/taps.ts';
import type { NoiseModel, Sensor } from '../../src/sensors/index.ts';

const HOUR_MS = 3_600_000;

export interface Run {
  readonly simulation: StationSimulation;
  /** Its instruments, in catalogue order. */
  readonly sensors: readonly Sensor[];
  readonly noise: NoiseModel;
}

export interface Window {
  /** Hours since the start of the run. */
  readonly fromHour: number;
  readonly toHour: number;
  readonly bins: number;
}

/** What an instrument shows in a window; times are hours since the midnight before the run. */
export interface Trace {
  readonly sensor: Sensor;
  /** Beginning of each bin. */
  readonly hours: Float64Array;
  /** What the plant holds, and what it would hold undisturbed, in the sensor's unit; NaN where it has no tap. */
  readonly truth: Float64Array;
  readonly undisturbed: Float64Array;
  /** Least and greatest reading of each bin, NaN where there is none. */
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** 1 where a reading of the bin is labelled. */
  readonly labelled: Uint8Array;
  /** By how much a reading may differ before it counts as anomalous. */
  readonly margin: number;
}

export interface Episode {
  /** In catalogue order. */
  readonly traces: readonly Trace[];
  /** Beginning and end of the cause of each event, hours as above. */
  readonly eventHours: readonly (readonly [begin: number, end: number])[];
}

/** Runs through a window and keeps what every instrument shows in it. */
export function record({ simulation, sensors, noise }: Run, { fromHour, toHour, bins }: Window): Episode {
  const margins = readingMargins(sensors, noise);
  const traces = sensors.map((sensor, column) => emptyTrace(sensor, margins[column], bins));
  const frame = createFrame(sensors.length);
  const kinds = new Uint8Array(sensors.length);
  const ids = new Uint32Array(sensors.length);
  const midnight = Math.floor(simulation.startTime / DAY_MS) * DAY_MS;
  const hourOf = (time: number): number => (time - midnight) / HOUR_MS;
  const ticksPerHour = 60 * TICKS_PER_MINUTE;
  const firstTick = Math.round(fromHour * ticksPerHour);
  const lastTick = Math.round(toHour * ticksPerHour);
  let last = -1;
  for (let tick = 0; tick < lastTick; tick++) {
    simulation.next(frame);
    if (tick < firstTick) continue;
    simulation.readLabels(kinds, ids);
    const bin = Math.floor((bins * (tick - firstTick)) / (lastTick - firstTick));
    if (bin > last) for (const trace of traces) open(trace, bin, hourOf(frame.time), simulation);
    last = bin;
    traces.forEach((trace, column) => {
      const value = frame.values[column];
      if (!(trace.least[bin] <= value)) trace.least[bin] = value;
      if (!(trace.most[bin] >= value)) trace.most[bin] = value;
      if (kinds[column] > 0) trace.labelled[bin] = 1;
    });
  }
  const eventHours = simulation.anomalies.list().map(({ start, end }) => [hourOf(start), hourOf(end)] as const);
  return { eventHours, traces };
}

/** How far the labelled readings of a trace are from the undisturbed truth at most, in margins; 0 without any. */
export function greatestError({ margin, least, most, undisturbed, labelled }: Trace): number {
  let greatest = 0;
  for (let i = 0; i < labelled.length; i++) {
    if (labelled[i] === 0) continue;
    const error = Math.max(most[i] - undisturbed[i], undisturbed[i] - least[i]) / margin;
    greatest = Math.max(greatest, Number.isNaN(error) ? 1 : error);
  }
  return greatest;
}

function open(trace: Trace, bin: number, hour: number, simulation: StationSimulation): void {
  trace.hours[bin] = hour;
  trace.truth[bin] = truthOf(simulation, trace.sensor, false);
  trace.undisturbed[bin] = truthOf(simulation, trace.sensor, true);
}

function emptyTrace(sensor: Sensor, margin: number, bins: number): Trace {
  const floats = () => new Float64Array(bins).fill(Number.NaN);
  return {
    sensor,
    hours: floats(),
    truth: floats(),
    undisturbed: floats(),
    least: floats(),
    most: floats(),
    labelled: new Uint8Array(bins),
    margin,
  };
}

/** The truth at a sensor's tap in its own unit, in the plant as it is or as it would be. */
function truthOf({ anomalies, station }: StationSimulation, { tap, fromTap }: Sensor, undisturbed: boolean): number {
  const { truth } = undisturbed ? anomalies.undisturbed.station : station;
  return truth[tapIndex(tap)] * fromTap.factor + fromTap.offset;
}
