/** The package as published: it builds, its exports and its command exist and load, and it holds what it needs. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import manifest from '../package.json' with { type: 'json' };
import { ROOT } from '../scripts/step.ts';

/** Below node_modules, where nothing looks for sources and the dependencies are found. */
let folder: string;

before(() => {
  folder = mkdtempSync(join(ROOT, 'node_modules', '.traffeyere-'));
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(ROOT, 'data'), join(folder, 'data'));
  const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
  // Types are checked elsewhere.
  const args = [compiler, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', join(folder, 'dist')];
  execFileSync(process.execPath, args, { cwd: ROOT });
});

after(() => rmSync(folder, { recursive: true, force: true }));

for (const [subpath, target] of Object.entries(manifest.exports)) {
  if (typeof target === 'string') continue;
  test(`traffeyere${subpath.slice(1)} loads from dist`, () => {
    assert.ok(existsSync(join(folder, target.types)), `${target.types} is missing`);
    const names = runInPackage(`console.log(Object.keys(await import('traffeyere${subpath.slice(1)}')).length)`);
    assert.ok(Number(names) > 0, 'it exports nothing');
  });
}

test('the command runs from dist', () => {
  const output = execFileSync(process.execPath, [join(folder, manifest.bin.traffeyere), '--help'], {
    encoding: 'utf8',
  });
  assert.match(output, /traffeyere/);
});

test('dist finds the data files', () => {
  const address = runInPackage(`console.log((await import('./dist/core/data-file.js')).dataFile('x.json').pathname)`);
  assert.equal(address, `${join(folder, 'data', 'x.json')}`);
});

test('no test is published', () => {
  const files = globSync('dist/**/*.{test,fake}.*', { cwd: folder });
  assert.deepEqual(files, []);
});

function runInPackage(script: string): string {
  const args = ['--input-type=module', '--eval', script];
  return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).trim();
}
