/** The layers of the house: what each folder of src imports, and that the checker sees each kind of fault. */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import manifest from '../package.json' with { type: 'json' };
import { type Import, importsOf, withoutComments } from './support/imports.ts';
import { type ImportGraph, layerFaults } from './support/layers.ts';

const ROOT = new URL('../', import.meta.url);
const SOURCES = globSync('src/**/*.ts', { cwd: ROOT }).map((file) => file.replaceAll('\\', '/'));
const read = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');

test('src imports only downwards, without cycles', () => {
  const graph = new Map(SOURCES.map((file) => [file, importsOf(read(file))]));
  assert.ok([...graph.values()].flat().length > 0, 'no imports were read');
  assert.deepEqual(layerFaults(graph, productPackages()), []);
});

test('the product reads nothing beside the repository', () => {
  const product = SOURCES.filter((file) => !/\.(test|fake)\.ts$/.test(file));
  assert.deepEqual(
    product.filter((file) => /\.\.\/shared\b/.test(withoutComments(read(file)))),
    [],
  );
});

test('every form of import is read, and none in a comment', () => {
  const source = `
    /** import a from './comment.ts' */
    // import b from './line.ts'
    import c from './default.ts';
    import { type D, e } from "./named.ts";
    import {
      g,
      h,
    } from './many-lines.ts';
    import './effect.ts'; import './same-line.ts';
    import i from './data.json' with { type: 'json' };
    import type from './named-type.ts';
    export * from './star.ts';
    export * as k from './namespace.ts';
    export const m = await import('./dynamic.ts');
    type N = import('./import-type.ts').N;
    const o = new Worker(new URL('./worker.ts', import.meta.url));
    const url = 'http://example.org'; const p = import('@scope/package/part');
    export const notAnImport = 'from';
    export function from(text = 'from "./no.ts"') {}
  `;
  const erased = `
    import type { F } from './type.ts';
    import type G from './type-default.ts';
    import type * as H from './type-namespace.ts';
    export type { L } from './export-type.ts';
    export type * from './export-type-star.ts';
    export type NotAnImport = 'from';
  `;
  assert.deepEqual(specifiers(source, false), [
    './data.json',
    './default.ts',
    './dynamic.ts',
    './effect.ts',
    './import-type.ts',
    './many-lines.ts',
    './named-type.ts',
    './named.ts',
    './namespace.ts',
    './same-line.ts',
    './star.ts',
    './worker.ts',
    '@scope/package/part',
  ]);
  assert.deepEqual(specifiers(source, true), []);
  assert.deepEqual(specifiers(erased, false), []);
  assert.deepEqual(specifiers(erased, true), [
    './export-type-star.ts',
    './export-type.ts',
    './type-default.ts',
    './type-namespace.ts',
    './type.ts',
  ]);
});

test('an allowed graph has no faults', () => {
  assert.deepEqual(
    faults({
      'src/core/a.ts': ['node:fs', 'zod', '@scope/part/sub'],
      'src/plant/b.ts': ['../core/a.ts', './c.ts'],
      'src/plant/c.ts': [],
      'src/plant/c.test.ts': ['./c.ts', 'fast-check', '../../tests/support/layers.ts'],
      'src/sensors/d.ts': ['../plant/b.ts', './whole.ts'],
      'src/sensors/whole.ts': ['type ./d.ts'],
      'src/detector/e.ts': ['../core/a.ts'],
      'src/pipeline/watch.ts': ['../detector/e.ts'],
      'src/pipeline/simulate.ts': ['../sensors/d.ts'],
      'src/apps/cli/main.ts': ['../../pipeline/watch.ts', '../../pipeline/simulate.ts'],
    }),
    [],
  );
});

