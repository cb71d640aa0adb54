/**
 * Makes `data/bsm1/initial-states.json`: the states from which the benchmark's fortnights start. Constant influent
 * from a guess gives `steady`; 14 days of dry weather after that give `protocol` (Alex et al. 2008; 300 days for the
 * benchmark's 150, so that nothing of the guess is left).
 *
 *   node scripts/bsm1-initial-states.ts DRY_INFLUENT.csv
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { BSM1 } from '../src/plant/activated-sludge.ts';
import { BSM1_CLOSED_LOOP, Bsm1 } from '../src/plant/bsm1/bsm1.ts';

/** The benchmark's constant influent: flow-weighted mean of the dry-weather file. */
const CONSTANT = [30, 69.5, 51.2, 202.32, 28.17, 0, 0, 0, 0, 31.56, 6.95, 10.59, 7, 18_446];
/** A fifth of a minute: these states are references. */
const STEP_D = 1 / 7200;

const [, , dryFile] = process.argv;
if (dryFile === undefined) throw new Error('usage: node scripts/bsm1-initial-states.ts DRY_INFLUENT.csv');
const dry = readFileSync(dryFile, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));

function states(parameters: typeof BSM1): { steady: number[]; protocol: number[] } {
  const bsm1 = new Bsm1(parameters, STEP_D);
  bsm1.feed(Float64Array.from(CONSTANT));
  bsm1.advance(300);
  const steady = [...bsm1.y];
  dry.forEach((row, i) => {
    bsm1.feed(Float64Array.from([...row.slice(1, 14), row[15]]));
    bsm1.advance((dry[i + 1]?.[0] ?? 14) - row[0]);
  });
  return { steady, protocol: [...bsm1.y] };
}

const document = {
  source:
    'computed by scripts/bsm1-initial-states.ts: 300 d constant influent (steady), then 14 d dry weather (protocol)',
  order:
    'reactors 1-5 of 13 ASM1 components, settler solids top to bottom, settler layers of each dissolved component, control loops',
  open_loop: states(BSM1),
  closed_loop: states(BSM1_CLOSED_LOOP),
};
writeFileSync(new URL('../data/bsm1/initial-states.json', import.meta.url), `${JSON.stringify(document, null, 1)}\n`);
