/** Whether the pictures of a folder are those that the product draws now. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/**
 * @param drawn file names and contents
 * @param command that writes the pictures anew
 */
export function checkPictures(folder: URL, drawn: Iterable<readonly [string, string]>, command: string): void {
  for (const [name, content] of drawn) {
    // Not `equal`: the difference of two pictures tells nothing.
    const isSame = readFileSync(new URL(name, folder), 'utf8') === content;
    assert.ok(isSame, `${name} is out of date: run ${command}`);
    assert.doesNotMatch(content, /NaN|undefined|Infinity/);
  }
}
