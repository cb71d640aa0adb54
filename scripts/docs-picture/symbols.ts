/** One symbol for each stage: a plain section through its tank, drawn into the box 0…w × 0…h. */

import { STATION_SLUDGE } from '../../src/plant/station/parameters.ts';
import type { StageName } from '../../src/sensors/index.ts';
import { element, filled, polyline, type Role, stroked, tenth } from './svg.ts';

type Point = readonly [x: number, y: number];
type Symbol = (w: number, h: number) => string;

export const SYMBOLS: Readonly<Record<StageName, Symbol>> = {
  pretraitement: screensAndGrit,
  decantation_primaire: (w, h) => settler(w, h, 'cloudy'),
  traitement_biologique: reactors,
  decantation_secondaire: (w, h) => settler(w, h, 'clear'),
  traitement_tertiaire: filters,
  desinfection: lamps,
  traitement_boues: sludgeLine,
  sortie_controle: flume,
};

/** Length of an arrow head. */
const ARROW = 7;

/** Share of a tank's height that stays dry. */
const FREEBOARD = 0.16;

function screensAndGrit(w: number, h: number): string {
  const floor = 0.62 * h;
  const hopper = [
    [0.52 * w, floor],
    [0.7 * w, h],
    [0.8 * w, h],
    [w, floor],
  ] as const;
  const outline: Point[] = [[0, 0], [0, floor], ...hopper, [w, 0]];
  const bars = [0.16, 0.34].flatMap((x) => [
    line([x * w, 0.02 * h], [(x - 0.07) * w, floor]),
    line([(x + 0.04) * w, 0.02 * h], [(x - 0.03) * w, floor]),
  ]);
  return tank(outline, h, 'turbid') + bars.join('') + bubbles(0.64 * w, 0.92 * w, 0.3 * h, 0.8 * h);
}

function settler(w: number, h: number, water: Role): string {
  const outline: Point[] = [
    [0, 0],
    [0, 0.62 * h],
    [0.42 * w, h],
    [0.58 * w, h],
    [w, 0.62 * h],
    [w, 0],
  ];
  const blanket: Point[] = [
    [0.13 * w, 0.72 * h],
    [0.42 * w, h],
    [0.58 * w, h],
    [0.87 * w, 0.72 * h],
  ];
  return (
    area(outline, h, water) +
    element('path', { class: filled('turbid'), d: `${polyline(blanket)}z` }) +
    wall(outline) +
    line([0.5 * w, -0.12 * h], [0.5 * w, 0.5 * h]) +
    line([0.1 * w, -0.06 * h], [0.9 * w, -0.06 * h])
  );
}

/** Five reactors as wide as their volumes: two stirred, three aerated. */
function reactors(w: number, h: number): string {
  const { volumes } = STATION_SLUDGE;
  const total = volumes.reduce((sum, volume) => sum + volume, 0);
  const outline: Point[] = [
    [0, 0],
    [0, h],
    [w, h],
    [w, 0],
  ];
  const parts = [tank(outline, h, 'turbid')];
  let left = 0;
  volumes.forEach((volume, i) => {
    const width = (w * volume) / total;
    const middle = left + width / 2;
    if (i > 0) parts.push(line([left, (i % 2 === 1 ? 0.3 : 0.12) * h], [left, (i % 2 === 1 ? 1 : 0.82) * h]));
    parts.push(
      i < 2 ? stirrer(middle, h, width) : bubbles(left + 0.22 * width, left + 0.78 * width, 0.34 * h, 0.84 * h),
    );
    left += width;
  });
  return parts.join('');
}

function filters(w: number, h: number): string {
  const cells = [0, 1, 2, 3].map((i) => {
    const x = (i * w) / 4;
    const sand = { class: filled('cloudy'), x, y: 0.48 * h, width: w / 4, height: 0.52 * h };
    const outline: Point[] = [
      [x, 0],
      [x, h],
      [x + w / 4, h],
      [x + w / 4, 0],
    ];
    return area(outline, h, 'clear') + element('rect', sand) + grains(x, 0.54 * h, w / 4, 0.42 * h) + wall(outline);
  });
  return cells.join('');
}

function lamps(w: number, h: number): string {
  const outline: Point[] = [
    [0, 0],
    [0, 0.86 * h],
    [w, 0.86 * h],
    [w, 0],
  ];
  const tubes = [0.2, 0.4, 0.6, 0.8].map((x) =>
    element('rect', {
      class: `${filled('wall')} ${stroked('equipment')}`,
      x: tenth(x * w - 2.5),
      y: tenth(0.04 * h),
      width: 5,
      height: tenth(0.66 * h),
      rx: 2.5,
    }),
  );
  return tank(outline, h, 'clear') + tubes.join('');
}

/** The Venturi flume seen from above. */
function flume(w: number, h: number): string {
  const [top, bottom, throat] = [0.14 * h, 0.8 * h, 0.16 * h];
  const side = (y: number, t: number): Point[] => [
    [0, y],
    [0.3 * w, y],
    [0.44 * w, y + t],
    [0.6 * w, y + t],
    [0.82 * w, y],
    [w, y],
  ];
  const upper = side(top, throat);
  const lower = side(bottom, -throat);
  return (
    element('path', { class: filled('clear'), d: `${polyline([...upper, ...lower.toReversed()])}z` }) +
    wall(upper) +
    wall(lower)
  );
}

