/**
 * Writes `docs/reality-check.md`: a generated year of the station beside a real plant's record.
 *
 *   node scripts/docs-reality-check.ts --real uci_water_treatment_plant.csv
 *
 * Fails when a difference beyond the real plant's interquartile range has no explanation.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DAY_MS, MINUTE_MS, MINUTES_PER_DAY } from '../src/core/time.ts';
import { openInfluent } from '../src/pipeline/influent.ts';
import { DailyRecorder } from '../src/pipeline/reality/daily-table.ts';
import { realityPage, unexplained } from '../src/pipeline/reality/page.ts';
import { readUciRecord } from '../src/pipeline/reality/uci.ts';
import { realityCheck } from '../src/pipeline/reality-check.ts';
import { Station } from '../src/plant/station/station.ts';
import { tapIndex } from '../src/plant/taps.ts';
import { EXPLANATIONS } from './reality-explanations.ts';

const WARM_UP_DAYS = 60;
const DAYS = 527;
const SEED = 1;

const { real } = parseArgs({ options: { real: { type: 'string' } } }).values;
if (real === undefined)
  throw new Error('usage: node scripts/docs-reality-check.ts --real uci_water_treatment_plant.csv');

const start = Date.UTC(2026, 0, 1) - WARM_UP_DAYS * DAY_MS;
const { source } = openInfluent({ kind: 'generator', seed: SEED, start });
const station = new Station(source);
const recorder = new DailyRecorder();
const truth = (tap: string): number => station.truth[tapIndex(tap)];
for (let minute = 0; minute <= (WARM_UP_DAYS + DAYS) * MINUTES_PER_DAY; minute++) {
  if (minute >= WARM_UP_DAYS * MINUTES_PER_DAY) recorder.minute(start + minute * MINUTE_MS, truth);
  station.advance();
}

const check = realityCheck(recorder.table(), readUciRecord(readFileSync(real, 'utf8'), real));
writeFileSync(new URL('../docs/reality-check.md', import.meta.url), realityPage(check, EXPLANATIONS));
const missing = unexplained(check, EXPLANATIONS);
if (missing.length > 0) {
  process.stderr.write(`without an explanation: ${missing.join(', ')}\n`);
  process.exitCode = 1;
}
