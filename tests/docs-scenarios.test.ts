import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { withScenarios } from '../scripts/docs-scenarios.ts';
import { parseScenario } from '../src/apps/scenario/load.ts';
import { scenarioRequests } from '../src/apps/scenario/requests.ts';
import { buildCatalogue } from '../src/sensors/index.ts';
import { codeBlocks } from './support/markdown.ts';

const page = readFileSync(new URL('../docs/scenarios.md', import.meta.url), 'utf8');

test('docs/scenarios.md shows the scenarios as they are', () => {
  assert.equal(page, withScenarios(page), 'run node scripts/docs-scenarios.ts');
});

test('the example of docs/scenarios.md is a good scenario', () => {
  const examples = codeBlocks(page).filter(({ language }) => language === 'yaml');
  assert.ok(examples.length > 0);
  for (const { code } of examples) {
    const scenario = parseScenario(code, 'docs/scenarios.md');
    const start = scenario.station.find(({ path }) => path[0] === 'start')?.value;
    scenarioRequests(scenario, buildCatalogue().sensors, Date.parse(String(start)));
  }
});
