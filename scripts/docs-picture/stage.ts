/** What both pictures show of a stage: its symbol, its name and a dot for each of its instruments. */

import { CATALOGUE, STAGES, type StageName } from '../../src/sensors/index.ts';
import { element, filled, text } from './svg.ts';
import { SYMBOLS } from './symbols.ts';
import type { Language } from './words.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export function symbol(name: StageName, { x, y, w, h }: Box): string {
  return element('g', { transform: `translate(${x} ${y})` }, SYMBOLS[name](w, h));
}

/** The name in up to two lines. */
export function nameLines(name: StageName, language: Language): string[] {
  const words = STAGES[name][language].split(' ');
  return words.length < 2 ? words : [words[0], words.slice(1).join(' ')];
}

const ROWS = 4;
const PITCH = 8;

/** Four rows of dots with their number before them, centred on `x` or from there on. */
export function dots(name: StageName, x: number, y: number, align: 'middle' | 'start' = 'middle'): string {
  const count = CATALOGUE.filter((row) => row.stage === name).length;
  const left = align === 'start' ? x + 24 : x + 12 - (Math.ceil(count / ROWS) * PITCH) / 2;
  const circles = Array.from({ length: count }, (_, i) =>
    element('circle', {
      class: filled('equipment'),
      cx: left + PITCH * (Math.floor(i / ROWS) + 0.5),
      cy: y + PITCH * ((i % ROWS) + 0.5),
      r: 2.4,
    }),
  );
  return text(left - 5, y + 21, String(count), { anchor: 'end', size: 15, role: 'muted' }) + circles.join('');
}
