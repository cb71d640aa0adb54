/** Test support: a small table with every case in it, and a directory that is removed after the test. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createFrameBlock, type FrameBlock } from './block.ts';
import type { TableSchema, TableSensor } from './schema.ts';
import { createTableWriter } from './writer.ts';

export const START = Date.UTC(2026, 0, 1);

export function sensor(id: string): TableSensor {
  return { id, type: 'ph', stage: 'pretraitement', location: 'inlet', unit: '[pH]', range: [0, 14] };
}

export function schemaOf(...ids: string[]): TableSchema {
  return { sensors: ids.map(sensor), kinds: ['sensor_fault', 'sensor_drift'], origin: { seed: 7 } };
}

/** What one reading and its codes are, for a test to tell and to compare. */
export interface Cell {
  readonly value: number;
  readonly label: number;
  readonly event: number;
  readonly quality: number;
}

/** `rows` rows of cells as `cell(row, sensor)` tells them, cut into blocks. */
export function blocksOf(rows: number, sensors: number, cell: (row: number, sensor: number) => Cell): FrameBlock[] {
  const blocks: FrameBlock[] = [];
  for (let row = 0; row < rows; row++) {
    let block = blocks.at(-1);
    if (!block || block.rows === block.capacity) {
      block = createFrameBlock(sensors);
      blocks.push(block);
    }
    const at = block.rows * sensors;
    block.seq[block.rows] = row;
    block.time[block.rows] = START + row * 5_000;
    for (let i = 0; i < sensors; i++) {
      const { value, label, event, quality } = cell(row, i);
      block.values[at + i] = value;
      block.labels[at + i] = label;
      block.events[at + i] = event;
      block.quality[at + i] = quality;
    }
    block.rows++;
  }
  return blocks;
}

export function writeTable(path: string, schema: TableSchema, blocks: readonly FrameBlock[]): void {
  const rows = blocks.reduce((sum, block) => sum + block.rows, 0);
  const writer = createTableWriter(path, schema, rows);
  for (const block of blocks) writer.write(block);
  writer.close();
}

export function temporaryDirectory(context: TestContext): (name: string) => string {
  const directory = mkdtempSync(join(tmpdir(), 'traffeyere-'));
  context.after(() => rmSync(directory, { recursive: true, force: true }));
  return (name) => join(directory, name);
}
