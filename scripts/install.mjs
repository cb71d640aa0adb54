/** Brings node_modules up to package-lock.json. Plain JavaScript that an old Node (18) can run. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that runs the sources: the first major whose type stripping is stable. */
const OLDEST_NODE = 24;

/**
 * Runs `npm ci` in `folder` unless its node_modules already holds what its lockfile asks for. npm's own words go
 * to stderr, so that stdout stays the command's. Throws when npm fails.
 * @param {string} folder absolute path of a folder with a package-lock.json
 */
export function ensureInstalled(folder) {
  if (isInstalled(folder)) return;
  console.error(`traffeyere: installing the packages of ${join(folder, 'package-lock.json')} …`);
  const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm is a .cmd file on Windows, which only a shell can start.
  const shell = process.platform === 'win32';
  const npm = spawnSync('npm', ['ci', ...options], { cwd: folder, shell, stdio: ['ignore', 2, 2] });
  if (npm.error) throw new Error(`cannot start npm: ${npm.error.message}`);
  if (npm.status !== 0) throw new Error(`npm ci failed in ${folder} (exit code ${npm.status ?? npm.signal})`);
}

/**
 * Whether node_modules holds every package of package-lock.json in the locked version, going by the lockfile that
 * npm itself keeps in node_modules and writes last. Packages for other platforms and optional peers may be absent.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const installed = packagesOf(join(folder, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  const locked = packagesOf(join(folder, 'package-lock.json')) ?? {};
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return Boolean(wanted.optional || wanted.devOptional || wanted.peer);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/**
 * The Node to run the sources with: the one that the `node` package put into `folder`, else the one that runs
 * this, where it is new enough. Throws when there is neither.
 * @param {string} folder
 */
export function projectNode(folder) {
  const own = join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return process.execPath;
  throw new Error(
    `${own}: got nothing, expected the Node that the "node" package installs; ` +
      `allow its install script, or use Node ${OLDEST_NODE} or newer (this is ${process.version})`,
  );
}

/**
 * The `packages` of a lockfile; undefined when there is none or it is damaged.
 * @param {string} file
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
