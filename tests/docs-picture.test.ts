import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PICTURES, pictures } from '../scripts/docs-picture.ts';

test('the pictures are what the station and its readings are now', () => {
  const drawn = pictures();
  assert.deepEqual(readdirSync(PICTURES).sort(), [...drawn.keys()].sort());
  for (const [name, content] of drawn) {
    // Not `equal`: the difference of two pictures tells nothing.
    const same = readFileSync(new URL(name, PICTURES), 'utf8') === content;
    assert.ok(same, `docs/pictures/${name} is out of date: run node scripts/docs-picture.ts`);
    assert.doesNotMatch(content, /NaN|undefined|Infinity/);
  }
});
