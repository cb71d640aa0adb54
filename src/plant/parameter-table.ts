/** Tables of parameters: default, range, unit and meaning of each, and the check of what a user gives. */

import type { Fault } from '../core/errors.ts';

export interface Parameter {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly what: string;
  /** The default is that of a town of 80,000 and grows with it, or with the catchment. */
  readonly extensive?: true;
}

export type ParameterTable = Readonly<Record<string, Parameter>>;

/** A fault for each name that the table does not know; `got` says what is shown of it. */
export function unknownFaults(
  table: ParameterTable,
  given: object,
  place: (name: string) => string,
  got: (name: string) => unknown,
): Fault[] {
  const expected = `one of ${Object.keys(table).join(', ')}`;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(table, name));
  return unknown.map((name) => ({ where: place(name), got: got(name), expected }));
}

/** A fault for each parameter of the table that is absent from `values`, no number or out of its range. */
export function rangeFaults(table: ParameterTable, values: object, place: (name: string) => string): Fault[] {
  const given = new Map<string, unknown>(Object.entries(values));
  return Object.entries(table).flatMap(([name, { min, max, unit }]) => {
    const value = given.get(name);
    if (typeof value === 'number' && value >= min && value <= max) return [];
    return [{ where: place(name), got: value, expected: `a number from ${min} to ${max} (${unit})` }];
  });
}
