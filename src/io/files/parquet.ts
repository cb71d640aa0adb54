/** The data set as Parquet: row groups of bounded size, the same bytes for the same frames on any machine. */

import { allZero, BLOCK_ROWS, type FrameBlock } from './block.ts';
import { OutputFile } from './output.ts';
import { CodeColumn, FlagColumn, StepColumn } from './parquet/columns.ts';
import { ParquetFile } from './parquet/file.ts';
import { ReadingColumn } from './parquet/readings.ts';
import { columnNames, describeTable, SUFFIX, type TableSchema } from './schema.ts';
import type { TableWriter } from './table-writer.ts';

/**
 * Rows of a row group, 3.6 days: as many whole blocks as 16-bit dictionary indices can tell apart, and about
 * 30 MB of memory for 127 sensors.
 */
const ROW_GROUP = 60 * BLOCK_ROWS;

export class ParquetTableWriter implements TableWriter {
  readonly #output: OutputFile;
  readonly #file: ParquetFile;
  readonly #time = new StepColumn('time', 'timestamp', ROW_GROUP);
  readonly #seq = new StepColumn('seq', 'integer', ROW_GROUP);
  readonly #anomaly = new FlagColumn('anomaly', ROW_GROUP);
  readonly #readings: readonly ReadingColumn[];
  readonly #labels: readonly CodeColumn[];
  readonly #events: readonly CodeColumn[];
  readonly #quality: readonly CodeColumn[];
  #rows = 0;

  constructor(path: string, schema: TableSchema) {
    columnNames(schema);
    const { sensors } = schema;
    this.#readings = sensors.map(({ id }) => new ReadingColumn(id, ROW_GROUP));
    this.#labels = sensors.map(({ id }) => new CodeColumn(id + SUFFIX.label, 8));
    this.#events = sensors.map(({ id }) => new CodeColumn(id + SUFFIX.event, 32));
    this.#quality = sensors.map(({ id }) => new CodeColumn(id + SUFFIX.quality, 8));
    const leading = [this.#time, this.#seq, this.#anomaly];
    const columns = [...leading, ...this.#readings, ...this.#labels, ...this.#events, ...this.#quality];
    this.#output = new OutputFile(path, 0);
    this.#file = new ParquetFile(this.#output, columns, { traffeyere: describeTable(schema) });
  }

  get size(): number {
    return this.#output.size;
  }

  write(block: FrameBlock): void {
    if (this.#rows + block.rows > ROW_GROUP) this.#flush();
    const { rows, sensors, values } = block;
    this.#time.values.set(block.time.subarray(0, rows), this.#rows);
    this.#seq.values.set(block.seq.subarray(0, rows), this.#rows);
    for (let column = 0; column < sensors; column++) this.#readings[column].append(values, column, sensors, rows);
    appendFlags(this.#anomaly.values.subarray(this.#rows), block);
    appendCodes(this.#labels, block.labels, block);
    appendCodes(this.#events, block.events, block);
    appendCodes(this.#quality, block.quality, block);
    this.#rows += rows;
  }

  close(): void {
    this.#flush();
    this.#file.finish();
    this.#output.commit();
  }

  abort(): void {
    this.#output.abort();
  }

  #flush(): void {
    if (this.#rows > 0) this.#file.writeRowGroup(this.#rows);
    this.#rows = 0;
  }
}

function appendFlags(flags: Uint8Array, { labels, rows, sensors }: FrameBlock): void {
  for (let row = 0; row < rows; row++) {
    flags[row] = allZero(labels, row * sensors, (row + 1) * sensors) ? 0 : 1;
  }
}

function appendCodes(columns: readonly CodeColumn[], codes: Uint8Array | Uint32Array, block: FrameBlock): void {
  const { rows, sensors } = block;
  if (allZero(codes, 0, rows * sensors)) {
    for (const column of columns) column.append(0, rows);
    return;
  }
  for (let column = 0; column < sensors; column++) {
    const target = columns[column];
    for (let row = 0, i = column; row < rows; row++, i += sensors) target.append(codes[i], 1);
  }
}
