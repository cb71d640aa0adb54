/** zod schemas as the schemas of routes: they check requests, type the handlers and become the OpenAPI document. */

import type { FastifySchemaCompiler, FastifySerializerCompiler, FastifyTypeProvider } from 'fastify';
import { z } from 'zod';
import { ConfigError } from '../../core/errors.ts';
import { faultsOf, formatPath, type Places } from '../schema/faults.ts';
import { toJsonSchema } from '../schema/json-schema.ts';

export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown;
}

/** The parts of a request by the names under which errors speak of them. */
const PART_NAMES: Record<string, string> = { querystring: 'query', params: 'path', headers: 'header', body: 'body' };

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = PART_NAMES[httpPart ?? 'body'];
  const root = toJsonSchema(schema);
  const places: Places = {
    value: (path) => [part, formatPath(path)].filter((name) => name !== '').join('.'),
    key: (path, key) => places.value([...path, key]),
  };
  return (data) => {
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    return { error: new ConfigError(faultsOf(result.error, data, root, places)) };
  };
};

/** Answers are typed by their schemas and tested against them; checking each one again would only cost time. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> = () => (data) => JSON.stringify(data);

/** The schema of a route in the form that OpenAPI 3.1 takes. */
export function toOpenApi(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [key, key === 'response' ? responses(part) : plain(part)]),
  );
}

function responses(part: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(part as Record<string, unknown>).map(([status, schema]) => [status, plain(schema, 'output')]),
  );
}

function plain(part: unknown, io: 'input' | 'output' = 'input'): unknown {
  if (part instanceof z.ZodType) {
    const { $schema: _, ...schema } = z.toJSONSchema(part, { io, unrepresentable: 'any' });
    return schema;
  }
  // A response with other media types: { content: { type: { schema } } }.
  if (typeof part !== 'object' || part === null || !('content' in part)) return part;
  const content = Object.entries(part.content as Record<string, { schema: unknown }>);
  return {
    ...part,
    content: Object.fromEntries(content.map(([type, { schema }]) => [type, { schema: plain(schema, io) }])),
  };
}

/** A whole number in a query, which always comes as text. */
export function queryInteger(min: number, max: number = Number.MAX_SAFE_INTEGER) {
  return z
    .string()
    .regex(/^-?\d{1,16}$/, 'a whole number')
    .pipe(z.coerce.number<string>().int().min(min).max(max));
}
