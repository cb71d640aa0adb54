/** Fills docs/scenarios.md with the scenarios that come with the product; `node scripts/docs-scenarios.ts` writes it. */

import { readFileSync, writeFileSync } from 'node:fs';
import { loadScenario, type Scenario, shippedScenarios } from '../src/apps/scenario/load.ts';
import { formatDuration } from '../src/apps/scenario/time.ts';

const PAGE = new URL('../docs/scenarios.md', import.meta.url);
const PLACE = /(<!-- scenarios -->\n)[\s\S]*(<!-- \/scenarios -->)/;

/** The page with its list of scenarios made anew. */
export function withScenarios(page: string): string {
  if (!PLACE.test(page)) throw new Error('docs/scenarios.md: no place for the scenarios');
  const sections = shippedScenarios().map((name) => section(loadScenario(name)));
  return page.replace(PLACE, (_, begin, end) => `${begin}\n${sections.join('\n\n')}\n\n${end}`);
}

function section({ name, title, story, durationS, events }: Scenario): string {
  const rows = events.map(({ kind, subtype, target, start, duration, magnitude }) => {
    const names = [target ?? []].flat().map((name) => `\`${name}\``);
    return `| ${start} | \`${kind}\` | \`${subtype}\` | ${names.join(', ')} | ${duration ?? ''} | ${magnitude ?? ''} |`;
  });
  return [
    `### ${name}`,
    `**${title.en}** (${formatDuration(durationS)})`,
    story.en.trim(),
    ['| start | kind | subtype | target | duration | magnitude |', '|-|-|-|-|-|-|', ...rows].join('\n'),
  ].join('\n\n');
}

if (import.meta.main) writeFileSync(PAGE, withScenarios(readFileSync(PAGE, 'utf8')));
