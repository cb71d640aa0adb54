import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { scenarioPicture } from '../scripts/docs-scenarios/plots.ts';
import { SCENARIO_PICTURES, withScenarios } from '../scripts/docs-scenarios.ts';
import { parseScenario, shippedScenarios } from '../src/apps/scenario/load.ts';
import { scenarioRequests } from '../src/apps/scenario/requests.ts';
import { buildCatalogue } from '../src/sensors/index.ts';
import { codeBlocks } from './support/markdown.ts';
import { checkPictures } from './support/pictures.ts';

const page = readFileSync(new URL('../docs/scenarios.md', import.meta.url), 'utf8');

test('docs/scenarios.md shows the scenarios as they are', () => {
  assert.equal(page, withScenarios(page), 'run node scripts/docs-scenarios.ts');
});

test('every scenario has a picture, and nothing else has', () => {
  assert.deepEqual(
    readdirSync(SCENARIO_PICTURES).sort(),
    shippedScenarios().map((name) => `${name}.svg`),
  );
});

test('the pictures are what happens now', () => {
  // Two short ones: drawing them all takes half a minute.
  const drawn = ['stuck-oxygen-probe', 'acid-shock'].map((name) => [`${name}.svg`, scenarioPicture(name)] as const);
  checkPictures(SCENARIO_PICTURES, drawn, 'node scripts/docs-scenarios.ts');
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
