/** The JSON Schema of a zod schema, and what it says about a place in words. */

import { z } from 'zod';

/** The part of JSON Schema that zod writes for our schema. */
export interface Schema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  examples?: unknown[];
  const?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  anyOf?: Schema[];
  items?: Schema;
  prefixItems?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
}

export type Path = readonly PropertyKey[];

/** JSON Schema 2020-12 of what `schema` takes. */
export function toJsonSchema(schema: z.ZodType): Schema {
  return withoutSectionDefaults(z.toJSONSchema(schema, { io: 'input' }) as Schema);
}

/** The schema of the value at a place; undefined where the schema knows no such place. */
export function schemaAt(root: Schema, path: Path): Schema | undefined {
  let schema: Schema | undefined = root;
  for (const key of path) {
    if (schema === undefined) return undefined;
    const other: Schema | boolean | undefined = schema.additionalProperties;
    if (typeof key === 'number') schema = schema.prefixItems?.[key] ?? schema.items;
    else if (Object.hasOwn(schema.properties ?? {}, key)) schema = schema.properties?.[String(key)];
    else schema = typeof other === 'object' ? other : undefined;
  }
  return schema;
}

/** Every value that is not a section with known keys, depth first, in the order of the schema. */
export function leaves(schema: Schema, path: readonly string[] = []): { path: string[]; schema: Schema }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
    isSection(inner) ? leaves(inner, [...path, key]) : [{ path: [...path, key], schema: inner }],
  );
}

/** A mapping whose keys are all known, as against one whose keys the user chooses. */
export function isSection(schema: Schema): boolean {
  return schema.properties !== undefined;
}

/** What is accepted, in words: `a whole number from 0 to 65535`, `one of "a", "b"`. */
export function describeSchema(schema: Schema): string {
  if (schema.anyOf) return schema.anyOf.map(describeSchema).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  switch (schema.type) {
    case 'integer':
      return `a whole number${describeLimits(schema)}`;
    case 'number':
      return `a number${describeLimits(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      return 'text';
    case 'array':
      return schema.prefixItems ? `a list of ${schema.prefixItems.length} values` : 'a list';
    case 'object':
      return schema.properties ? `a mapping with keys of ${Object.keys(schema.properties).join(', ')}` : 'a mapping';
    default:
      return 'another value';
  }
}

function describeLimits(schema: Schema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = withoutIntegerLimits(schema);
  const parts: string[] = [];
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (exclusiveMinimum !== undefined) parts.push(`above ${exclusiveMinimum}`);
  if (minimum !== undefined) parts.push(`at least ${minimum}`);
  if (exclusiveMaximum !== undefined) parts.push(`below ${exclusiveMaximum}`);
  if (maximum !== undefined) parts.push(`at most ${maximum}`);
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

/** zod states the limits of exact integers; they say nothing to a user. */
function withoutIntegerLimits(schema: Schema): Schema {
  const isTold = (limit: number | undefined) => limit !== undefined && Math.abs(limit) !== Number.MAX_SAFE_INTEGER;
  return {
    ...schema,
    minimum: isTold(schema.minimum) ? schema.minimum : undefined,
    maximum: isTold(schema.maximum) ? schema.maximum : undefined,
  };
}

/** Sections default to what their keys default to: an empty mapping there would only mislead. */
function withoutSectionDefaults(schema: Schema): Schema {
  if (schema.properties === undefined) return schema;
  const { default: _, ...rest } = schema;
  const properties = Object.entries(schema.properties).map(([key, inner]) => [key, withoutSectionDefaults(inner)]);
  return { ...rest, properties: Object.fromEntries(properties) };
}
