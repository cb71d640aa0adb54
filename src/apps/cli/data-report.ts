/** What `train` and `score` tell of a file beside their result: what was left out and what else to know. */

import type { DataSummary } from '../../pipeline/watch-files.ts';
import type { CliContext } from './context.ts';

/** Names told one by one; the rest is counted. */
const MOST_NAMES = 8;

export function tellData(
  context: CliContext,
  { data, rows, channels, excluded, constant, notes, missing }: DataSummary,
): void {
  const lines = [`${rows} rows, ${channels.length} channels: ${shortList(channels)}`];
  const reasons = Map.groupBy(excluded, ({ reason }) => reason);
  for (const [reason, columns] of reasons) {
    lines.push(`left out, ${reason}: ${shortList(columns.map(({ column }) => column))}`);
  }
  if (constant.length > 0) lines.push(`one value only: ${shortList(constant)}`);
  if (missing > 0) lines.push(`${missing} cells without a reading`);
  context.err([...lines, ...notes].map((line) => `${data}: ${line}\n`).join(''));
}

function shortList(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
