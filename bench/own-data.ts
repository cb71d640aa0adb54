/**
 * How good the detector is with default settings on made-up data sets of many kinds, beside textbook detectors.
 * Run: node bench/own-data.ts [--judge] [--family NAME] [--json FILE]
 * Develop by what it prints; `--judge` takes seeds that nothing was developed by, for judging what came of it.
 */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FAMILIES, type FamilyName, seedsFor } from './own-data/families/index.ts';
import { type Figures, figuresOf, meanFigures, type Verdicts } from './own-data/figures.ts';
import { ownDetector } from './own-data/own-detector.ts';
import { REFERENCES } from './own-data/references.ts';
import { comparisons, detectorTable, meansTable } from './own-data/tables.ts';

const OWN = 'detector';
const { values: options } = parseArgs({
  options: {
    judge: { type: 'boolean', default: false },
    family: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
});
const names = Object.keys(FAMILIES) as FamilyName[];
const unknown = options.family?.find((name) => !names.includes(name as FamilyName));
if (unknown !== undefined) {
  console.error(`--family: got ${unknown}, expected one of ${names.join(', ')}`);
  process.exit(2);
}

const detectors = { [OWN]: ownDetector, ...REFERENCES };
const results = new Map(Object.keys(detectors).map((detector) => [detector, new Map<string, Figures>()]));
const start = performance.now();
for (const family of names.filter((name) => options.family?.includes(name) ?? true)) {
  const ofFamily = new Map<string, Figures[]>(Object.keys(detectors).map((detector) => [detector, []]));
  const sets = seedsFor(options.judge).map((seed) => FAMILIES[family](seed));
  for (const data of sets) {
    for (const [detector, judge] of Object.entries(detectors)) {
      const verdicts: Verdicts = judge(data);
      ofFamily.get(detector)?.push(figuresOf(verdicts, data));
    }
  }
  for (const [detector, list] of ofFamily) results.get(detector)?.set(family, meanFigures(list));
}

console.log(
  `${options.judge ? 'Judging' : 'Development'} seeds, ${((performance.now() - start) / 1_000).toFixed(0)} s\n`,
);
const tables = [detectorTable(results, OWN), ...comparisons(results), meansTable(results)];
console.log(tables.join('\n\n'));
if (options.json !== undefined) {
  const document = [...results].map(([detector, families]) => [detector, Object.fromEntries(families)]);
  writeFileSync(options.json, `${JSON.stringify(Object.fromEntries(document), null, 2)}\n`);
}
