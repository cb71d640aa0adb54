/**
 * Draws for every subtype what happens, and fills the tables of docs/anomalies.md.
 *
 *   node scripts/docs-anomalies.ts
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { EventRequest } from '../src/anomalies/event.ts';
import { ALL_SUBTYPES, type Subtype } from '../src/anomalies/index.ts';
import { ANOMALY_KINDS, ANOMALY_KINDS_FR } from '../src/core/anomaly-kinds.ts';
import { CHART_FRAME, chart, legend } from './docs-anomalies/chart.ts';
import { greatestError, record, SENSORS, START, type Trace } from './docs-anomalies/episode.ts';
import { picture } from './docs-picture/svg.ts';

const PICTURES = new URL('../docs/pictures/anomalies/', import.meta.url);
const PAGE = new URL('../docs/anomalies.md', import.meta.url);
const MARK = /(<!-- subtypes -->\n)[\s\S]*(<!-- \/subtypes -->)/;

const WIDTH = 720;
const PLOT_HEIGHT = 130;
const BINS = 340;
const HOUR_MS = 3_600_000;
/** Events begin in the second day, when there is history to replay. */
const EVENT_HOUR = 30;
/** Probes that people know, for subtypes that may be shown at any. */
const SHOWN = ['BIO-O2-06', 'BIO-AMM-02', 'SOR-AMM-01', 'DPR-TUR-01', 'PRE-DEB-01'];

/** Where the usual ones show nothing: an alarm is hidden only where there would be one. */
const SHOWN_AT: Readonly<Record<string, readonly string[]>> = { alarm_band: ['DPR-AMM-01'] };

/** The event that shows a subtype: at its defaults, but no longer than what can be seen in a picture. */
export function exampleOf(subtype: Subtype): EventRequest {
  return {
    kind: subtype.kind,
    subtype: subtype.name,
    target: targetOf(subtype),
    start: START + EVENT_HOUR * HOUR_MS,
    durationS: subtype.duration.default,
    magnitude: subtype.magnitude?.default,
  };
}

export function pictureName({ kind, name }: Subtype): string {
  return `${kind}-${name}.svg`.replaceAll('_', '-');
}

export function draw(subtype: Subtype): string {
  const request = exampleOf(subtype);
  const durationH = subtype.duration.default / 3600;
  const afterH = Math.min(96, subtype.recoveryDays > 0 ? Math.max(12, 1.5 * durationH) : 0.35 * durationH);
  const beforeH = Math.min(24, Math.max(0.5, 0.25 * durationH));
  const toHour = EVENT_HOUR + durationH + afterH;
  const { traces } = record([request], { fromHour: EVENT_HOUR - beforeH, toHour, bins: BINS });
  const body = chart(mostMoved(traces, subtype), { y: 26, width: WIDTH, height: PLOT_HEIGHT }, [
    [EVENT_HOUR, EVENT_HOUR + durationH],
  ]);
  return picture(WIDTH, 26 + PLOT_HEIGHT + CHART_FRAME, `${subtype.kind} ${subtype.name}`, legend(18), body);
}

/** The sensor at which most is to be seen; of those that the event acts on, where it acts on sensors. */
function mostMoved(traces: readonly Trace[], subtype: Subtype): Trace {
  const own = targetOf(subtype);
  const shown = traces.filter(({ sensor }) =>
    subtype.acts === 'sensor' ? own.includes(sensor.id) : sensor.class !== 'instant',
  );
  const [best] = shown.sort((a, b) => greatestError(b) - greatestError(a));
  if (greatestError(best) > 0) return best;
  throw new Error(`${subtype.kind} ${subtype.name}: expected a labelled reading to show, got none`);
}

function targetOf({ name, acts, places, families, refuses, sensors: count }: Subtype): readonly string[] {
  if (places !== undefined) return [places[0]];
  if (acts !== 'sensor') return [];
  if (SHOWN_AT[name] !== undefined) return SHOWN_AT[name];
  const suited = SENSORS.filter((sensor) => refuses?.(sensor) === undefined);
  const few = Math.max(count?.min ?? 1, Math.min(count?.random[0] ?? 1, 4));
  if (families !== undefined) return families(suited)[0].slice(0, Math.max(few, 3));
  const known = SHOWN.filter((id) => suited.some((sensor) => sensor.id === id));
  return [...known, ...suited.map(({ id }) => id)].slice(0, few);
}

/** The part of the page that is made here. */
export function subtypeSections(): string {
  return ANOMALY_KINDS.map((kind) => {
    const rows = ALL_SUBTYPES.filter((subtype) => subtype.kind === kind);
    const sections = rows.map(section).join('\n');
    return `## \`${kind}\` (${ANOMALY_KINDS_FR[kind]})\n\n${sections}`;
  }).join('\n');
}

function section(subtype: Subtype): string {
  const { name, kind, summary, magnitude, duration, recoveryDays, technique, shapes, places } = subtype;
  const hours = (s: number) => `${+(s / 3600).toPrecision(3)} h`;
  const facts = [
    places === undefined ? undefined : `acts on: ${places.map((place) => `\`${place}\``).join(', ')}`,
    magnitude &&
      `magnitude: ${magnitude.default} ${magnitude.unit} (${magnitude.min} to ${magnitude.max}; at random ${magnitude.random.join(' to ')}) — ${magnitude.source}`,
    `duration: ${hours(duration.default)} (${hours(duration.min)} to ${hours(duration.max)}; at random ${duration.random.map(hours).join(' to ')}) — ${duration.source}`,
    `shapes: ${shapes.join(', ')}`,
    recoveryDays > 0 ? `dies out within ${recoveryDays} d` : undefined,
    technique && `ATT&CK for ICS: ${technique.id} ${technique.name}${also(technique.also)}`,
  ].filter((fact) => fact !== undefined);
  return [
    `### \`${name}\``,
    '',
    `${summary.en} *${summary.fr}*`,
    '',
    ...facts.map((fact) => `- ${fact}`),
    '',
    `![${kind} ${name}: undisturbed plant, plant, reading and label over time](pictures/anomalies/${pictureName(subtype)})`,
    '',
  ].join('\n');
}

function also(ids: readonly string[]): string {
  return ids.length === 0 ? '' : ` (also ${ids.join(', ')})`;
}

if (import.meta.main) {
  mkdirSync(PICTURES, { recursive: true });
  for (const subtype of ALL_SUBTYPES) writeFileSync(new URL(pictureName(subtype), PICTURES), draw(subtype));
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    page.replace(MARK, (_, open, close) => `${open}\n${subtypeSections()}\n${close}`),
  );
}
