/** Reads a user's own file of measurements, whatever its format: the bytes tell, not the name. */

import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { ConfigError } from '../../core/errors.ts';
import { readDelimited } from './delimited.ts';
import type { TableRequest } from './request.ts';
import type { DataTable } from './table.ts';

const PARQUET_MAGIC = 'PAR1';
/** What spreadsheets and compressed files begin with, which users take for tables. */
const OTHERS: readonly [magic: string, what: string][] = [
  ['PK\x03\x04', 'a spreadsheet or another zipped file'],
  ['\x1f\x8b', 'a file compressed by gzip'],
  ['\xd0\xcf\x11\xe0', 'an old spreadsheet'],
  ['\x89HDF', 'an HDF5 file'],
];

/**
 * @param onProgress called now and then with the share of the file that is read, 0 … 1
 * @throws ConfigError with the place of every fault
 */
export async function readMeasurements(
  path: string,
  request: TableRequest = {},
  onProgress?: (share: number) => void,
): Promise<DataTable> {
  const { magic, size } = begin(path);
  if (magic === PARQUET_MAGIC) {
    const { readParquet } = await import('./parquet.ts');
    return readParquet(path, request, onProgress);
  }
  const other = OTHERS.find(([start]) => magic.startsWith(start));
  if (other) throw new ConfigError({ where: path, got: other[1], expected: 'a CSV or Parquet file' });
  return readDelimited(path, request, (bytes) => onProgress?.(bytes / size));
}

function begin(path: string): { magic: string; size: number } {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const bytes = Buffer.alloc(4);
    readSync(descriptor, bytes, 0, 4, 0);
    return { magic: bytes.toString('latin1'), size: statSync(path).size };
  } catch (cause) {
    const got = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ConfigError({ where: path, got, expected: 'a file that can be read' }, { cause });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
