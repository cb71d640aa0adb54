import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pictureName, SUBTYPE_PICTURES, subtypePicture, withSubtypes } from '../scripts/docs-anomalies.ts';
import { ALL_SUBTYPES } from '../src/anomalies/index.ts';
import { checkPictures } from './support/pictures.ts';

const page = readFileSync(new URL('../docs/anomalies.md', import.meta.url), 'utf8');

/** One of each kind: drawing them all takes a minute. */
const DRAWN = ['stuck', 'fouling', 'ammonia_discharge', 'chlorine_failure', 'stealthy'];

test('docs/anomalies.md shows the subtypes as they are', () => {
  assert.equal(page, withSubtypes(page), 'run node scripts/docs-anomalies.ts');
});

test('every subtype has a picture, and nothing else has', () => {
  assert.deepEqual(readdirSync(SUBTYPE_PICTURES).sort(), ALL_SUBTYPES.map(pictureName).sort());
});

test('the pictures are what happens now', () => {
  const drawn = ALL_SUBTYPES.filter(({ name }) => DRAWN.includes(name));
  assert.equal(new Set(drawn.map(({ kind }) => kind)).size, 5);
  checkPictures(
    SUBTYPE_PICTURES,
    drawn.map((subtype) => [pictureName(subtype), subtypePicture(subtype)]),
    'node scripts/docs-anomalies.ts',
  );
});
