import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { PICTURES, pictures } from '../scripts/docs-picture.ts';
import { checkPictures } from './support/pictures.ts';

test('the pictures are what the station and its readings are now', () => {
  const drawn = pictures();
  const files = readdirSync(PICTURES, { withFileTypes: true }).filter((entry) => entry.isFile());
  assert.deepEqual(files.map(({ name }) => name).sort(), [...drawn.keys()].sort());
  checkPictures(PICTURES, drawn, 'node scripts/docs-picture.ts');
});
