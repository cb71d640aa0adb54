/**
 * Draws the pictures of the README from the product itself: the catalogue, and three days of a seeded run.
 * `node scripts/docs-picture.ts` writes them anew. A wide and a narrow one in each language; light or dark is
 * chosen inside.
 */

import { writeFileSync } from 'node:fs';
import { type Readings, threeDays } from './docs-picture/readings.ts';
import { type Place, strips, stripsEnd } from './docs-picture/strips.ts';
import { picture } from './docs-picture/svg.ts';
import { WIDE, wideSynoptic } from './docs-picture/synoptic.ts';
import { TALL, tallSynoptic } from './docs-picture/tall.ts';
import { LANGUAGES, type Language, WORDS } from './docs-picture/words.ts';

export const PICTURES = new URL('../docs/pictures/', import.meta.url);

/** Below the synoptic. */
const WIDE_STRIPS: Place = { x: 66, y: WIDE.height + 42, width: 884, height: 76, gap: 37, size: 13, every: 1 };
const NARROW_STRIPS: Place = {
  x: 52,
  y: TALL.height + 48,
  width: 318,
  height: 84,
  gap: 56,
  size: 12,
  every: 3,
  narrow: true,
};

/** All pictures by file name. */
export function pictures(): Map<string, string> {
  const readings = threeDays();
  return new Map(
    LANGUAGES.flatMap((language) => [
      [`station.${language}.svg`, draw(readings, language, WIDE.width, wideSynoptic(language), WIDE_STRIPS)] as const,
      [
        `station-narrow.${language}.svg`,
        draw(readings, language, TALL.width, tallSynoptic(language), NARROW_STRIPS),
      ] as const,
    ]),
  );
}

function draw(readings: Readings, language: Language, width: number, synoptic: string, place: Place): string {
  return picture(width, stripsEnd(place), WORDS.title[language], synoptic, strips(readings, language, place));
}

if (import.meta.main) for (const [name, content] of pictures()) writeFileSync(new URL(name, PICTURES), content);
