/** Trees as the text of `src/detector/kind-weights.ts`, and examples that a test holds `classify` to. */

import { chancesOf, type KindTrees } from '../../src/detector/kinds.ts';

/** @param note what they were fitted to */
export function weightsText({ biases, trees }: KindTrees, note: string): string {
  const lines = trees.map(({ clues, thresholds, leaves }) => `  '${[...clues, ...thresholds, ...leaves].join(' ')}',`);
  return `/**
 * Trees of \`classify\`, written by \`scripts/fit-kinds.ts\`: ${note}.
 * A line a tree, the kinds in turn: the clues of its inner nodes level after level, their thresholds, the leaves.
 */

export const KIND_BIASES: readonly number[] = [${biases.join(', ')}];

export const KIND_TREES: readonly string[] = [
${lines.join('\n')}
];
`;
}

export function examplesText(rows: readonly (readonly number[])[], trees: KindTrees): string {
  const lines = rows.map((clues) => {
    const chances = chancesOf(clues, trees).map((chance) => chance.toFixed(9));
    return `  [\n    '${clues.join(' ')}',\n    '${chances.join(' ')}',\n  ],`;
  });
  return `/** Test support: clues, and the chances that the fitted trees gave them; written by \`scripts/fit-kinds.ts\`. */

export const KIND_EXAMPLES: readonly (readonly [clues: string, chances: string])[] = [
${lines.join('\n')}
];
`;
}
