/** "Did you mean …?": the known word nearest to a mistyped one. */

/** The nearest of `words` within a third of its length (at least one edit); undefined where none is that near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of words) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < least && edits <= Math.max(1, Math.floor(candidate.length / 3))) [best, least] = [candidate, edits];
  }
  return best;
}

/** What to expect in place of an unknown word: the nearest first, then all. */
export function expectOneOf(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  const all = words.length === 0 ? 'none here' : `one of ${words.join(', ')}`;
  return near === undefined ? all : `"${near}"? Known: ${words.join(', ')}`;
}

/** Edits between two words: insertions, deletions, replacements and swaps of neighbours (Damerau, restricted). */
function distance(a: string, b: string): number {
  let previous: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let edits = Math.min(replaced, row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, previous[j - 2] + 1);
      next.push(edits);
    }
    previous = row;
    row = next;
  }
  return row[b.length];
}
