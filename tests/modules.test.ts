/** Every module of the product loads. It thereby counts in the coverage, even if no other test touches it. */

import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../scripts/step.ts';

/** Test files, test doubles, and programs, which run when loaded and are tested as programs. */
const NOT_A_MODULE = /(\.test|\.fake|[\\/]main)\.ts$/;

test('every module of the product loads', async () => {
  const files = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) => !NOT_A_MODULE.test(file));
  assert.ok(files.length > 0);
  for (const file of files) await import(pathToFileURL(join(ROOT, file)).href);
});
