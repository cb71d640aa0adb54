/** The plant from top to bottom, for narrow screens: a row for each stage, recycles and sludge as brackets at the left. */

import { STAGE_NAMES, STAGES, type StageName } from '../../src/sensors/index.ts';
import { type Box, dots, symbol } from './stage.ts';
import { element, text } from './svg.ts';
import { pipe } from './symbols.ts';
import { type Language, WORDS } from './words.ts';

/** The water line, and last the sludge. */
const ORDER: readonly StageName[] = [...STAGE_NAMES.filter((name) => name !== 'traitement_boues'), 'traitement_boues'];
const PITCH = 72;
const TANK = { x: 64, w: 106, h: 44 };

export const TALL = { width: 400, height: 24 + ORDER.length * PITCH };

export function tallSynoptic(language: Language): string {
  const rows = ORDER.map((name) => {
    const box = boxOf(name);
    const x = box.x + box.w + 24;
    return (
      symbol(name, box) +
      text(x, box.y + 6, STAGES[name][language], { weight: 600, size: 14 }) +
      dots(name, x, box.y + 14, 'start')
    );
  });
  return [...pipes(language), ...rows].join('\n');
}

function boxOf(name: StageName): Box {
  return { ...TANK, y: 28 + ORDER.indexOf(name) * PITCH };
}

function pipes(language: Language): string[] {
  const middle = TANK.x + TANK.w / 2;
  const water = ORDER.slice(0, -1).map(boxOf);
  const down = water.map((box, i) => pipe('pipe', [middle, i === 0 ? 6 : water[i - 1].y + TANK.h], [middle, box.y]));
  const [inlet, primary, biology, secondary, tertiary] = water.map(({ y }) => y + 0.8 * TANK.h);
  const outlet = boxOf('sortie_controle').y + 0.47 * TANK.h;
  const sludge = boxOf('traitement_boues').y;
  const left = TANK.x;
  return [
    ...down,
    pipe('pipe', [left + TANK.w, outlet], [left + TANK.w + 18, outlet]),
    pipe('quiet', [left, tertiary], [14, tertiary]),
    pipe('quiet', [left, sludge + 0.9 * TANK.h], [14, sludge + 0.9 * TANK.h], [14, inlet - 12], [left, inlet - 12]),
    pipe('sludge', [left, primary], [34, primary], [34, sludge + 0.5 * TANK.h], [left, sludge + 0.5 * TANK.h]),
    pipe('sludge', [left, secondary], [34, secondary]),
    pipe('sludge', [50, secondary - 0.9], [50, biology - 12], [left, biology - 12]),
    upwards('headReturns', 11, (inlet + sludge) / 2, language),
    upwards('sludge', 31, (tertiary + sludge) / 2, language),
  ];
}

function upwards(word: 'headReturns' | 'sludge', x: number, y: number, language: Language): string {
  const turned = { transform: `rotate(-90 ${x} ${y})` };
  return element('g', turned, text(x, y, WORDS[word][language], { role: 'muted', size: 11, anchor: 'middle' }));
}
