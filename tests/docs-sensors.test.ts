import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { withTables } from '../scripts/docs-sensors.ts';

test('docs/sensors.md shows the catalogue as it is', () => {
  const page = readFileSync(new URL('../docs/sensors.md', import.meta.url), 'utf8');
  assert.equal(page, withTables(page), 'run node scripts/docs-sensors.ts');
});
