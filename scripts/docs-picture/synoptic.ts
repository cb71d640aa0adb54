/** The plant from left to right: eight stages with a dot for each instrument, pipes, recycles and the sludge line. */

import { STAGE_NAMES, type StageName } from '../../src/sensors/index.ts';
import { type Box, dots, nameLines, symbol } from './stage.ts';
import { text } from './svg.ts';
import { pipe } from './symbols.ts';
import { type Language, WORDS, type Word } from './words.ts';

const WATER = { y: 120, h: 58 };
const BOXES: Readonly<Record<StageName, Box>> = {
  pretraitement: { x: 36, w: 92, ...WATER },
  decantation_primaire: { x: 160, w: 104, ...WATER },
  traitement_biologique: { x: 304, w: 224, ...WATER },
  decantation_secondaire: { x: 568, w: 104, ...WATER },
  traitement_tertiaire: { x: 700, w: 82, ...WATER },
  desinfection: { x: 808, w: 66, ...WATER },
  traitement_boues: { x: 330, y: 256, w: 240, h: 58 },
  sortie_controle: { x: 920, w: 46, ...WATER },
};
const FLOW_Y = WATER.y + 0.4 * WATER.h;
const BOTTOM = WATER.y + WATER.h;

export const WIDE = { width: 1000, height: 366 };

export function wideSynoptic(language: Language): string {
  return [...pipes(language), ...STAGE_NAMES.map((name) => stage(name, language))].join('\n');
}

function stage(name: StageName, language: Language): string {
  const box = BOXES[name];
  const beside = name === 'traitement_boues';
  const middle = beside ? box.x - 71 : box.x + box.w / 2;
  const top = beside ? box.y - 4 : 26;
  const lines = nameLines(name, language);
  const names = lines.map((line, i) =>
    text(middle, top + 15 * (i - lines.length + 2), line, { anchor: 'middle', weight: 600 }),
  );
  return symbol(name, box) + names.join('') + dots(name, middle, top + 28);
}

/** Streams in the order in which they are drawn: where two cross, the later lies above. */
function pipes(language: Language): string[] {
  const word = (key: Word, x: number, y: number, anchor: 'start' | 'middle' | 'end'): string =>
    text(x, y, WORDS[key][language], { role: 'muted', size: 12.5, anchor });
  const biology = BOXES.traitement_biologique;
  const primary = BOXES.decantation_primaire;
  const sludge = BOXES.traitement_boues;
  const primaryX = primary.x + primary.w / 2;
  const clarifierX = BOXES.decantation_secondaire.x + BOXES.decantation_secondaire.w / 2;
  const washX = BOXES.traitement_tertiaire.x + BOXES.traitement_tertiaire.w / 2;
  const [thickenerX, digesterX, centrifugeX] = [0.12, 0.5, 0.84].map((part) => sludge.x + part * sludge.w);
  const sludgeBottom = sludge.y + sludge.h;
  const [recycleY, returnY, wasteY] = [BOTTOM + 13, BOTTOM + 35, sludge.y - 14];
  const [primaryY, headY] = [sludgeBottom + 14, sludgeBottom + 28];
  const headX = BOXES.pretraitement.x + 46;
  const mixedX = biology.x - 20;
  const [recycleFrom, recycleTo] = [biology.x + biology.w - 14, biology.x + 14];
  const leftY = sludge.y + 0.7 * sludge.h;
  const gasY = sludge.y + 0.2 * sludge.h;

  return [
    pipe('quiet', [washX, BOTTOM], [washX, headY], [headX, headY], [headX, BOTTOM]),
    pipe('quiet', [thickenerX, sludgeBottom], [thickenerX, headY - 1]),
    pipe('quiet', [centrifugeX, sludge.y + 0.9 * sludge.h], [centrifugeX, headY - 1]),
    word('headReturns', washX, headY + 16, 'end'),
    ...waterLine(),
    pipe('pipe', [recycleFrom, BOTTOM], [recycleFrom, recycleY], [recycleTo, recycleY], [recycleTo, BOTTOM]),
    word('internalRecycle', biology.x + biology.w / 2, recycleY + 13, 'middle'),
    pipe(
      'sludge',
      [clarifierX, BOTTOM],
      [clarifierX, wasteY],
      [thickenerX, wasteY],
      [thickenerX, sludge.y + 0.4 * sludge.h],
    ),
    word('wasteSludge', clarifierX + 8, returnY + 16, 'start'),
    pipe('sludge', [clarifierX - 0.9, returnY], [mixedX, returnY], [mixedX, FLOW_Y + 1]),
    word('returnSludge', recycleFrom, returnY + 13, 'end'),
    pipe('sludge', [primaryX, BOTTOM], [primaryX, primaryY], [digesterX, primaryY], [digesterX, sludgeBottom]),
    word('primarySludge', primaryX - 8, returnY + 16, 'end'),
    pipe('sludge', [sludge.x + sludge.w, leftY], [sludge.x + sludge.w + 24, leftY]),
    word('cake', sludge.x + sludge.w + 30, leftY + 4, 'start'),
    pipe('quiet', [digesterX + 0.12 * sludge.w, gasY], [sludge.x + sludge.w + 24, gasY]),
    word('biogas', sludge.x + sludge.w + 30, gasY + 4, 'start'),
  ];
}

/** From the inlet through the seven stages of the water to the river. */
function waterLine(): string[] {
  const boxes = STAGE_NAMES.filter((name) => name !== 'traitement_boues').map((name) => BOXES[name]);
  const ends = [12, ...boxes.map(({ x, w }) => x + w)];
  return ends.map((end, i) => pipe('pipe', [end, FLOW_Y], [boxes[i]?.x ?? WIDE.width - 10, FLOW_Y]));
}
