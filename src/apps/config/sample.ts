/** The commented sample configuration, made from the schema: every key with its default, what it takes and means. */

import { stringify } from 'yaml';
import { describeSchema, isSection, type Schema } from '../schema/json-schema.ts';
import { configJsonSchema } from './schema.ts';

const WIDTH = 110;
const HEAD = `# Configuration of a Station Traffeyère. Every key may be left out: it then has the value shown here.
# Keys behind "#" have no default; the value shown is an example.
# A flag goes before an environment variable, that before this file.`;

/** Valid as it stands, and the same as no configuration at all. */
export function sampleConfig(): string {
  return `${HEAD}\n\n${section(configJsonSchema, '')}`;
}

function section(schema: Schema, indent: string): string {
  const parts = Object.entries(schema.properties ?? {}).map(([key, inner]) => {
    if (isSection(inner))
      return `${comment(inner.description, indent)}${indent}${key}:\n${section(inner, `${indent}  `)}`;
    return `${comment(`${inner.description} Takes ${describeSchema(inner)}.`, indent)}${entry(key, inner, indent)}`;
  });
  return parts.join(indent === '' ? '\n' : '');
}

function entry(key: string, schema: Schema, indent: string): string {
  const isDefault = schema.default !== undefined && !isEmpty(schema.default);
  const value = isDefault ? schema.default : (schema.examples?.[0] ?? schema.default);
  const lines = stringify({ [key]: value }, { lineWidth: 0 })
    .trimEnd()
    .split('\n');
  return `${lines.map((line) => `${indent}${isDefault ? '' : '# '}${line}`).join('\n')}\n`;
}

/** An empty list or mapping as default says less than an example. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Text as comment lines no wider than `WIDTH`. */
function comment(text: string | undefined, indent: string): string {
  let lines = '';
  let line = `${indent}#`;
  for (const word of (text ?? '').split(' ')) {
    if (line.length + 1 + word.length > WIDTH) {
      lines += `${line}\n`;
      line = `${indent}#`;
    }
    line += ` ${word}`;
  }
  return `${lines}${line}\n`;
}
