/** Scenario files: those that come with the product by name, others by path. */

import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFile } from '../../core/data-file.ts';
import { ConfigError } from '../../core/errors.ts';
import { configPlaces } from '../config/origins.ts';
import { type Override, parseYaml } from '../config/source.ts';
import { readText } from '../config/text-file.ts';
import { expectOneOf } from '../schema/expect-one-of.ts';
import { faultsOf } from '../schema/faults.ts';
import type { Path } from '../schema/json-schema.ts';
import type { EventSettings } from './event-schema.ts';
import { scenarioJsonSchema, scenarioSchema } from './schema.ts';
import { stationOverrides } from './station-overrides.ts';
import { parseDuration } from './time.ts';

export interface Scenario {
  readonly name: string;
  readonly title: Bilingual;
  readonly story: Bilingual;
  /** How long the story takes. */
  readonly durationS: number;
  readonly events: readonly (EventSettings & { readonly start: string })[];
  /** What it sets of the configuration; relative paths in it have been resolved. */
  readonly station: readonly Override[];
  /** The name, line and column of the value at `path` in its file, and the path. */
  place(path: Path): string;
}

export interface Bilingual {
  readonly en: string;
  readonly fr: string;
}

const EXTENSION = '.yaml';

/** Names of the scenarios that come with the product, in the order of the alphabet. */
export function shippedScenarios(): string[] {
  const files = readdirSync(dataFile('scenarios/')).filter((file) => file.endsWith(EXTENSION));
  return files.map((file) => basename(file, EXTENSION)).sort();
}

/** Whether a reference is meant as a file: names have neither folders nor extensions. */
export function isScenarioFile(reference: string): boolean {
  return /[/\\.]/.test(reference);
}

/**
 * @param reference the name of a shipped scenario, or the path of a file
 * @throws ConfigError naming every place that is wrong
 */
export function loadScenario(reference: string): Scenario {
  const fileName = isScenarioFile(reference) ? reference : shippedFile(reference);
  return parseScenario(readText(fileName, 'a scenario'), fileName);
}

/** @param fileName for error messages, and where relative paths start from */
export function parseScenario(text: string, fileName: string): Scenario {
  const file = parseYaml(text, fileName);
  const places = configPlaces(file, []);
  const result = scenarioSchema.safeParse(file.value);
  if (!result.success) throw new ConfigError(faultsOf(result.error, file.value, scenarioJsonSchema, places));
  const { station: _, duration, ...scenario } = result.data;
  return {
    ...scenario,
    durationS: parseDuration(duration) ?? Number.NaN,
    station: stationOverrides(file, fileName),
    place: places.value,
  };
}

function shippedFile(name: string): string {
  const names = shippedScenarios();
  if (names.includes(name)) return fileURLToPath(dataFile(`scenarios/${name}${EXTENSION}`));
  throw new ConfigError({
    where: 'scenario',
    got: name,
    expected: `a file ending in ${EXTENSION}, or ${expectOneOf(name, names)}`,
  });
}
