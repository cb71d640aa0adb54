/** The log: JSON lines for machines, plain lines on a terminal; always on standard error. */

import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LoggingConfig } from './config/logging-schema.ts';

export type { Logger } from 'pino';

const STDERR = 2;
/** Fields that every line has and that a plain line shows in its own way, or not. */
const OWN_FIELDS = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'err']);

export function createLogger({ level, format }: LoggingConfig, isTerminal: boolean): Logger {
  const isText = format === 'text' || (format === 'auto' && isTerminal);
  const stderr = pino.destination({ dest: STDERR, sync: true });
  return pino({ level, timestamp: stdTimeFunctions.isoTime }, isText ? textLines(stderr) : stderr);
}

/** Turns pino's JSON lines into plain ones. */
export function textLines(out: DestinationStream): DestinationStream {
  return { write: (line) => out.write(formatLine(line)) };
}

function formatLine(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown> & { level: number; time: string; err?: { stack?: string } };
  const fields = Object.entries(entry)
    .filter(([key]) => !OWN_FIELDS.has(key))
    .map(([key, value]) => ` ${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`);
  const level = (pino.levels.labels[entry.level] ?? '').toUpperCase().padEnd(5);
  const stack = entry.err?.stack === undefined ? '' : `\n${entry.err.stack}`;
  return `${entry.time.slice(11, 19)} ${level} ${entry.msg ?? ''}${fields.join('')}${stack}\n`;
}
