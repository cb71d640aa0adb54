/** Tests that need a program of the system: they run where it is, and say skipped, and why, where it is not. */

import type { TestContext } from 'node:test';
import { findCommand } from '../../scripts/find-command.ts';

/**
 * The path of `command`. Where it is not installed the test is marked as skipped and undefined returned; with
 * CI=true, where everything that can be installed must be, this throws instead.
 * @param debianPackage the Debian package that brings the command
 */
export function requireCommand(
  command: string,
  debianPackage: string,
  t: Pick<TestContext, 'skip'>,
): string | undefined {
  const path = findCommand(command);
  if (path !== undefined) return path;
  const reason = `${command} is not installed (Debian package ${debianPackage})`;
  if (process.env.CI === 'true') throw new Error(`${reason}, and with CI=true no test may be skipped for that`);
  t.skip(reason);
  return undefined;
}
