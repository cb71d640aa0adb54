/** The places of a configuration's values, whichever source they came from. */

import { formatPath, type Places } from '../schema/faults.ts';
import type { Path } from '../schema/json-schema.ts';
import type { ConfigFile, Override } from './source.ts';

export function configPlaces(file: ConfigFile | undefined, overrides: readonly Override[]): Places {
  /** The last override of the value at `path` or of something around it. */
  const overrideOf = (path: Path) =>
    overrides.findLast((candidate) => candidate.path.every((key, i) => path[i] === key));

  const value = (path: Path): string => {
    const override = overrideOf(path);
    if (override !== undefined) {
      const inner = path.slice(override.path.length);
      return inner.length === 0 ? override.origin : `${override.origin}, ${formatPath(inner)}`;
    }
    const name = formatPath(path) || 'the whole';
    return file === undefined ? name : `${file.place(path)}, ${name}`;
  };
  const key = (path: Path, name: string): string =>
    file === undefined || overrideOf(path) !== undefined
      ? value([...path, name])
      : `${file.placeOfKey(path, name)}, ${formatPath([...path, name])}`;
  return { value, key };
}
