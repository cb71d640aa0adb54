/** Where the data files of the package lie: `data/` beside `src/` in a checkout, beside `dist/` when installed. */

const DATA = new URL('../../data/', import.meta.url);

/**
 * The address of `data/<name>`, for `readFileSync`.
 * @param name path below `data/` with forward slashes, for example `"bsm1/parameters.json"`
 */
export function dataFile(name: string): URL {
  return new URL(name, DATA);
}
