/** What the schema found wrong, as faults that name place, got and expected. */

import type { z } from 'zod';
import type { Fault } from '../../core/errors.ts';
import { describeSchema, type Path, schemaAt } from './json-schema.ts';
import { expectOneOf } from './nearest.ts';
import type { ConfigFile, Override } from './source.ts';

export interface Origins {
  readonly file: ConfigFile | undefined;
  readonly overrides: readonly Override[];
}

export function faultsOf(error: z.ZodError, value: unknown, origins: Origins): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, value, origins));
}

/** `plant.setpoints.oxygen`, `sensors.add[3].type`. */
export function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );
}

function faultsOfIssue(issue: z.core.$ZodIssue, value: unknown, origins: Origins): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schemaAt(issue.path)?.properties ?? {});
    return issue.keys.map((key) => ({
      where: whereKey(issue.path, key, origins),
      got: `unknown key ${key}`,
      expected: expectOneOf(key, known),
    }));
  }
  if (issue.code === 'invalid_key') {
    const key = String(issue.path.at(-1));
    const expected = issue.issues[0]?.message ?? 'another key';
    return [{ where: whereKey(issue.path.slice(0, -1), key, origins), got: `key ${key}`, expected }];
  }
  return [{ where: where(issue.path, origins), got: valueAt(value, issue.path), expected: expectation(issue) }];
}

/** Rules of our own say what they expect; for all others the schema does. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || issue.code === 'invalid_format') return issue.message;
  const schema = schemaAt(issue.path);
  // Too short a text: the rule says what the text should have been.
  if (issue.code === 'too_small' && issue.origin === 'string') return issue.message;
  return schema === undefined ? issue.message : describeSchema(schema);
}

function where(path: Path, { file, overrides }: Origins): string {
  const override = overrides.findLast((candidate) => candidate.path.every((key, i) => path[i] === key));
  if (override !== undefined) {
    const inner = path.slice(override.path.length);
    return inner.length === 0 ? override.origin : `${override.origin}, ${formatPath(inner)}`;
  }
  const name = formatPath(path) || 'the whole';
  return file === undefined ? name : `${file.place(path)}, ${name}`;
}

function whereKey(path: Path, key: string, { file, overrides }: Origins): string {
  const isOverridden = overrides.some((candidate) => candidate.path.every((step, i) => path[i] === step));
  if (file === undefined || isOverridden) return where([...path, key], { file, overrides });
  return `${file.placeOfKey(path, key)}, ${formatPath([...path, key])}`;
}

function valueAt(value: unknown, path: Path): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = (inner as Record<PropertyKey, unknown>)[key];
  }
  return inner;
}
