/** Fills docs/anomalies.md with all subtypes and draws a picture of each; `node scripts/docs-anomalies.ts` writes them. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ALL_SUBTYPES, type Subtype } from '../src/anomalies/index.ts';
import type { Amount } from '../src/anomalies/subtype.ts';
import { formatDuration } from '../src/apps/scenario/time.ts';
import { ANOMALY_KINDS, ANOMALY_KINDS_FR } from '../src/core/anomaly-kinds.ts';
import { chartsPicture } from './docs-anomalies/chart.ts';
import { exampleOf } from './docs-anomalies/example.ts';

export const SUBTYPE_PICTURES = new URL('../docs/pictures/anomalies/', import.meta.url);

const PAGE = new URL('../docs/anomalies.md', import.meta.url);
const PLACE = /(<!-- subtypes -->\n)[\s\S]*(<!-- \/subtypes -->)/;
const PLOT_HEIGHT = 130;

export function pictureName({ kind, name }: Subtype): string {
  return `${kind}-${name}.svg`.replaceAll('_', '-');
}

export function subtypePicture(subtype: Subtype): string {
  const { trace, eventHours } = exampleOf(subtype);
  return chartsPicture(`${subtype.kind} ${subtype.name}`, [trace], eventHours, PLOT_HEIGHT);
}

/** The page with its list of subtypes made anew. */
export function withSubtypes(page: string): string {
  if (!PLACE.test(page)) throw new Error('docs/anomalies.md: no place for the subtypes');
  const kinds = ANOMALY_KINDS.map((kind) => {
    const sections = ALL_SUBTYPES.filter((subtype) => subtype.kind === kind).map(section);
    return `## \`${kind}\` (${ANOMALY_KINDS_FR[kind]})\n\n${sections.join('\n')}`;
  });
  return page.replace(PLACE, (_, begin, end) => `${begin}\n${kinds.join('\n')}\n${end}`);
}

function section(subtype: Subtype): string {
  const { name, kind, summary, magnitude, duration, recoveryDays, technique, shapes, places } = subtype;
  const facts = [
    places === undefined ? undefined : `acts on: ${places.map((place) => `\`${place}\``).join(', ')}`,
    magnitude && `magnitude: ${amount(magnitude, String, magnitude.unit)}`,
    `duration: ${amount(duration, formatDuration)}`,
    `shapes: ${shapes.join(', ')}`,
    recoveryDays > 0 ? `dies out within ${recoveryDays} d` : undefined,
    technique && `ATT&CK for ICS: ${technique.id} ${technique.name}${also(technique.also)}`,
  ].filter((fact) => fact !== undefined);
  return [
    `### \`${name}\``,
    '',
    `${summary.en}. *${summary.fr}.*`,
    '',
    ...facts.map((fact) => `- ${fact}`),
    '',
    `![${kind} ${name}: undisturbed plant, plant, reading and label over time](pictures/anomalies/${pictureName(subtype)})`,
    '',
  ].join('\n');
}

function amount(range: Amount, write: (value: number) => string, unit = ''): string {
  const { min, max, default: usual, random, eitherSign, source } = range;
  const drawn = `${random.map(write).join(' to ')}${eitherSign ? ', of either sign' : ''}`;
  return `${[write(usual), unit].join(' ').trim()} (${write(min)} to ${write(max)}; at random ${drawn}) — ${source}`;
}

function also(ids: readonly string[]): string {
  return ids.length === 0 ? '' : ` (also ${ids.join(', ')})`;
}

if (import.meta.main) {
  mkdirSync(SUBTYPE_PICTURES, { recursive: true });
  for (const subtype of ALL_SUBTYPES) {
    writeFileSync(new URL(pictureName(subtype), SUBTYPE_PICTURES), subtypePicture(subtype));
  }
  writeFileSync(PAGE, withSubtypes(readFileSync(PAGE, 'utf8')));
}
