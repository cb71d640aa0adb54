/** What the parts of a configuration only show together: ids that occur twice, taps that do not exist, limits. */

import { limitsFor } from '../../compliance/limits.ts';
import { ConfigError, type Fault } from '../../core/errors.ts';
import { buildCatalogue } from '../../sensors/index.ts';
import type { Places } from '../schema/faults.ts';
import type { Path } from '../schema/json-schema.ts';
import { type Config, limitOptions } from './schema.ts';
import { sensorConfig } from './sensors-schema.ts';

/** @throws ConfigError with the places in the user's own terms */
export function checkConsistency(config: Config, places: Places): void {
  const faults = [
    ...faultsOf(
      () => buildCatalogue(sensorConfig(config.sensors, config.plant)),
      (where) => sensorPath(where),
    ),
    ...faultsOf(
      () => limitsFor(limitOptions(config)),
      () => ['compliance'],
    ),
  ];
  if (faults.length === 0) return;
  throw new ConfigError(faults.map(({ path, ...fault }) => ({ ...fault, where: places.value(path) })));
}

function faultsOf(check: () => unknown, pathOf: (where: string) => Path): (Fault & { path: Path })[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((fault) => ({ ...fault, path: pathOf(fault.where) }));
  }
}

/** `sensors[3].tap` of the catalogue is `sensors.add[3].tap` here, `types.ozone.detectionLimit` in small letters. */
function sensorPath(where: string): Path {
  const keys = where.split(/[.[\]]+/).filter((key) => key !== '');
  const path = keys.map((key) =>
    /^\d+$/.test(key) ? Number(key) : key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
  );
  return ['sensors', ...(path[0] === 'sensors' ? ['add', ...path.slice(1)] : path)];
}
