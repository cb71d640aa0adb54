/** A scenario from beginning to end, as fast as the machine goes: what happened, when it first showed, and where. */

import { type EventRecord, eventRecord } from '../../anomalies/record.ts';
import { createFrame } from '../../core/frame.ts';
import { TICK_MS } from '../../core/time.ts';
import type { CardFacts } from '../../pipeline/data-card.ts';
import { type DataSetSummary, exportDataSet } from '../../pipeline/data-set.ts';
import type { ExportOptions } from '../../pipeline/export.ts';
import type { Simulation } from '../../pipeline/simulation.ts';
import { TalliedSimulation } from './tally.ts';

export interface RunOptions extends Pick<ExportOptions, 'origin' | 'onProgress' | 'signal'> {
  readonly durationS: number;
  /** The labelled data set to write; none where absent. */
  readonly out?: string;
  /** What the card of the data set tells. */
  readonly facts: CardFacts;
}

export interface AffectedSensor {
  readonly id: string;
  /** Time of the first labelled reading, ISO 8601. */
  readonly first: string;
  /** Labelled readings. */
  readonly readings: number;
}

export interface RunReport {
  readonly frames: number;
  /** Events that have started, by id; their sensors most affected first. */
  readonly events: readonly (Omit<EventRecord, 'sensors'> & { readonly sensors: readonly AffectedSensor[] })[];
  readonly dataSet: DataSetSummary | undefined;
}

/** Frames between which the event loop has its turn. */
const FRAMES_A_TURN = 1_024;

/** @throws ConfigError where the data set cannot be written, and the signal's reason when it is aborted */
export async function runScenario(simulation: Simulation, options: RunOptions): Promise<RunReport> {
  const { durationS, out, facts, ...rest } = options;
  const ticks = Math.max(1, Math.round((durationS * 1_000) / TICK_MS));
  const tallied = new TalliedSimulation(simulation);
  const dataSet = out === undefined ? undefined : await exportDataSet(tallied, { ticks, out, ...rest }, facts);
  if (dataSet === undefined) await passTicks(tallied, ticks, rest);
  const events = simulation.anomalies
    .list()
    .filter(({ state }) => state !== 'waiting')
    .map((event) => {
      const { sensors, ...record } = eventRecord(event);
      const affected = sensors.map(({ id, first }) => ({ id, first, readings: tallied.count(event.id, id) }));
      return { ...record, sensors: affected.sort((a, b) => b.readings - a.readings) };
    });
  return { frames: ticks, events, dataSet };
}

async function passTicks(
  simulation: Simulation,
  ticks: number,
  { onProgress, signal }: Pick<RunOptions, 'onProgress' | 'signal'>,
): Promise<void> {
  const count = simulation.sensors.length;
  const frame = createFrame(count);
  const kinds = new Uint8Array(count);
  const events = new Uint32Array(count);
  for (let done = 1; done <= ticks; done++) {
    simulation.next(frame);
    simulation.readLabels(kinds, events);
    if (done % FRAMES_A_TURN !== 0) continue;
    signal?.throwIfAborted();
    onProgress?.(done, ticks);
    await new Promise(setImmediate);
  }
}