const FORBIDDEN: Record<string, { graph: Record<string, string[]>; fault: RegExp }> = {
  'an import of a folder above': {
    graph: { 'src/core/a.ts': ['../plant/b.ts'], 'src/plant/b.ts': [] },
    fault: /src\/core\/a\.ts: got an import of src\/plant\/b\.ts, expected only core/,
  },
  'an import of no more than a type from above': {
    graph: { 'src/core/a.ts': ['type ../plant/b.ts'], 'src/plant/b.ts': [] },
    fault: /expected only core/,
  },
  'an import of a folder beside': {
    graph: { 'src/plant/a.ts': ['../io/b.ts'], 'src/io/b.ts': [] },
    fault: /got an import of src\/io\/b\.ts, expected only plant, core/,
  },
  'a test that imports a folder above': {
    graph: { 'src/detector/a.test.ts': ['../pipeline/b.ts'], 'src/pipeline/b.ts': [] },
    fault: /expected only detector, core/,
  },
  'the engine with a sensor': {
    graph: { 'src/pipeline/watch.ts': ['../sensors/b.ts'], 'src/sensors/b.ts': [] },
    fault: /watch\.ts: got src\/sensors\/b\.ts by way of src\/pipeline\/watch\.ts/,
  },
  'the engine reaching the plant by a detour': {
    graph: {
      'src/pipeline/watch-frames.ts': ['./shared.ts'],
      'src/pipeline/shared.ts': ['../plant/b.ts'],
      'src/plant/b.ts': ['./c.ts'],
      'src/plant/c.ts': [],
    },
    fault: /watch-frames\.ts: got src\/plant\/b\.ts by way of src\/pipeline\/shared\.ts/,
  },
  'the engine’s service with the plant': {
    graph: { 'src/apps/engine/a.ts': ['../../plant/b.ts'], 'src/plant/b.ts': [] },
    fault: /engine\/a\.ts: got src\/plant\/b\.ts/,
  },
  'a cycle': {
    graph: { 'src/core/a.ts': ['./b.ts'], 'src/core/b.ts': ['./c.ts'], 'src/core/c.ts': ['./b.ts'] },
    fault: /^src\/core\/b\.ts → src\/core\/c\.ts → src\/core\/b\.ts: expected no cycle$/,
  },
  'an import of the tests': {
    graph: { 'src/core/a.ts': ['../../tests/support/layers.ts'] },
    fault: /tests\/support\/layers\.ts, expected nothing outside src/,
  },
  'an import from beside the repository': {
    graph: { 'src/core/a.test.ts': ['../../../shared/data/a.json'] },
    fault: /\.\.\/shared\/data\/a\.json, expected nothing outside src/,
  },
  'the product with a test double': {
    graph: { 'src/core/a.ts': ['./b.fake.ts'], 'src/core/b.fake.ts': [] },
    fault: /expected nothing of the tests/,
  },
  'a file that is not there': {
    graph: { 'src/core/a.ts': ['./b.ts'] },
    fault: /expected a file that exists/,
  },
  'a package for development': {
    graph: { 'src/core/a.ts': ['fast-check'] },
    fault: /got fast-check, expected a package that the product depends on/,
  },
  'a folder without a layer': {
    graph: { 'src/utils/a.ts': [] },
    fault: /expected a folder of src that the layer table names/,
  },
};

for (const [name, { graph, fault }] of Object.entries(FORBIDDEN)) {
  test(`the checker sees ${name}`, () => {
    const found = faults(graph);
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0], fault);
  });
}

/** The faults of a made-up graph; `type` before a specifier makes it an import of types. */
function faults(graph: Record<string, string[]>): string[] {
  const imports = (lines: string[]): Import[] =>
    lines.map((line) => ({ specifier: line.replace(/^type /, ''), typeOnly: line.startsWith('type ') }));
  const whole: ImportGraph = new Map(Object.entries(graph).map(([file, lines]) => [file, imports(lines)]));
  return layerFaults(whole, ['zod', '@scope/part']);
}

function specifiers(source: string, typeOnly: boolean): string[] {
  const imports = importsOf(source).filter((found) => found.typeOnly === typeOnly);
  return imports.map(({ specifier }) => specifier).sort();
}

/** What a user of the package has installed: its dependencies and, where wanted, its optional peers. */
function productPackages(): string[] {
  const { dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = manifest as PackageManifest;
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies });
}

interface PackageManifest {
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}
