/** A run of the station written to a file: frame after frame into blocks, block after block into a table. */

import { ANOMALY_KINDS } from '../core/anomaly-kinds.ts';
import { InvariantError } from '../core/errors.ts';
import { createFrame } from '../core/frame.ts';
import { allZero, appendFrame, BLOCK_ROWS, createFrameBlock, type FrameBlock } from '../io/files/block.ts';
import { createTableWriter } from '../io/files/writer.ts';
import type { FrameSource } from './simulation.ts';

export interface ExportOptions {
  /** Frames to write. */
  readonly ticks: number;
  /** The file; its extension gives the format. */
  readonly out: string;
  /** What made the data (seed, speed-independent settings): goes into the file where the format has a place. */
  readonly origin?: Readonly<Record<string, string | number>>;
  /** Called after every block with the frames written so far. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface ExportSummary {
  readonly frames: number;
  readonly readings: number;
  /** Labelled readings of each kind, in the order of `ANOMALY_KINDS`. */
  readonly labelled: readonly number[];
  readonly bytes: number;
}

/**
 * Writes `ticks` frames, yielding to the event loop between blocks.
 *
 * Throws ConfigError before the first tick when the name has no known extension or the place cannot be
 * written, and the signal's reason when it is aborted; no partial file is left in any case.
 */
export async function exportRun(simulation: FrameSource, options: ExportOptions): Promise<ExportSummary> {
  const { ticks, out, origin = {}, onProgress, signal } = options;
  if (!Number.isSafeInteger(ticks) || ticks < 1) throw new InvariantError(`cannot export ${ticks} frames`);
  const { sensors } = simulation;
  const writer = createTableWriter(out, { sensors, kinds: ANOMALY_KINDS, origin }, ticks);
  const frame = createFrame(sensors.length);
  const block = createFrameBlock(sensors.length);
  const labels = rowsOf(block.labels, sensors.length);
  const events = rowsOf(block.events, sensors.length);
  const counts = new Float64Array(ANOMALY_KINDS.length + 1);
  try {
    for (let done = 0; done < ticks; ) {
      signal?.throwIfAborted();
      block.rows = 0;
      const rows = Math.min(BLOCK_ROWS, ticks - done);
      for (let i = 0; i < rows; i++) {
        simulation.next(frame);
        const row = appendFrame(block, frame);
        simulation.readLabels(labels[row], events[row]);
      }
      writer.write(block);
      countLabels(block, counts);
      done += rows;
      onProgress?.(done, ticks);
      // A signal or a progress line waits at most for one block, some tens of milliseconds.
      await new Promise(setImmediate);
    }
    writer.close();
  } catch (error) {
    writer.abort();
    throw error;
  }
  const labelled = Array.from(counts.subarray(1));
  return { frames: ticks, readings: ticks * sensors.length, labelled, bytes: writer.size };
}

/** Adds the labels of a block to `counts`, by code. */
function countLabels({ labels, rows, sensors }: FrameBlock, counts: Float64Array): void {
  if (allZero(labels, 0, rows * sensors)) return;
  for (let i = 0; i < rows * sensors; i++) counts[labels[i]]++;
}

/** A view of each row: made once, for making one costs more than copying a row. */
function rowsOf<T extends Uint8Array | Uint32Array>(codes: T, sensors: number): T[] {
  return Array.from({ length: BLOCK_ROWS }, (_, row) => codes.subarray(row * sensors, (row + 1) * sensors) as T);
}
