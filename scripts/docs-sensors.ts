/** Fills the tables of docs/sensors.md from the catalogue; `node scripts/docs-sensors.ts` writes the page anew. */

import { readFileSync, writeFileSync } from 'node:fs';
import { unit } from '../src/core/units.ts';
import {
  buildCatalogue,
  CLASS_NAMES,
  INSTRUMENT_CLASSES,
  SENSOR_TYPE_NAMES,
  SENSOR_TYPES,
  STAGE_NAMES,
  STAGES,
  type TypeEntry,
} from '../src/sensors/index.ts';

const PAGE = new URL('../docs/sensors.md', import.meta.url);

/** The page with its tables, between `<!-- name -->` and `<!-- /name -->`, made anew. */
export function withTables(page: string): string {
  return Object.entries({ classes, types, catalogue }).reduce((text, [name, table]) => {
    const parts = text.split(new RegExp(`(<!-- /?${name} -->)`));
    if (parts.length !== 5) throw new Error(`docs/sensors.md: no place for the table of ${name}`);
    parts[2] = `\n${table()}\n`;
    return parts.join('');
  }, page);
}

function classes(): string {
  const rows = CLASS_NAMES.map((name) => {
    const { order, t90Min, sampleMin, typical } = INSTRUMENT_CLASSES[name];
    return [
      name,
      order || '–',
      t90Min ? `${t90Min} min` : '–',
      sampleMin ? `every ${sampleMin} min` : 'continuous',
      typical,
    ];
  });
  return table(['class', 'lags', 'T90', 'measures', 'typical'], rows);
}

function types(): string {
  const rows = SENSOR_TYPE_NAMES.map((name) => {
    const type: TypeEntry = SENSOR_TYPES[name];
    const { symbol } = unit(type.unit);
    const limit = type.detectionLimit || '–';
    return [
      `\`${name}\``,
      type.label.en,
      symbol || '–',
      span(type.range),
      type.class,
      type.noise,
      type.calibration,
      limit,
    ];
  });
  return table(['type', 'measures', 'unit', 'range', 'class', 'noise', 'calibration', 'detection limit'], rows);
}

function catalogue(): string {
  const { sensors } = buildCatalogue();
  return STAGE_NAMES.map((stage) => {
    const members = sensors.filter((sensor) => sensor.stage === stage);
    const rows = members.map((sensor) => {
      const { symbol } = unit(sensor.unit);
      const range = `${span(sensor.range)} ${symbol}`.trim();
      return [
        sensor.id,
        `\`${sensor.type}\``,
        sensor.location,
        `\`${sensor.tap}\``,
        range,
        sensor.resolution,
        sensor.class,
      ];
    });
    const heading = `### ${STAGES[stage].en} (\`${stage}\`, ${members.length})`;
    return `${heading}\n\n${table(['id', 'type', 'where', 'tap', 'range', 'resolution', 'class'], rows)}`;
  }).join('\n\n');
}

function span([min, max]: readonly [number, number]): string {
  return `${min < 0 ? `−${-min}` : min}–${max}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

if (import.meta.main) writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8')));
