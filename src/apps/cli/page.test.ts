import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commandsPage } from './page.ts';

test('docs/commands.md is what the commands say of themselves', () => {
  const page = readFileSync(new URL('../../../docs/commands.md', import.meta.url), 'utf8');
  const isCurrent = page === commandsPage();
  assert.ok(isCurrent, 'docs/commands.md is out of date: node scripts/docs-commands-and-configuration.ts');
});
