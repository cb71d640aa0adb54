/** Strips of readings under each other, with one axis of time. */

import { limitsFor } from '../../src/compliance/limits.ts';
import { DAY_MS } from '../../src/core/time.ts';
import { DAYS, type Readings, START } from './readings.ts';
import { element, polyline, type Role, span, stroked, tenth, text } from './svg.ts';
import { type Language, WORDS, type Word } from './words.ts';

interface Line {
  readonly instrument: string;
  readonly name: Word;
  readonly role: Role;
  /** Where its scale ends; it begins at 0. */
  readonly top: number;
}

interface Strip {
  readonly title: Word;
  readonly lines: readonly Line[];
  /** Ticks of the left scale, that of the first line. */
  readonly ticks: readonly number[];
  /** Ticks of the second line's own scale. */
  readonly rightTicks?: readonly number[];
  readonly withRain?: true;
  readonly withLimit?: true;
}

const STRIPS: readonly Strip[] = [
  {
    title: 'inlet',
    lines: [{ instrument: 'PRE-DEB-01', name: 'flow', role: 'text', top: 3000 }],
    ticks: [0, 1000, 2000, 3000],
    withRain: true,
  },
  {
    title: 'ammonium',
    lines: [
      { instrument: 'SOR-AMM-01', name: 'outlet', role: 'text', top: 60 },
      { instrument: 'DPR-AMM-01', name: 'settled', role: 'quiet', top: 60 },
    ],
    ticks: [0, 20, 40, 60],
  },
  {
    title: 'aeration',
    lines: [
      { instrument: 'BIO-DEB-02', name: 'air', role: 'text', top: 12_000 },
      { instrument: 'BIO-O2-06', name: 'oxygen', role: 'quiet', top: 3 },
    ],
    ticks: [0, 4000, 8000, 12_000],
    rightTicks: [0, 1, 2, 3],
  },
  {
    title: 'clarifier',
    lines: [
      { instrument: 'SOR-MES-01', name: 'solids', role: 'text', top: 60 },
      { instrument: 'DSE-VOI-01', name: 'blanket', role: 'sludge', top: 3 },
    ],
    ticks: [0, 20, 40, 60],
    rightTicks: [0, 1, 2, 3],
    withLimit: true,
  },
];

/** The plot of the first strip, how large the letters are, and every which reading is drawn. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly every: number;
  /** From one plot to the next. */
  readonly gap: number;
  /** What the lines are stands under the title, not at its right, and without the instruments. */
  readonly narrow?: true;
}

/** Rain, mm/h, that reaches down to the middle of a strip. */
const RAIN_TOP = 6;

export function strips(readings: Readings, language: Language, place: Place): string {
  const pitch = place.height + place.gap;
  const drawn = STRIPS.map((strip, i) => draw(strip, readings, language, { ...place, y: place.y + i * pitch }));
  return [...drawn, days(language, place, place.y + STRIPS.length * pitch - place.gap)].join('\n');
}

/** Where the last of the strips ends that begin at `place`. */
export function stripsEnd({ y, height, gap, size }: Place): number {
  return y + STRIPS.length * (height + gap) - gap + 2.6 * size;
}

