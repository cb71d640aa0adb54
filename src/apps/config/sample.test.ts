import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { leaves } from '../schema/json-schema.ts';
import { checkConfig } from './load.ts';
import { configurationPage } from './page.ts';
import { sampleConfig } from './sample.ts';
import { configJsonSchema } from './schema.ts';
import { parseYaml } from './source.ts';

test('the sample is the default configuration', () => {
  assert.deepEqual(checkConfig(parseYaml(sampleConfig(), 'sample.yaml'), []), checkConfig(undefined, []));
});

test('the examples of the sample are accepted, each by itself', () => {
  for (const { path, schema } of leaves(configJsonSchema)) {
    for (const value of schema.examples ?? []) checkConfig(undefined, [{ path, value, origin: path.join('.') }]);
  }
});

test('every key has a description, and a default or an example', () => {
  for (const { path, schema } of leaves(configJsonSchema)) {
    assert.ok(schema.description, path.join('.'));
    assert.ok(schema.default !== undefined || schema.examples !== undefined, path.join('.'));
  }
});

test('docs/configuration.md is what the schema says', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  assert.ok(
    page === configurationPage(),
    'docs/configuration.md is out of date: node scripts/docs-commands-and-configuration.ts',
  );
});
