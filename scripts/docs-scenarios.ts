/**
 * Fills docs/scenarios.md with the scenarios that come with the product and draws a picture of each;
 * `node scripts/docs-scenarios.ts` writes them.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadScenario, type Scenario, shippedScenarios } from '../src/apps/scenario/load.ts';
import { formatDuration } from '../src/apps/scenario/time.ts';
import { scenarioPicture } from './docs-scenarios/plots.ts';

export const SCENARIO_PICTURES = new URL('../docs/pictures/scenarios/', import.meta.url);

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
    `![${title.en}: what some instruments show over time](pictures/scenarios/${name}.svg)`,
  ].join('\n\n');
}

if (import.meta.main) {
  mkdirSync(SCENARIO_PICTURES, { recursive: true });
  for (const name of shippedScenarios())
    writeFileSync(new URL(`${name}.svg`, SCENARIO_PICTURES), scenarioPicture(name));
  writeFileSync(PAGE, withScenarios(readFileSync(PAGE, 'utf8')));
}