function draw(strip: Strip, readings: Readings, language: Language, place: Place): string {
  const { x, y, width, height, size } = place;
  const level = (value: number, top: number): number => y + height * (1 - Math.min(value / top, 1));
  const [first, second] = strip.lines;
  const curve = ({ instrument, top }: Line): string => {
    const values = readings.of(instrument);
    const shown = values.flatMap((value, i) =>
      i % place.every === 0 ? [[x + (width * i) / values.length, level(value, top)] as const] : [],
    );
    return polyline(shown);
  };
  const scale = (ticks: readonly number[], top: number, at: number, anchor: 'start' | 'end'): string =>
    ticks
      .map((tick) => text(at, level(tick, top) + 0.35 * size, number(tick, language), { role: 'muted', size, anchor }))
      .join('');
  return [
    ...strip.ticks.map((tick) => rule([x, level(tick, first.top)], [x + width, level(tick, first.top)])),
    ...Array.from({ length: DAYS + 1 }, (_, day) =>
      rule([x + (day * width) / DAYS, y], [x + (day * width) / DAYS, y + height]),
    ),
    scale(strip.ticks, first.top, x - 7, 'end'),
    second && strip.rightTicks ? scale(strip.rightTicks, second.top, x + width + 7, 'start') : '',
    strip.withRain ? rain(readings.rain, language, place) : '',
    ...strip.lines
      .toReversed()
      .map((line) => element('path', { class: stroked(line.role), 'stroke-width': 1.3, d: curve(line) })),
    strip.withLimit ? limit(level(solidsLimit(), first.top), language, place) : '',
    caption(strip, language, place),
  ].join('\n');
}

/** The limit of suspended solids that the outlet's daily composite must keep. */
function limit(at: number, language: Language, { x, width, size }: Place): string {
  const line = polyline([
    [x, at],
    [x + width, at],
  ]);
  return (
    element('path', { class: stroked('muted'), 'stroke-dasharray': '5 5', d: line }) +
    text(x + 6, at - 5, WORDS.limit[language], { role: 'muted', size })
  );
}

function solidsLimit(): number {
  const { parameters } = limitsFor({ regulation: 'FR-2015', populationEquivalent: 80_000, sensitiveArea: true });
  const limit = parameters.find(({ parameter }) => parameter === 'TSS')?.concentration;
  if (limit == null) throw new Error('no limit of suspended solids');
  return limit;
}

/** Rain as bars that hang from the top, with a scale of its own at the right. */
function rain(values: readonly number[], language: Language, { x, y, width, height, size }: Place): string {
  const depth = (value: number): number => (0.5 * height * value) / RAIN_TOP;
  const step = width / values.length;
  const bars = values.flatMap((value, i) =>
    value > 0 ? [`M${tenth(x + (i + 0.5) * step)},${tenth(y)}v${tenth(depth(value))}`] : [],
  );
  const look = { class: stroked('rain'), 'stroke-width': tenth(step + 0.6), 'stroke-linecap': 'butt' };
  const ticks = [0, RAIN_TOP].map((tick) =>
    text(x + width + 7, y + depth(tick) + 0.35 * size, number(tick, language), { role: 'rain', size }),
  );
  return element('path', { ...look, d: bars.join('') }) + ticks.join('');
}

/** What the strip shows, and what its lines are. */
function caption({ title, lines, withRain }: Strip, language: Language, place: Place): string {
  const { x, y, width, size, narrow } = place;
  const keys = lines.map(({ role, name, instrument }, i) => {
    const words = WORDS[name][language] + (narrow ? '' : ` ${instrument}`);
    return span(i > 0 ? '\u2003— ' : '— ', role, 700) + span(words, 'muted');
  });
  if (withRain) keys.push(span(`\u2003▮ ${WORDS.rain[language]}`, 'rain'));
  return (
    text(x, y - (narrow ? 28 : 9), WORDS[title][language], { weight: 600, size: size + 1.5 }) +
    (narrow ? text(x, y - 9, keys, { size }) : text(x + width, y - 9, keys, { size, anchor: 'end' }))
  );
}

function days(language: Language, { x, width, size, narrow }: Place, y: number): string {
  const names = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    weekday: narrow ? 'short' : 'long',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  return Array.from({ length: DAYS }, (_, day) =>
    text(x + ((day + 0.5) * width) / DAYS, y + 1.6 * size, names.format(Date.parse(START) + day * DAY_MS), {
      role: 'muted',
      size,
      anchor: 'middle',
    }),
  ).join('');
}

function rule(from: readonly [number, number], to: readonly [number, number]): string {
  return element('path', { class: stroked('grid'), d: polyline([from, to]) });
}

function number(value: number, language: Language): string {
  return value.toLocaleString(language === 'en' ? 'en-GB' : 'fr-FR');
}
