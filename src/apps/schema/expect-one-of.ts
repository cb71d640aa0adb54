/** What to expect in place of an unknown word: the one that was probably meant, then all. */

import { nearest } from '../../core/nearest.ts';

/** Known words beyond these are not listed: an error is one line. */
const MOST_LISTED = 40;

export function expectOneOf(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  if (near === undefined) return 'nothing here';
  if (words.length > MOST_LISTED) return `one of ${words.length} names, such as "${near}"`;
  return `"${near}"? Known: ${words.join(', ')}`;
}