/** Thickener, digester under its gas dome, centrifuge. */
function sludgeLine(w: number, h: number): string {
  const thickener: Point[] = [
    [0, 0.3 * h],
    [0, 0.66 * h],
    [0.1 * w, h],
    [0.14 * w, h],
    [0.24 * w, 0.66 * h],
    [0.24 * w, 0.3 * h],
  ];
  const [left, right] = [0.36 * w, 0.64 * w];
  const dome = `M${tenth(left)},${tenth(0.36 * h)}C${tenth(left)},${tenth(-0.1 * h)} ${tenth(right)},${tenth(-0.1 * h)} ${tenth(right)},${tenth(0.36 * h)}`;
  const drum: Point[] = [
    [0.76 * w, 0.5 * h],
    [0.92 * w, 0.5 * h],
    [w, 0.64 * h],
    [w, 0.76 * h],
    [0.92 * w, 0.9 * h],
    [0.76 * w, 0.9 * h],
  ];
  const mid = 0.7 * h;
  return [
    pipe('sludge', [0.12 * w, mid], [left, mid]),
    pipe('sludge', [right, mid], [0.76 * w, mid]),
    element('path', {
      class: filled('turbid'),
      d: `${polyline([[0, 0.42 * h], ...thickener.slice(1, 5), [0.24 * w, 0.42 * h]])}z`,
    }),
    wall(thickener),
    element('path', { class: `${filled('wall')} ${stroked('equipment')}`, 'stroke-width': 1.5, d: dome }),
    tank(
      [
        [left, 0.36 * h],
        [left, h],
        [right, h],
        [right, 0.36 * h],
      ],
      0,
      'turbid',
      0.36 * h,
    ),
    element('path', {
      class: `${filled('wall')} ${stroked('equipment')}`,
      'stroke-width': 1.5,
      d: `${polyline(drum)}z`,
    }),
    line([0.76 * w, mid], [w, mid]),
  ].join('');
}

function tank(outline: readonly Point[], h: number, water: Role, surface?: number): string {
  return area(outline, h, water, surface) + wall(outline);
}

/** The water in an open outline whose first and last point are the tops of its walls. */
function area(outline: readonly Point[], h: number, water: Role, surface = FREEBOARD * h): string {
  const [left, right] = [outline[0], outline[outline.length - 1]];
  const body = [[left[0], surface] as const, ...outline.slice(1, -1), [right[0], surface] as const];
  return element('path', { class: filled(water), d: `${polyline(body)}z` });
}

function wall(points: readonly Point[]): string {
  return element('path', { class: stroked('equipment'), 'stroke-width': 1.5, d: polyline(points) });
}

function line(from: Point, to: Point): string {
  return element('path', { class: stroked('equipment'), d: polyline([from, to]) });
}

/** A pipe through points, with an arrow at its end; a rim of the paper's colour keeps crossings apart. */
export function pipe(role: Role, ...points: readonly Point[]): string {
  const [from, tip] = points.slice(-2);
  const [dx, dy] = [Math.sign(tip[0] - from[0]), Math.sign(tip[1] - from[1])];
  const neck: Point = [tip[0] - ARROW * dx, tip[1] - ARROW * dy];
  const d = polyline([...points.slice(0, -1), neck]);
  const side = ARROW / 2;
  const head: Point[] = [[neck[0] + side * dy, neck[1] + side * dx], tip, [neck[0] - side * dy, neck[1] - side * dx]];
  return (
    element('path', { class: stroked('paper'), 'stroke-width': 6, 'stroke-linecap': 'butt', d }) +
    element('path', { class: stroked(role), 'stroke-width': 1.7, d }) +
    element('path', { class: filled(role), d: `${polyline(head)}z` })
  );
}

function stirrer(x: number, h: number, width: number): string {
  const blade = Math.min(0.32 * width, 8);
  const at = 0.7 * h;
  return (
    line([x, -0.1 * h], [x, at]) +
    line([x - blade, at - 2.5], [x + blade, at + 2.5]) +
    line([x - blade, at + 2.5], [x + blade, at - 2.5])
  );
}

/** Air from below: rings in fixed places. */
function bubbles(left: number, right: number, top: number, bottom: number): string {
  const places = [
    [0.5, 1],
    [0, 0.84],
    [1, 0.78],
    [0.3, 0.56],
    [0.74, 0.42],
    [0.1, 0.28],
    [0.5, 0.12],
    [0.94, 0.04],
  ] as const;
  return places
    .map(([x, y]) =>
      element('circle', {
        class: stroked('equipment'),
        cx: tenth(left + x * (right - left)),
        cy: tenth(top + y * (bottom - top)),
        r: 1.5,
      }),
    )
    .join('');
}

function grains(x: number, y: number, w: number, h: number): string {
  const places = [
    [0.25, 0.05],
    [0.7, 0.2],
    [0.35, 0.4],
    [0.78, 0.6],
    [0.3, 0.75],
    [0.62, 0.95],
  ] as const;
  return places
    .map(([u, v]) =>
      element('circle', { class: filled('equipment'), cx: tenth(x + u * w), cy: tenth(y + v * h), r: 0.9 }),
    )
    .join('');
}
