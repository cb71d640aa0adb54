/** The launcher that npm start and npm test go through: what it runs, what it passes on, when it would install. */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { isInstalled, projectNode } from '../scripts/install.mjs';
import { ROOT } from '../scripts/step.ts';

const LOCK = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
};

/** Hides `process.execve`, as it is missing from older versions of Node: the launcher then starts a child. */
const WITHOUT_EXECVE = ['--import', 'data:text/javascript,process.execve=undefined'];

test('installed is what holds every package of the lockfile in its version', (t) => {
  const folder = project(t);
  const installedWith = (packages: object | string): boolean => {
    const lock = typeof packages === 'string' ? packages : JSON.stringify({ packages });
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), lock);
    return isInstalled(folder);
  };
  const { 'node_modules/a': a } = LOCK.packages;
  assert.equal(isInstalled(folder), false);
  assert.equal(installedWith({ 'node_modules/a': a }), true);
  assert.equal(installedWith({ 'node_modules/a': a, 'node_modules/more': a }), true);
  assert.equal(installedWith({ 'node_modules/a': { ...a, version: '1.0.1' } }), false);
  assert.equal(installedWith({ 'node_modules/a': { ...a, integrity: 'sha512-c' } }), false);
  assert.equal(installedWith({ 'node_modules/for-another-system': a }), false);
  assert.equal(installedWith('{"packages": {'), false);
});

test("the project's own Node comes first, then a machine's that is new enough", (t) => {
  const folder = project(t);
  assert.equal(projectNode(folder), process.execPath);
  t.mock.property(process.versions, 'node', '20.20.2');
  assert.throws(() => projectNode(folder), /use Node 24 or newer/);
  mkdirSync(join(folder, 'node_modules', 'node', 'bin'), { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node_modules', 'node', 'bin', 'node'));
  assert.equal(projectNode(folder), join(folder, 'node_modules', 'node', 'bin', 'node'));
});

for (const [way, flags] of Object.entries({ 'by becoming the script': [], 'as its parent': WITHOUT_EXECVE })) {
  test(`arguments, output and exit code pass through ${way}`, async (t) => {
    const script = 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;';
    const child = launch(t, script, flags, ['a b', '--json']);
    assert.equal(await text(child.stdout), '["a b","--json"]\n');
    assert.deepEqual(await closed(child), [7, null]);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`${signal} reaches the script ${way}`, async (t) => {
      const script = `process.on('${signal}', () => process.exit(9)); setInterval(() => {}, 1000); console.log('up');`;
      const child = launch(t, script, flags, []);
      await once(child.stdout, 'data');
      child.kill(signal);
      assert.deepEqual(await closed(child), [9, null]);
    });
  }
}

test('a script killed by a signal ends its parent with 128 and the signal', async (t) => {
  const child = launch(t, `process.kill(process.pid, 'SIGKILL')`, WITHOUT_EXECVE, []);
  assert.deepEqual(await closed(child), [137, null]);
});

test('a file that is not there is a clear error', async (t) => {
  const child = launch(t, undefined, [], []);
  assert.equal(await text(child.stderr), 'traffeyere: script.mjs: got nothing, expected a file of this repository\n');
  assert.deepEqual(await closed(child), [2, null]);
});

test("the product's files are meant from where the user stands", async (t) => {
  const folder = realpathSync(project(t));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'where.mjs'), 'console.log(process.cwd())');
  const env = { ...process.env, INIT_CWD: join(folder, 'scripts') };
  const installed = launchIn(t, folder, [], 'src/where.mjs', [], env);
  assert.equal(await text(installed.stdout), `${join(folder, 'scripts')}\n`);
});

type Launched = ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream };

/** Runs `script` through a copy of the launcher in a project of its own whose packages are installed. */
function launch(
  t: TestContext,
  script: string | undefined,
  flags: readonly string[],
  args: readonly string[],
): Launched {
  const folder = project(t);
  if (script !== undefined) writeFileSync(join(folder, 'script.mjs'), script);
  return launchIn(t, folder, flags, 'script.mjs', args, process.env);
}

function launchIn(
  t: TestContext,
  folder: string,
  flags: readonly string[],
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Launched {
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify(LOCK));
  const child = spawn(process.execPath, [...flags, join(folder, 'scripts', 'run.mjs'), file, ...args], { env });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

async function closed(child: ChildProcess): Promise<[code: number | null, signal: NodeJS.Signals | null]> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return [child.exitCode, child.signalCode];
}

/** A folder with the launcher, a lockfile and an empty node_modules. */
function project(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'traffeyere-run-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'node_modules'));
  for (const file of ['install.mjs', 'run.mjs']) cpSync(join(ROOT, 'scripts', file), join(folder, 'scripts', file));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(LOCK));
  return folder;
}
