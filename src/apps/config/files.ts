/** Keys that name files, and where such files lie. */

import { resolve } from 'node:path';

export const FILE_KEYS = [
  ['influent', 'file'],
  ['influent', 'sewer'],
  ['weather', 'file'],
] as const;

/** The benchmark's own influents are names, not files. */
const OWN_BENCHMARKS = new Set(['dry', 'rain', 'storm']);

/** Paths in a file start from that file's folder. */
export function resolveBeside(folder: string, file: string): string {
  return OWN_BENCHMARKS.has(file) ? file : resolve(folder, file);
}
