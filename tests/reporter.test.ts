/** The report of `npm test`: of the coverage what falls short, and the counts last, where a reader looks. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { stripVTControlCharacters } from 'node:util';
import report from '../scripts/reporter.ts';

const THRESHOLDS = { line: 90, branch: 85, function: 0 };

test('files below a threshold are listed, worst first, then the counts', async () => {
  const lines = await reported([
    diagnostic('tests 2'),
    coverage([
      file('good.ts', 100, 0, 100),
      file('lines.ts', 10, 3, 100),
      file('branches.ts', 10, 0, 80),
      file('worst.ts', 10, 9, 0),
    ]),
    diagnostic('Error: not enough'),
  ]);
  assert.deepEqual(lines, [
    'ℹ coverage of 4 files: 50.0 % of lines, 40.0 % of branches',
    'ℹ   src/worst.ts: 10.0 % of lines, 0.0 % of branches, not lines 1-8 10',
    'ℹ   src/lines.ts: 70.0 % of lines, 100.0 % of branches, not lines 1-2 10',
    'ℹ   src/branches.ts: 100.0 % of lines, 80.0 % of branches, not lines –',
    'ℹ tests 2',
    'ℹ Error: not enough',
  ]);
});

test('a long list is cut, and says so', async () => {
  const lines = await reported([coverage(Array.from({ length: 22 }, (_, i) => file(`${i}.ts`, 10, 10, 0)))]);
  assert.equal(lines.length, 22);
  assert.equal(lines.at(-1), 'ℹ   and 2 more below 90 % of lines or 85 % of branches');
});

async function reported(events: TestEvent[]): Promise<string[]> {
  const source = async function* () {
    yield* events;
  };
  const text = (await Array.fromAsync(report(source()))).join('');
  return stripVTControlCharacters(text).trim().split('\n');
}

function diagnostic(message: string): TestEvent {
  return { type: 'test:diagnostic', data: { message, level: 'info', nesting: 0 } };
}

type Coverage = Extract<TestEvent, { type: 'test:coverage' }>;
type FileCoverage = Coverage['data']['summary']['files'][number];

function coverage(files: FileCoverage[]): Coverage {
  const totals = { ...file('', 10, 5, 40), coveredLinePercent: 50 };
  return {
    type: 'test:coverage',
    data: { nesting: 0, summary: { files, totals, thresholds: THRESHOLDS, workingDirectory: '/w' } },
  };
}

/** A file whose last line and first `missing - 1` lines are uncovered. */
function file(name: string, lines: number, missing: number, coveredBranchPercent: number): FileCoverage {
  const isCovered = (line: number): boolean => line >= missing && (missing === 0 || line < lines);
  return {
    path: `/w/src/${name}`,
    totalLineCount: lines,
    coveredLineCount: lines - missing,
    coveredLinePercent: (100 * (lines - missing)) / lines,
    coveredBranchPercent,
    lines: Array.from({ length: lines }, (_, i) => ({ line: i + 1, count: isCovered(i + 1) ? 1 : 0 })),
    totalBranchCount: 0,
    coveredBranchCount: 0,
    branches: [],
    totalFunctionCount: 0,
    coveredFunctionCount: 0,
    coveredFunctionPercent: 100,
    functions: [],
  };
}
