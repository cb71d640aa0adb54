/** From the header and the first rows: which column is the time, which are read, which are left out. */

import { ConfigError, type Fault } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import { isTruthName, QUALITY_SUFFIX } from './column-names.ts';
import { findTime } from './find-time.ts';
import type { LeftOut, TableRequest } from './request.ts';

export interface PlannedColumn {
  /** Which column of the file. */
  readonly cell: number;
  /** Its name, of a column that a model asks for the model's name. */
  readonly name: string;
  /** The channel whose quality codes these are; undefined of a column of readings. */
  readonly qualityOf?: string;
}

export interface Plan {
  /** Columns whose texts together are the time: none, one, or date and time of day. */
  readonly time: readonly number[];
  readonly columns: readonly PlannedColumn[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * @param where the place of the header, for messages
 * @param header the columns' names, each different
 * @param sample the first cells of a column, none where they need not be known
 * @throws ConfigError where a column that the user or the model names is not there
 */
export function planColumns(
  where: string,
  header: readonly string[],
  sample: (cell: number) => readonly string[],
  request: TableRequest,
): Plan {
  const find = columnFinder(where, header);
  const excluded = new Set(find('--exclude', request.exclude ?? []));
  const included = new Set(find('--include', request.include ?? []));
  const time = request.time === undefined ? undefined : namedTime(request.time, header, find);
  const timeCells = time ?? findTime(header, sample, excluded);
  const isTime = new Set(timeCells);
  if (request.channels !== undefined) {
    return { time: timeCells, ...planChannels(find('', request.channels), request.channels, header, isTime) };
  }
  const columns: PlannedColumn[] = [];
  const leftOut: LeftOut[] = [];
  for (const [cell, name] of header.entries()) {
    if (isTime.has(cell)) continue;
    if (included.has(cell)) columns.push({ cell, name });
    else if (excluded.has(cell)) leftOut.push({ column: name, reason: 'excluded' });
    else if (isTruthName(name)) leftOut.push({ column: name, reason: 'ground truth by its name' });
    else if (!name.endsWith(QUALITY_SUFFIX)) columns.push({ cell, name });
  }
  return { time: timeCells, columns: [...columns, ...qualityColumns(columns, header)], leftOut };
}

type Find = (flag: string, names: readonly string[]) => number[];

/** Finds columns by name, without case where that names one only. Names that are not there end the work. */
function columnFinder(where: string, header: readonly string[]): Find {
  const lower = header.map((name) => name.toLowerCase());
  return (flag, names) => {
    const faults: Fault[] = [];
    const cells = names.map((name) => {
      const exact = header.indexOf(name);
      const cell = exact >= 0 ? exact : lower.indexOf(name.toLowerCase());
      if (cell >= 0) return cell;
      const place = flag === '' ? `${where}, column ${name}` : `${where}, ${flag} ${name}`;
      const got = `no column ${name}`;
      const meant = nearest(name, header);
      faults.push({
        where: place,
        got,
        expected: flag === '' ? 'all channels of the model' : `a column of the file, perhaps ${meant}`,
      });
      return cell;
    });
    if (faults.length > 0) throw new ConfigError(faults);
    return cells;
  };
}

function namedTime(time: string, header: readonly string[], find: Find): number[] {
  const isOne = header.some((name) => name.toLowerCase() === time.toLowerCase());
  return find('--time', isOne ? [time] : time.split(',').map((name) => name.trim()));
}

/** The channels of a model; other columns are left out, ground truth first of all. */
function planChannels(
  cells: readonly number[],
  channels: readonly string[],
  header: readonly string[],
  isTime: ReadonlySet<number>,
): Omit<Plan, 'time'> {
  const columns = cells.map((cell, i) => ({ cell, name: channels[i] }));
  const all = [...columns, ...qualityColumns(columns, header)];
  const used = new Set(all.map(({ cell }) => cell));
  const leftOut = header.flatMap((column, cell) =>
    used.has(cell) || isTime.has(cell)
      ? []
      : [{ column, reason: isTruthName(column) ? 'ground truth by its name' : 'not a channel of the model' }],
  );
  return { columns: all, leftOut };
}

/** The quality codes of the columns that have them. */
function qualityColumns(columns: readonly PlannedColumn[], header: readonly string[]): PlannedColumn[] {
  return columns.flatMap(({ cell, name }) => {
    const quality = header.indexOf(header[cell] + QUALITY_SUFFIX);
    return quality < 0 ? [] : [{ cell: quality, name: header[quality], qualityOf: name }];
  });
}
