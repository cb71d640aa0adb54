/**
 * `npm test`: everything that must hold before a change is good. With arguments (`npm test -- plant/biology`), only
 * the test files whose path contains one of them or matches it as a glob, without coverage; arguments that begin
 * with a dash go to `node --test`.
 */

import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { installDebianPackages } from './debian.ts';
import { ensureInstalled, isInstalled, projectNode } from './install.mjs';
import { ROOT, run, step } from './step.ts';

const NODE_24 = join(ROOT, '.ci', 'node-24');
/** What differs between Node versions is the runtime around the numbers: these folders use most of it. */
const NODE_24_TESTS = ['src/core', 'src/sensors', 'src/io', 'src/pipeline', 'src/apps'];

/** The counters of coverage allocate themselves, and a busy machine keeps the compiler from its work. */
const WITHOUT_COVERAGE = '**/*allocation.test.ts';

const TEST = ['--test', `--test-concurrency=${availableParallelism()}`, '--test-timeout=300000'];
const COVERAGE = [
  '--test-reporter=./scripts/reporter.ts',
  '--experimental-test-coverage',
  '--test-coverage-include=src/**/*.ts',
  '--test-coverage-exclude=src/**/*.{test,fake}.ts',
  '--test-coverage-lines=90',
  '--test-coverage-branches=85',
];

const options = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const patterns = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

if (patterns.length > 0) {
  run('tests', process.execPath, [...TEST, ...options, ...testFiles(patterns)]);
} else {
  installDebianPackages();
  step('types', process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.']);
  step('lint', process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']);
  testOnNode24();
  const alone = testFiles([WITHOUT_COVERAGE]);
  step('tests of allocations', process.execPath, ['--test', '--test-reporter=dot', '--test-concurrency=1', ...alone]);
  // Last, so that the output ends with its summary.
  run('tests', process.execPath, [...TEST, ...COVERAGE, ...options, ...others()]);
}

/** All test files but those that run without coverage. */
function others(): string[] {
  return testFiles().filter((file) => !matchesGlob(file, WITHOUT_COVERAGE));
}

/** The test files, or those that one of the patterns names; exits with 2 when that is none. */
function testFiles(wanted?: readonly string[]): string[] {
  const all = globSync(['src/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'], { cwd: ROOT }).sort();
  const files = wanted ? all.filter((file) => wanted.some((w) => file.includes(w) || matchesGlob(file, w))) : all;
  if (files.length > 0) return files;
  console.error(`npm test: got ${wanted?.join(' ')}, expected a part of a test file's path, or a glob`);
  process.exit(2);
}

function testOnNode24(): void {
  try {
    ensureInstalled(NODE_24);
  } catch (error) {
    if (process.env.CI === 'true') throw error;
  }
  if (!isInstalled(NODE_24)) {
    console.log('\n── tests on Node 24: skipped, it could not be installed');
    return;
  }
  const files = testFiles(NODE_24_TESTS);
  step('tests on Node 24', projectNode(NODE_24), [...TEST, '--test-reporter=dot', ...files]);
}
