/** Robustness as a table for people. */

import type { Robustness } from '../../pipeline/quality/robustness/robustness.ts';
import { formatTable } from '../cli/table.ts';

export function formatRobustness({ clean, classes, unnoticedBias }: Robustness): string {
  const rows = classes.map(({ name, sensors, isWhiteBox, queries, found, knowledge }) => [
    name,
    sensors,
    isWhiteBox ? 'inside' : 'outside',
    queries,
    `${found.count} of ${found.of}`,
    `${found.low.toFixed(2)} … ${found.high.toFixed(2)}`,
    knowledge,
  ]);
  const percent = (100 * unnoticedBias).toFixed(1);
  return [
    `Events still found when somebody hides them: ${clean.count} of ${clean.of} are found in two hours when nobody does\n`,
    formatTable(['attacker', 'sensors', 'who', 'queries', 'found', '95 %', 'knows and does'], rows),
    `The greatest sudden bias of one sensor that stays unnoticed for two hours: ${percent} % of its span (median)\n`,
  ].join('\n');
}
