/** Looks for a program of the system. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of an executable file in the folders of PATH; undefined when none has it. */
export function findCommand(command: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
