/**
 * Writes `docs/reality-check.md`: a generated year of the station beside a real plant's record.
 *
 *   node scripts/docs-reality-check.ts --real uci_water_treatment_plant.csv
 *
 * Fails when a difference beyond the real plant's interquartile range has no explanation, or an explanation has nothing to explain.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DAY_MS, MINUTE_MS, MINUTES_PER_DAY } from '../src/core/time.ts';
import { openInfluent } from '../src/pipeline/influent.ts';
import { DailyRecorder, type DailyTable } from '../src/pipeline/reality/daily-table.ts';
import { idle, unexplained } from '../src/pipeline/reality/explanations.ts';
import { realityPage } from '../src/pipeline/reality/page.ts';
import { readUciRecord } from '../src/pipeline/reality/uci.ts';
import { realityCheck } from '../src/pipeline/reality-check.ts';
import { Station } from '../src/plant/station/station.ts';
import { type TapName, tapIndex } from '../src/plant/taps.ts';
import { EXPLANATIONS, VARIANTS, type VariantRun } from './reality-explanations.ts';

const WARM_UP_DAYS = 60;
const DAYS = 527;
const SEED = 1;

const { real } = parseArgs({ options: { real: { type: 'string' } } }).values;
if (real === undefined)
  throw new Error('usage: node scripts/docs-reality-check.ts --real uci_water_treatment_plant.csv');

const record = readUciRecord(readFileSync(real, 'utf8'), real);
const check = realityCheck(simulate({}), record);
const variants = VARIANTS.map((variant) => ({ ...variant, check: realityCheck(simulate(variant), record) }));
const page = realityPage(check, EXPLANATIONS, variants);
writeFileSync(new URL('../docs/reality-check.md', import.meta.url), page);
complain('without an explanation', unexplained(check, EXPLANATIONS));
complain('explanations of nothing', idle(check, EXPLANATIONS));

/** Daily means of the station of `SEED`, run as told. */
function simulate({ town, weather, setpoints = {} }: Partial<VariantRun>): DailyTable {
  const start = Date.UTC(2026, 0, 1) - WARM_UP_DAYS * DAY_MS;
  const { openSource } = openInfluent({ kind: 'generator', seed: SEED, start, town, weather });
  const station = new Station(openSource(), { seed: SEED });
  for (const [name, value] of Object.entries(setpoints)) station.setpoints.set(name, value);
  const recorder = new DailyRecorder();
  const truth = (tap: TapName): number => station.truth[tapIndex(tap)];
  for (let minute = 0; minute <= (WARM_UP_DAYS + DAYS) * MINUTES_PER_DAY; minute++) {
    if (minute >= WARM_UP_DAYS * MINUTES_PER_DAY) recorder.minute(start + minute * MINUTE_MS, truth);
    station.advance();
  }
  return recorder.table();
}

function complain(what: string, ids: readonly string[]): void {
  if (ids.length === 0) return;
  process.stderr.write(`${what}: ${ids.join(', ')}\n`);
  process.exitCode = 1;
}
