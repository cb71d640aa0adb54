/** Charts of traces: the undisturbed plant, the plant as it is, what is reported, and below it where it is labelled. */

import { UNITS } from '../../src/core/units.ts';
import { element, filled, picture, polyline, type Role, stroked, tenth, text } from '../docs-picture/svg.ts';
import type { Episode, Trace } from './episode.ts';

const WIDTH = 720;
const LEFT = 58;
const RIGHT = 14;
const STRIP = 6;
const MAX_TICKS = 6;
/** Hours from which on the axis counts days only. */
const DAYS_FROM = 72;
const LEGEND_HEIGHT = 26;
const TITLE_HEIGHT = 24;
const STRIP_HEIGHT = 16;
const AXIS_HEIGHT = 22;

/** The lines of every chart and what they are. */
const LEGEND: readonly (readonly [role: Role, dash: string, name: string])[] = [
  ['muted', '3 3', 'undisturbed plant'],
  ['rain', '', 'plant as it is'],
  ['text', '', 'reading'],
  ['anomaly', '', 'labelled'],
];

interface ChartPlace {
  readonly y: number;
  /** Of the plot alone. */
  readonly height: number;
}

/** One below the other with a common axis of time. */
export function chartsPicture(
  title: string,
  traces: readonly Trace[],
  eventHours: Episode['eventHours'],
  plotHeight: number,
): string {
  const step = TITLE_HEIGHT + plotHeight + STRIP_HEIGHT;
  const bottom = LEGEND_HEIGHT + traces.length * step;
  const charts = traces.map((trace, i) =>
    chart(trace, { y: LEGEND_HEIGHT + i * step, height: plotHeight }, eventHours),
  );
  return picture(WIDTH, bottom + AXIS_HEIGHT, title, legend(18), ...charts, timeAxis(traces[0].hours, bottom + 10));
}

function chart(trace: Trace, { y, height }: ChartPlace, eventHours: Episode['eventHours']): string {
  const { hours, sensor } = trace;
  const [from, to] = ends(hours);
  const [low, high] = scale(trace);
  const isContact = sensor.unit === '1';
  const px = toPixel(hours);
  const top = y + TITLE_HEIGHT;
  const py = (value: number) => top + height * (1 - (value - low) / (high - low));
  const parts = [
    text(LEFT, y + 14, `${sensor.id} · ${sensor.location}`, { size: 12, weight: 600 }),
    text(LEFT - 6, y + 14, isContact ? 'on/off' : UNITS[sensor.unit].symbol, {
      size: 11,
      role: 'muted',
      anchor: 'end',
    }),
  ];
  for (const [begin, end] of eventHours) {
    const [left, right] = [px(Math.max(from, begin)), px(Math.min(to, end))];
    if (right > left) {
      const area = { x: tenth(left), y: top, width: tenth(Math.max(1, right - left)), height };
      parts.push(element('rect', { class: filled('anomaly'), 'fill-opacity': 0.09, ...area }));
    }
  }
  for (const value of isContact ? [0, 1] : niceTicks(low, high)) {
    const at = tenth(py(value));
    parts.push(element('path', { class: stroked('grid'), d: `M${LEFT},${at}H${WIDTH - RIGHT}` }));
    parts.push(text(LEFT - 6, at + 4, String(value), { size: 11, role: 'muted', anchor: 'end' }));
  }
  parts.push(line(whereItDiffers(trace), hours, px, py, 'muted', { 'stroke-dasharray': '3 3' }));
  parts.push(line(trace.truth, hours, px, py, 'rain', { 'stroke-width': 1.4 }));
  parts.push(readingLine(trace, px, py));
  parts.push(...labelStrip(trace, px, top + height + 4));
  return parts.join('');
}

function timeAxis(hours: Float64Array, y: number): string {
  const [from, to] = ends(hours);
  const px = toPixel(hours);
  const names = hourTicks(from, to).map((hour) =>
    text(px(hour), y, hourName(hour, to - from), { size: 11, role: 'muted', anchor: 'middle' }),
  );
  return names.join('');
}

