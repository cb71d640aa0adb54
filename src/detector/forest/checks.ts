/** What was parsed from JSON, checked to be what it must be: each throws a `ConfigError` that names the place. */

import { ConfigError } from '../../core/errors.ts';

export function expectRecord(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ConfigError({ where, got: value, expected: 'an object' });
}

export function expectNumbers(value: unknown, where: string): number[] {
  if (!Array.isArray(value)) throw new ConfigError({ where, got: value, expected: 'a list of numbers' });
  const wrong = value.findIndex((item) => typeof item !== 'number');
  if (wrong === -1) return value;
  throw new ConfigError({ where: `${where}[${wrong}]`, got: value[wrong], expected: 'a number' });
}

export function expectWholeNumbers(value: unknown, where: string): number[] {
  const numbers = expectNumbers(value, where);
  const wrong = numbers.findIndex((number) => (number | 0) !== number);
  if (wrong === -1) return numbers;
  throw new ConfigError({ where: `${where}[${wrong}]`, got: numbers[wrong], expected: 'a whole number of 32 bits' });
}

export function expectWhole(value: unknown, least: number, where: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
  throw new ConfigError({ where, got: value, expected: `a whole number, ${least} or more` });
}
