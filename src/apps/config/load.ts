/** One configuration from all its sources: flag over environment over file over default. */

import { dirname } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import { isScenarioFile, loadScenario } from '../scenario/load.ts';
import { faultsOf } from '../schema/faults.ts';
import { isSection, type Schema, schemaAt } from '../schema/json-schema.ts';
import { checkConsistency } from './consistency.ts';
import { CONFIG_VARIABLE, parseText, readEnvironment } from './environment.ts';
import { FILE_KEYS, resolveBeside } from './files.ts';
import { configPlaces } from './origins.ts';
import { type Config, configJsonSchema, configSchema } from './schema.ts';
import { type ConfigFile, type Override, parseYaml } from './source.ts';
import { readText } from './text-file.ts';

export interface ConfigSources {
  /** The configuration file, over the one that `TRAFFEYERE_CONFIG` names. */
  readonly file?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly flags?: readonly Override[];
}

/** A flag's text as an override of the key at `path`. */
export function flagOverride(flag: string, path: readonly string[], text: string): Override {
  return { path, value: parseText(text, schemaAt(configJsonSchema, path)), origin: flag };
}

/**
 * Where a scenario is chosen, what it sets goes over the file and under environment and flags: a story keeps what it
 * depends on, whatever the station's own file says.
 * @throws ConfigError naming every place that is wrong
 */
export function loadConfig({ file, env = {}, flags = [] }: ConfigSources = {}): Config {
  const fileName = file ?? env[CONFIG_VARIABLE];
  const typed = [...readEnvironment(env), ...flags];
  const parsed = fileName === undefined ? undefined : parseYaml(readText(fileName, 'a configuration file'), fileName);
  const scenario = scenarioOf(parsed, fileName, typed);
  const overrides = [...(scenario === undefined ? [] : loadScenario(scenario).station), ...typed];
  const config = checkConfig(parsed, overrides);
  if (fileName !== undefined) resolveFiles(config, fileName, overrides);
  return scenario === undefined ? config : { ...config, scenario };
}

/** Lays the overrides over the file and checks the whole. */
export function checkConfig(file: ConfigFile | undefined, overrides: readonly Override[]): Config {
  const value = withoutEmptySections(file?.value ?? {}, configJsonSchema);
  for (const override of overrides) lay(value, override);
  const result = configSchema.safeParse(value);
  const places = configPlaces(file, overrides);
  if (!result.success) throw new ConfigError(faultsOf(result.error, value, configJsonSchema, places));
  checkConsistency(result.data, places);
  return result.data;
}

/** The scenario that is chosen: by flag or variable, else by the file, beside which it lies then. */
function scenarioOf(file: ConfigFile | undefined, fileName = '', typed: readonly Override[] = []): string | undefined {
  const override = typed.findLast(({ path }) => path[0] === 'scenario');
  if (override !== undefined) return String(override.value);
  const reference = isMapping(file?.value) ? file.value.scenario : undefined;
  if (typeof reference !== 'string') return undefined;
  return isScenarioFile(reference) ? resolveBeside(dirname(fileName), reference) : reference;
}

/** Paths in a configuration file start from that file's folder, those of flags and variables from the working one. */
function resolveFiles(config: Config, fileName: string, overrides: readonly Override[]): void {
  for (const [section, key] of FILE_KEYS) {
    const part: Record<string, unknown> = config[section];
    const file = part[key];
    const isTyped = overrides.some(({ path }) => path[0] === section && path[1] === key);
    if (typeof file === 'string' && !isTyped) part[key] = resolveBeside(dirname(fileName), file);
  }
}

/** Leaves the file's own mistakes alone: a section that is no mapping is reported as such. */
function lay(root: unknown, { path, value }: Override): void {
  let section = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    if (!isMapping(section)) return;
    section[key] ??= {};
    section = section[key] as Record<string, unknown>;
  }
  if (isMapping(section)) section[path[path.length - 1]] = value;
}

/** A copy in which a section all of whose keys are commented out (`plant:` and nothing) is as if not written. */
function withoutEmptySections(value: unknown, schema: Schema | undefined): unknown {
  if (!isMapping(value) || schema === undefined || !isSection(schema)) return structuredClone(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const innerSchema = schemaAt(schema, [key]);
      if (inner === null && innerSchema !== undefined && isSection(innerSchema)) return [];
      return [[key, withoutEmptySections(inner, innerSchema)]];
    }),
  );
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
