/** Writing a labelled data set to a file, in the format that the file's name asks for. */

import { extname } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import { CsvTableWriter } from './csv.ts';
import { NdjsonTableWriter } from './ndjson.ts';
import { OutputFile } from './output.ts';
import { ParquetTableWriter } from './parquet.ts';
import type { TableSchema } from './schema.ts';
import type { TableWriter } from './table-writer.ts';

const WRITERS: Record<string, new (path: string, schema: TableSchema, rows: number) => TableWriter> = {
  '.parquet': ParquetTableWriter,
  '.csv': CsvTableWriter,
  '.ndjson': NdjsonTableWriter,
};

/**
 * @param rows how many rows will be written, for a look at the room that is left
 *
 * Throws ConfigError for a name without a known extension and for a place that cannot be written.
 */
export function createTableWriter(path: string, schema: TableSchema, rows: number): TableWriter {
  return new (writerFor(path))(path, schema, rows);
}

/** Throws ConfigError where `createTableWriter` would: for a look before long preparations. Leaves no file. */
export function checkTablePath(path: string): void {
  writerFor(path);
  new OutputFile(path, 0).abort();
}

function writerFor(path: string): (typeof WRITERS)[string] {
  const Writer = WRITERS[extname(path).toLowerCase()];
  if (Writer) return Writer;
  const expected = `a file name ending in ${Object.keys(WRITERS).join(', ')}`;
  throw new ConfigError({ where: '--out', got: path, expected });
}
