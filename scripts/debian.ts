/** Installs the Debian packages whose programs the tests run, where this may be done: as root on Debian or Ubuntu. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { findCommand } from './find-command.ts';

interface TestPackage {
  readonly name: string;
  /** A program whose presence tells that the package is there. */
  readonly command: string;
  /** The system service that comes with it, which the tests do not want running. */
  readonly service?: string;
}

const TEST_PACKAGES: readonly TestPackage[] = [{ name: 'prometheus', command: 'prometheus', service: 'prometheus' }];

/** Asked by Debian's maintainer scripts before they start a service; exit code 101 forbids it. */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/** Installs what is missing. Where that cannot be done it says so, and throws with CI=true. */
export function installDebianPackages(): void {
  const missing = TEST_PACKAGES.filter(({ command }) => findCommand(command) === undefined);
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  if (!isDebian() || process.getuid?.() !== 0) {
    console.log(`Not installed, and only root on Debian or Ubuntu installs it here: ${names}. Its tests say skipped.`);
    return;
  }
  console.log(`Installing Debian packages for the tests: ${names}`);
  const failure = withServicesHeldBack(() => install(missing));
  if (failure === undefined) return;
  if (process.env.CI === 'true') throw new Error(failure);
  console.log(`${failure}; the tests that need it say skipped.`);
}

/** Undefined, or what went wrong. */
function install(packages: readonly TestPackage[]): string | undefined {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const names = packages.map(({ name }) => name);
  for (const args of [
    ['update', '-qq'],
    ['install', '-qq', '-y', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', ...names],
  ]) {
    const apt = spawnSync('apt-get', args, { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
    if (apt.status !== 0) return `apt-get ${args.join(' ')} failed: ${apt.error?.message ?? apt.stderr.trim()}`;
  }
  for (const { service } of packages) {
    // Held back now, the service would still start with the machine. Fails harmlessly where there is no systemd.
    if (service !== undefined) spawnSync('systemctl', ['disable', service], { stdio: 'ignore' });
  }
  return undefined;
}

/** Runs `action` while no package may start its service. */
function withServicesHeldBack<T>(action: () => T): T {
  if (existsSync(SERVICE_POLICY)) return action();
  writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return action();
  } finally {
    rmSync(SERVICE_POLICY);
  }
}

function isDebian(): boolean {
  return (
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}
