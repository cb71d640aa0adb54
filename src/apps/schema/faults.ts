/** What the schema found wrong, as faults that name place, got and expected. */

import type { z } from 'zod';
import type { Fault } from '../../core/errors.ts';
import { expectOneOf } from './expect-one-of.ts';
import { describeSchema, type Path, type Schema, schemaAt } from './json-schema.ts';

/** How the user names a place: by line and column, by flag, as `query.after`. */
export interface Places {
  value(path: Path): string;
  /** The place of a key itself, not of its value. */
  key(path: Path, key: string): string;
}

/** @param value what was checked, against the schema that `root` describes */
export function faultsOf(error: z.ZodError, value: unknown, root: Schema, places: Places): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, value, root, places));
}

/** `plant.setpoints.oxygen`, `sensors.add[3].type`. */
export function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );
}

function faultsOfIssue(issue: z.core.$ZodIssue, value: unknown, root: Schema, places: Places): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schemaAt(root, issue.path)?.properties ?? {});
    return issue.keys.map((key) => ({
      where: places.key(issue.path, key),
      got: `unknown key ${key}`,
      expected: expectOneOf(key, known),
    }));
  }
  if (issue.code === 'invalid_key') {
    const key = String(issue.path.at(-1));
    const expected = issue.issues[0]?.message ?? 'another key';
    return [{ where: places.key(issue.path.slice(0, -1), key), got: `key ${key}`, expected }];
  }
  return [{ where: places.value(issue.path), got: valueAt(value, issue.path), expected: expectation(issue, root) }];
}

/** Rules of our own say what they expect; for all others the schema does. */
function expectation(issue: z.core.$ZodIssue, root: Schema): string {
  const isText = issue.code === 'too_small' && issue.origin === 'string';
  if (issue.code === 'custom' || issue.code === 'invalid_format' || isText) return issue.message;
  const schema = schemaAt(root, issue.path);
  return schema === undefined ? issue.message : describeSchema(schema);
}

function valueAt(value: unknown, path: Path): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = (inner as Record<PropertyKey, unknown>)[key];
  }
  return inner;
}
