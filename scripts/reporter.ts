/** The report of `npm test`: Node's own, but of the coverage only the files that fall short, and the summary last. */

import { relative } from 'node:path';
import { Readable } from 'node:stream';
import type { EventData } from 'node:test';
import { spec, type TestEvent } from 'node:test/reporters';

type Coverage = EventData.TestCoverage['summary'];
type FileCoverage = Coverage['files'][number];

/** More files than this are only counted. */
const MOST_FILES = 20;

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  yield* Readable.from(shortened(events)).compose(new spec());
}

async function* shortened(events: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
  const summary: TestEvent[] = [];
  for await (const event of events) {
    if (event.type === 'test:coverage') yield* coverageLines(event.data.summary).map(diagnostic);
    // What belongs to no file counts the tests and says which threshold was missed.
    else if (event.type === 'test:diagnostic' && event.data.file === undefined) summary.push(event);
    else yield event;
  }
  yield* summary;
}

/** The totals, then the files below a threshold: those with the most uncovered lines first. */
function coverageLines({ files, totals, thresholds, workingDirectory }: Coverage): string[] {
  const short = files
    .filter((file) => file.coveredLinePercent < thresholds.line || file.coveredBranchPercent < thresholds.branch)
    .sort((a, b) => uncovered(b) - uncovered(a));
  const rest = short.length - MOST_FILES;
  return [
    `coverage of ${files.length} files: ${percents(totals)}`,
    ...short.slice(0, MOST_FILES).map((file) => {
      const path = relative(workingDirectory, file.path);
      return `  ${path}: ${percents(file)}, not lines ${uncoveredRanges(file)}`;
    }),
    ...(rest > 0
      ? [`  and ${rest} more below ${thresholds.line} % of lines or ${thresholds.branch} % of branches`]
      : []),
  ];
}

function percents(of: Pick<FileCoverage, 'coveredLinePercent' | 'coveredBranchPercent'>): string {
  return `${of.coveredLinePercent.toFixed(1)} % of lines, ${of.coveredBranchPercent.toFixed(1)} % of branches`;
}

const uncovered = (file: FileCoverage): number => file.totalLineCount - file.coveredLineCount;

/** For example `3-7 12`; `–` when only branches are missing. */
function uncoveredRanges({ lines }: FileCoverage): string {
  const ranges: [first: number, last: number][] = [];
  for (const { line, count } of lines) {
    const current = ranges.at(-1);
    if (count > 0) continue;
    if (current?.[1] === line - 1) current[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(' ') || '–';
}

function diagnostic(message: string): TestEvent {
  return { type: 'test:diagnostic', data: { message, level: 'info', nesting: 0 } };
}
