/** Configuration by environment: `TRAFFEYERE_PLANT_POPULATION` is `plant.population`. */

import { parse } from 'yaml';
import { ConfigError } from '../../core/errors.ts';
import { expectOneOf } from '../schema/expect-one-of.ts';
import { leaves, type Schema } from '../schema/json-schema.ts';
import { configJsonSchema } from './schema.ts';
import type { Override } from './source.ts';

export const PREFIX = 'TRAFFEYERE_';
/** Names the configuration file itself. */
export const CONFIG_VARIABLE = `${PREFIX}CONFIG`;

/** The variable of a key. */
export function variableOf(path: readonly string[]): string {
  return PREFIX + path.join('_').toUpperCase();
}

/** @throws ConfigError for a variable with our prefix that is no key's */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Override[] {
  const byVariable = new Map(leaves(configJsonSchema).map((leaf) => [variableOf(leaf.path), leaf]));
  const overrides: Override[] = [];
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith(PREFIX) || variable === CONFIG_VARIABLE || text === undefined) continue;
    const leaf = byVariable.get(variable);
    if (leaf === undefined) {
      const expected = expectOneOf(variable, [CONFIG_VARIABLE, ...byVariable.keys()]);
      throw new ConfigError({ where: 'environment', got: variable, expected });
    }
    const origin = `environment variable ${variable}`;
    overrides.push({ path: leaf.path, value: parseText(text, leaf.schema), origin });
  }
  return overrides;
}

/** A value typed as text: kept where text is wanted, else read as YAML (`5`, `true`, `[a, b]`). */
export function parseText(text: string, schema: Schema | undefined): unknown {
  if (schema?.type === 'string') return text;
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'error' }) ?? text;
  } catch {
    // The schema then says what it would have taken.
    return text;
  }
}
