/** The checks of sensor types and rows: each adds a fault with its place, or nothing. */

import type { Fault } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { isUnit, UNIT_CODES } from '../core/units.ts';
import { CLASS_NAMES } from './classes.ts';

/** A name that is not among those there are: says which was probably meant. */
export function unknown(where: string, got: string, what: string, names: Iterable<string>): Fault {
  return { where, got, expected: `${what} such as "${nearest(String(got), names)}"` };
}

export function checkUnit(where: string, unit: string, faults: Fault[]): boolean {
  if (isUnit(unit)) return true;
  faults.push(unknown(where, unit, 'a UCUM unit of the table', UNIT_CODES));
  return false;
}

export function checkClass(where: string, name: string, faults: Fault[]): void {
  if (!CLASS_NAMES.some((known) => known === name)) {
    faults.push({ where, got: name, expected: `one of ${CLASS_NAMES.join(' ')}` });
  }
}

export function checkAmount(where: string, got: number, most: number, faults: Fault[]): void {
  if (got >= 0 && got <= most) return;
  faults.push({ where, got, expected: most === 1 ? 'a fraction of the span, 0 to 1' : 'a number from 0' });
}

/** Rounding to a multiple is exact in decimals only where 1 / resolution is whole. */
export function checkResolution(where: string, got: number, faults: Fault[]): void {
  const parts = Math.round(1 / got);
  if (got > 0 && got <= 1 && Math.abs(parts * got - 1) < 1e-9) return;
  faults.push({ where, got, expected: '1 or a whole fraction of 1, such as 0.5, 0.1 or 0.02' });
}

export function checkRange(where: string, range: readonly [number, number], faults: Fault[]): boolean {
  if (Number.isFinite(range[0]) && Number.isFinite(range[1]) && range[0] < range[1]) return true;
  faults.push({ where, got: range, expected: 'two numbers, the minimum below the maximum' });
  return false;
}

export function checkBase(
  where: string,
  base: number,
  [min, max]: readonly [number, number],
  faults: Fault[],
): boolean {
  if (base >= min && base <= max) return true;
  faults.push({ where, got: base, expected: `a base value within the range ${min} to ${max}` });
  return false;
}
