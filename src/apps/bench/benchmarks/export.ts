/** How fast data sets are written: a run's frames through `export`, and the Parquet writer by itself. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANOMALY_KINDS } from '../../../core/anomaly-kinds.ts';
import { createFrame } from '../../../core/frame.ts';
import { appendFrame, createFrameBlock } from '../../../io/files/block.ts';
import { createTableWriter } from '../../../io/files/writer.ts';
import { exportRun } from '../../../pipeline/export.ts';
import { type Benchmark, consume, type Session } from '../benchmark.ts';
import { SyntheticSimulation } from '../synthetic.ts';

/** Frames of a run: a whole row group of the Parquet writer and the beginning of another, 4.3 days. */
const BLOCKS = 72;

export const EXPORT_BENCHMARKS: readonly Benchmark[] = [
  ...(['parquet', 'csv', 'ndjson'] as const).map(
    (format): Benchmark => ({
      name: `export.${format}.readings_per_second`,
      unit: 'readings/s',
      group: 'export',
      better: 'higher',
      runs: 5,
      warmUps: 1,
      setup: () => exportSession(format),
    }),
  ),
  {
    name: 'export.parquet.writer_readings_per_second',
    unit: 'readings/s',
    group: 'export',
    better: 'higher',
    runs: 5,
    warmUps: 1,
    setup: writerSession,
  },
];

/** Simulating (by a stand-in), gathering, encoding, writing. */
function exportSession(format: string): Session {
  const directory = mkdtempSync(join(tmpdir(), 'traffeyere-bench-'));
  const out = join(directory, `out.${format}`);
  const ticks = BLOCKS * createFrameBlock(1).capacity;
  return {
    async run() {
      rmSync(out, { force: true });
      const simulation = new SyntheticSimulation();
      const start = performance.now();
      const { readings, bytes } = await exportRun(simulation, { ticks, out });
      consume(bytes);
      return (1_000 * readings) / (performance.now() - start);
    },
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** Encoding and writing alone, of blocks that are there already. */
function writerSession(): Session {
  const directory = mkdtempSync(join(tmpdir(), 'traffeyere-bench-'));
  const out = join(directory, 'out.parquet');
  const simulation = new SyntheticSimulation();
  const { sensors } = simulation;
  const frame = createFrame(sensors.length);
  const blocks = Array.from({ length: BLOCKS }, () => {
    const block = createFrameBlock(sensors.length);
    while (block.rows < block.capacity) {
      simulation.next(frame);
      appendFrame(block, frame);
    }
    return block;
  });
  const rows = blocks.length * blocks[0].capacity;
  return {
    run() {
      rmSync(out, { force: true });
      const start = performance.now();
      const writer = createTableWriter(out, { sensors, kinds: ANOMALY_KINDS, origin: {} }, rows);
      for (const block of blocks) writer.write(block);
      writer.close();
      consume(writer.size);
      return (1_000 * rows * sensors.length) / (performance.now() - start);
    },
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}
