/** What a scenario sets of the configuration, as overrides that know where they stand. */

import { dirname } from 'node:path';
import { FILE_KEYS, resolveBeside } from '../config/files.ts';
import { configPlaces } from '../config/origins.ts';
import type { ConfigFile, Override } from '../config/source.ts';
import { leaves, type Path } from '../schema/json-schema.ts';
import { scenarioJsonSchema } from './schema.ts';

const SECTION = 'station';

/**
 * @param file a scenario that has been checked
 * @param fileName where relative paths start from
 */
export function stationOverrides(file: ConfigFile, fileName: string): Override[] {
  const places = configPlaces(file, []);
  const settings = leaves(scenarioJsonSchema.properties?.[SECTION] ?? {}).flatMap(({ path }): Override[] => {
    const value = valueAt(file.value, [SECTION, ...path]);
    if (value === undefined) return [];
    const isFile = FILE_KEYS.some((key) => key.join('.') === path.join('.'));
    const resolved = isFile ? resolveBeside(dirname(fileName), String(value)) : value;
    return [{ path, value: resolved, origin: places.value([SECTION, ...path]) }];
  });
  // A story is told alone unless it says otherwise.
  const alone: Override = { path: ['anomaly_probability'], value: 0, origin: `scenario ${fileName}` };
  return [alone, ...settings];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
