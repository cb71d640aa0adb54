/** Which folder of src may import which, and a checker of an import graph against that. */

import { posix } from 'node:path';
import type { Import } from './imports.ts';

/** The folders of src, each with those that it may import from besides itself. */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  plant: ['core'],
  detector: ['core'],
  compliance: ['core'],
  io: ['core'],
  sensors: ['core', 'plant'],
  anomalies: ['core', 'plant', 'sensors'],
  pipeline: ['core', 'plant', 'detector', 'compliance', 'io', 'sensors', 'anomalies'],
  apps: ['core', 'plant', 'detector', 'compliance', 'io', 'sensors', 'anomalies', 'pipeline'],
};

/**
 * The engine's half: it must fit a real plant, and truth must not leak into scores, by whatever detour. The service's
 * tests may run a generator beside it.
 */
const DETECTOR_HALF = /^src\/(detector\/|pipeline\/watch|apps\/engine\/(?!.*\.(test|fake)\.ts$))/;
const TRUTH = ['plant', 'sensors', 'anomalies'];

const TEST_FILE = /\.(test|fake)\.ts$/;

/** The imports of each file; files by their path from the repository's root. */
export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

/**
 * What the graph of src does that it may not, a sentence each.
 * @param packages names of the packages that the product may import (not those for development)
 */
export function layerFaults(graph: ImportGraph, packages: readonly string[]): string[] {
  const faults: string[] = [];
  for (const [file, imports] of graph) {
    if (!(layerOf(file) in LAYERS)) faults.push(`${file}: expected a folder of src that the layer table names`);
    for (const { specifier } of imports) {
      const fault = specifier.startsWith('.')
        ? fileFault(graph, file, resolve(file, specifier))
        : packageFault(file, specifier, packages);
      if (fault !== undefined) faults.push(fault);
    }
    faults.push(...truthFaults(graph, file));
  }
  return [...faults, ...cycles(graph).map((cycle) => `${cycle.join(' → ')}: expected no cycle`)];
}

function fileFault(graph: ImportGraph, file: string, target: string): string | undefined {
  const isTest = TEST_FILE.test(file);
  const got = `${file}: got an import of ${target}, expected`;
  if (!target.startsWith('src/')) {
    return isTest && /^(tests|scripts)\//.test(target) ? undefined : `${got} nothing outside src`;
  }
  if (!graph.has(target)) return `${got} a file that exists`;
  if (!isTest && TEST_FILE.test(target)) return `${got} nothing of the tests`;
  const [from, to] = [layerOf(file), layerOf(target)];
  if (from === to || LAYERS[from]?.includes(to)) return undefined;
  return `${got} only ${[from, ...(LAYERS[from] ?? [])].join(', ')}`;
}

function packageFault(file: string, specifier: string, packages: readonly string[]): string | undefined {
  if (specifier.startsWith('node:') || TEST_FILE.test(file)) return undefined;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return packages.includes(name)
    ? undefined
    : `${file}: got ${specifier}, expected a package that the product depends on`;
}

/** The ways, direct or through other files, in which a file of the engine's half reaches the truth. */
function truthFaults(graph: ImportGraph, file: string): string[] {
  if (!DETECTOR_HALF.test(file)) return [];
  const reached = new Map<string, string>([[file, '']]);
  for (const [from] of reached) {
    for (const { target } of filesOf(graph, from)) if (!reached.has(target)) reached.set(target, from);
  }
  return [...reached.keys()]
    .filter((to) => TRUTH.includes(layerOf(to)) && !TRUTH.includes(layerOf(reached.get(to) as string)))
    .map((to) => `${file}: got ${to} by way of ${reached.get(to)}, expected that the engine never reaches it`);
}

/**
 * Each cycle among the files once, as a closed path. Only of imports that exist when the program runs: a part may
 * name the type of its whole.
 */
function cycles(graph: ImportGraph): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const { target, typeOnly } of filesOf(graph, file)) if (!typeOnly) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}

function filesOf(graph: ImportGraph, file: string): { target: string; typeOnly: boolean }[] {
  return (graph.get(file) ?? [])
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier, typeOnly }) => ({ target: resolve(file, specifier), typeOnly }))
    .filter(({ target }) => graph.has(target));
}

const resolve = (file: string, specifier: string): string => posix.join(posix.dirname(file), specifier);
const layerOf = (file: string): string => file.split('/')[1] ?? '';
