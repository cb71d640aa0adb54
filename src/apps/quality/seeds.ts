/** Which runs to judge by. */

import { ConfigError } from '../../core/errors.ts';

/** Never used while a detector is developed; 101 to 110 judged an earlier one, and what they said has been read. */
export const JUDGING_SEEDS = '111-120';
/** Few, of those that a detector is developed on (1 to 50). */
export const DEVELOPMENT_SEEDS = '1,2';

/**
 * @param text such as `1,2,5-8`
 * @throws ConfigError
 */
export function parseSeeds(text: string): number[] {
  const seeds = text.split(',').flatMap((part) => {
    const [, from, to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part.trim()) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (!(last >= first && last - first < 1_000)) {
      throw new ConfigError({ where: '--seeds', got: text, expected: 'whole numbers and ranges such as 1,2,5-8' });
    }
    return Array.from({ length: last - first + 1 }, (_, k) => first + k);
  });
  return [...new Set(seeds)];
}
