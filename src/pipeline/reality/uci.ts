/**
 * Reads the UCI "Water Treatment Plant" record (Poch, Béjar & Cortés 1993): 527 days of an activated-sludge plant.
 * E is its inlet, P the primary settler's inlet, D the primary effluent (named "input to secondary settler" in the
 * data set; its removals show that the biology lies between D and S), S the clarifier's effluent.
 */

import { ConfigError } from '../../core/errors.ts';
import { DAY_MS } from '../../core/time.ts';
import type { DailyColumn, DailyPoint, DailyTable } from './daily-table.ts';

const POINTS: Readonly<Record<string, DailyPoint>> = {
  E: 'influent',
  P: 'screened',
  D: 'primary_effluent',
  S: 'clarifier_effluent',
};
/** The record's names; `SSV` is the volatile share of `SS` in %. There is no COD at P and flow only at E. */
const QUANTITIES = { PH: 'pH', DBO: 'BOD5', DQO: 'COD', SS: 'TSS', COND: 'conductivity' } as const;
const ABSENT = 'DQO-P';

/**
 * Throws ConfigError for a missing column, a broken date or a value that is neither a number nor `?`.
 * @param text the file's contents: a header, then comma-separated rows; `D-day/month/year`, `?` for missing
 * @param file its name, for errors
 */
export function readUciRecord(text: string, file: string): DailyTable {
  const [header, ...lines] = text.split(/\r?\n/);
  const names = header.split(',');
  const rows = lines.flatMap((line, i) => (line.trim() === '' ? [] : [{ cells: line.split(','), number: i + 2 }]));
  for (const { cells, number } of rows) {
    if (cells.length !== names.length) {
      throw new ConfigError({ where: `${file}:${number}`, got: `${cells.length} cells`, expected: `${names.length}` });
    }
  }
  const column = (name: string): Float64Array => {
    const at = names.indexOf(name);
    if (at < 0) throw new ConfigError({ where: `${file}, header`, got: header, expected: `a column ${name}` });
    return Float64Array.from(rows, ({ cells, number }) => readCell(cells[at], `${file}:${number}, column ${name}`));
  };
  const dayAt = names.indexOf('DAY');
  if (dayAt < 0) throw new ConfigError({ where: `${file}, header`, got: header, expected: 'a column DAY' });
  const days = rows.map(({ cells, number }) => readDay(cells[dayAt], `${file}:${number}, column DAY`));
  const columns: Partial<Record<DailyColumn, Float64Array>> = { 'influent.Q': column('Q-E') };
  for (const [letter, point] of Object.entries(POINTS)) {
    for (const [short, quantity] of Object.entries(QUANTITIES)) {
      const name = `${short}-${letter}`;
      if (name !== ABSENT) columns[`${point}.${quantity}`] = column(name);
    }
    const solids = column(`SS-${letter}`);
    columns[`${point}.VSS`] = column(`SSV-${letter}`).map((share, i) => (share / 100) * solids[i]);
  }
  return { days, columns };
}

function readCell(cell: string, where: string): number {
  if (cell === '?') return Number.NaN;
  const value = cell.trim() === '' ? Number.NaN : Number(cell);
  if (!Number.isFinite(value)) throw new ConfigError({ where, got: cell, expected: 'a number or ?' });
  return value;
}

/** `D-1/3/90`: 1 March 1990. */
function readDay(cell: string, where: string): number {
  const parts = /^D-(\d{1,2})\/(\d{1,2})\/(\d{2})$/.exec(cell);
  const [day, month, year] = parts === null ? [0, 0, 0] : parts.slice(1).map(Number);
  const date = new Date(Date.UTC(1900 + year, month - 1, day));
  if (parts === null || date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) {
    throw new ConfigError({ where, got: cell, expected: 'a date like D-31/12/90' });
  }
  return date.getTime() / DAY_MS;
}
