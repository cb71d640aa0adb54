/** Parameters of a unit: defaults, what a user may override, and the ranges within which the unit is sound. */

import { ConfigError, type Fault } from '../../core/errors.ts';

export type Ranges<P> = { readonly [K in keyof P]: readonly [min: number, max: number] };

/**
 * The defaults with overrides laid over them, as a fresh mutable object.
 * @param where the unit's name for error messages, `primary`
 * @throws ConfigError for an unknown name, a value that is no finite number, or one out of its range; names them all
 */
export function withDefaults<P extends object>(
  where: string,
  defaults: Readonly<P>,
  overrides: Partial<Readonly<P>>,
  ranges: Ranges<P>,
): P {
  requireRanges(where, overrides, ranges);
  return { ...defaults, ...overrides };
}

/** @throws ConfigError naming every value that `ranges` does not know or that is out of its range */
export function requireRanges<P extends object>(where: string, values: Partial<Readonly<P>>, ranges: Ranges<P>): void {
  const faults: Fault[] = [];
  for (const [name, value] of Object.entries(values)) {
    const range = Object.hasOwn(ranges, name) ? ranges[name as keyof P] : undefined;
    if (range === undefined) {
      faults.push({ where: `${where}.${name}`, got: value, expected: `one of ${Object.keys(ranges).join(', ')}` });
    } else if (typeof value !== 'number' || !(value >= range[0] && value <= range[1])) {
      faults.push({ where: `${where}.${name}`, got: value, expected: `a number from ${range[0]} to ${range[1]}` });
    }
  }
  if (faults.length > 0) throw new ConfigError(faults);
}
