/** Keys that name files, and where such files lie. */

import { resolve } from 'node:path';
import { SIMULATION } from './engine-schema.ts';

export const FILE_KEYS = [
  ['influent', 'file'],
  ['influent', 'sewer'],
  ['weather', 'file'],
  ['engine', 'source'],
  ['engine', 'model'],
  ['engine', 'learn'],
] as const;

/** The benchmark's own influents, and the simulation to learn from, are names, not files. */
const NAMES = new Set(['dry', 'rain', 'storm', SIMULATION]);

/** Paths in a file start from that file's folder. */
export function resolveBeside(folder: string, file: string): string {
  return NAMES.has(file) || isUrl(file) ? file : resolve(folder, file);
}

/** Whether a source is an address rather than a file. */
export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
