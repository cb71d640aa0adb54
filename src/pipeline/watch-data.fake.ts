/** Test support: an hour-by-hour record of a small plant whose level sensor sticks out for a while near its end. */

import { RandomStream } from '../core/random.ts';

export const RECORD_ROWS = 1_500;
/** Rows of the fault, which is on channel `level`. */
export const FAULT = { from: 1_300, until: 1_330, channel: 'level' } as const;

/** @returns the lines of a file with semicolons and decimal commas, and its ground truth, the header first */
export function recordLines(): string[] {
  const random = new RandomStream(1, 'record');
  const lines = ['Date;flow;level;power;label'];
  for (let row = 0; row < RECORD_ROWS; row++) {
    const day = Math.sin((row / 24) * 2 * Math.PI);
    const isFaulty = row >= FAULT.from && row < FAULT.until;
    const flow = 100 + 20 * day + random.normal();
    const level = 2 + 0.01 * flow + 0.01 * random.normal() + (isFaulty ? 1 : 0);
    const power = 5 + 0.2 * flow + 0.2 * random.normal();
    const cells = [flow, level, power].map((value) => value.toFixed(4).replace('.', ','));
    const time = new Date(Date.UTC(2024, 0, 1, row)).toISOString().slice(0, 16).replace('T', ' ');
    lines.push([time, ...cells, isFaulty ? 1 : 0].join(';'));
  }
  return lines;
}
