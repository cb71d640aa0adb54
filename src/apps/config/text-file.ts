/** Files that people write: read whole, as UTF-8. */

import { readFileSync } from 'node:fs';
import { ConfigError } from '../../core/errors.ts';

/**
 * @param what for error messages: "a configuration file"
 * @throws ConfigError where it cannot be read or is no text
 */
export function readText(fileName: string, what: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(fileName);
  } catch (error) {
    const got = (error as NodeJS.ErrnoException).code ?? 'an error';
    throw new ConfigError({ where: fileName, got, expected: `${what} that can be read` }, { cause: error });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ConfigError({ where: fileName, got: 'bytes that are not UTF-8', expected: 'text' }, { cause: error });
  }
}