function legend(y: number): string {
  let x = LEFT;
  return LEGEND.map(([role, dash, name]) => {
    const dashes: Record<string, string> = dash === '' ? {} : { 'stroke-dasharray': dash };
    const mark = element('path', { class: stroked(role), 'stroke-width': 2, d: `M${x},${y - 4}h18`, ...dashes });
    const label = text(x + 24, y, name, { size: 11, role: 'muted' });
    x += 40 + 6.4 * name.length;
    return mark + label;
  }).join('');
}

function ends(hours: Float64Array): [from: number, to: number] {
  return [hours[0], hours[hours.length - 1]];
}

function toPixel(hours: Float64Array): ToPixel {
  const [from, to] = ends(hours);
  return (hour) => LEFT + ((hour - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
}

type ToPixel = (value: number) => number;

/** A line with gaps where there is no number. */
function line(
  values: Float64Array,
  hours: Float64Array,
  px: ToPixel,
  py: ToPixel,
  role: Role,
  more: Readonly<Record<string, string | number>>,
): string {
  const pieces: (readonly [number, number])[][] = [[]];
  values.forEach((value, i) => {
    if (Number.isFinite(value)) pieces[pieces.length - 1].push([px(hours[i]), py(value)]);
    else pieces.push([]);
  });
  const d = pieces
    .filter((piece) => piece.length > 0)
    .map(polyline)
    .join('');
  return d === '' ? '' : element('path', { class: stroked(role), d, ...more });
}

/** The undisturbed plant, but for where the line of the plant as it is would lie over it. */
function whereItDiffers({ truth, undisturbed, margin }: Trace): Float64Array {
  const differs = undisturbed.map((value, i) => (Math.abs(value - truth[i]) > margin / 20 ? 1 : 0));
  return undisturbed.map((value, i) => (differs[i - 1] || differs[i] || differs[i + 1] ? value : Number.NaN));
}

/** Readings scatter: from the least to the greatest of each bin. */
function readingLine({ least, most, hours }: Trace, px: ToPixel, py: ToPixel): string {
  const both = new Float64Array(2 * least.length);
  const twice = new Float64Array(2 * least.length);
  for (let i = 0; i < least.length; i++) {
    both[2 * i] = least[i];
    both[2 * i + 1] = most[i];
    twice[2 * i] = twice[2 * i + 1] = hours[i];
  }
  return line(both, twice, px, py, 'text', { 'stroke-width': 0.9 });
}

function labelStrip({ labelled, hours }: Trace, px: ToPixel, y: number): string[] {
  const strips: string[] = [];
  for (let i = 0; i < labelled.length; ) {
    if (labelled[i] === 0) {
      i++;
      continue;
    }
    const first = i;
    while (i < labelled.length && labelled[i] === 1) i++;
    const [left, right] = [px(hours[first]), px(hours[Math.min(i, hours.length - 1)])];
    const box = { x: tenth(left), y, width: tenth(Math.max(1, right - left)), height: STRIP };
    strips.push(element('rect', { class: filled('anomaly'), ...box }));
  }
  return strips;
}

/** All lines, with a little room. */
function scale({ truth, undisturbed, least, most }: Trace): [low: number, high: number] {
  const all = [truth, undisturbed, least, most].flatMap((values) => Array.from(values)).filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max((high - low) * 0.06, Math.abs(high) * 0.002, 1e-3);
  return [low - room, high + room];
}

function hourTicks(from: number, to: number): number[] {
  const span = to - from;
  const steps = span > DAYS_FROM ? [24, 48, 96, 168] : [0.25, 0.5, 1, 2, 3, 6, 12];
  const step = steps.find((size) => span / size <= 9) ?? 336;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step);
}

function hourName(hour: number, span: number): string {
  if (span > DAYS_FROM) return `day ${Math.floor(hour / 24) + 1}`;
  if (span > 24 && hour % 24 === 0) return `day ${hour / 24 + 1}`;
  const minutes = Math.round(60 * hour) % (24 * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Some two to six round numbers within the scale. */
function niceTicks(low: number, high: number): number[] {
  const rough = (high - low) / MAX_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  // Dividing by a whole number gives clean decimals.
  const perUnit = Math.round(1 / step);
  return Array.from({ length: last - first + 1 }, (_, i) => (step < 1 ? (first + i) / perUnit : (first + i) * step));
}
