/**
 * Prints what limits detection on the station: of the labelled readings, how far they are off the undisturbed plant as a
 * part of the least deviation that relations would flag, and how many of them are flagged.
 *
 *   node_modules/.bin/node scripts/quality-limits.ts                       seeds 1 to 6, 10 days each
 *   node_modules/.bin/node scripts/quality-limits.ts --seeds 1,2 --days 3
 */

import { parseArgs } from 'node:util';
import { parseSeeds } from '../src/apps/quality/seeds.ts';
import { simulate } from '../src/apps/quality/simulate.ts';
import { ANOMALY_KINDS } from '../src/core/anomaly-kinds.ts';
import { createFrame } from '../src/core/frame.ts';
import { TICKS_PER_DAY } from '../src/core/time.ts';
import { DETECTOR_DEFAULTS, Detector, type Model } from '../src/detector/index.ts';
import { readingEvidence } from '../src/detector/limits.ts';
import { valueAt } from '../src/detector/tail.ts';
import { learnClean } from '../src/pipeline/quality/learn-clean.ts';
import { cleanPast, startTimeOf } from '../src/pipeline/quality/seed-run.ts';

const LEARN_DAYS = 28;
const PROBABILITY = 0.02;
/** Every so many ticks are looked at. */
const STRIDE = 4;
const BOUNDS = [0.5, 1, 2, 4, Number.POSITIVE_INFINITY];
const NAMES = ['below half', 'half to once', 'once to twice', 'twice to four times', 'more', 'contacts and no reading'];

const { values: flags } = parseArgs({
  options: { seeds: { type: 'string', default: '1-6' }, days: { type: 'string', default: '10' } },
});

/** Labelled and flagged readings, by kind and place in `NAMES`. */
const counts = ANOMALY_KINDS.map(() => NAMES.map(() => ({ labelled: 0, flagged: 0 })));
for (const seed of parseSeeds(flags.seeds)) watch(seed, Number(flags.days));
const all = counts.flat().reduce((sum, { labelled }) => sum + labelled, 0);
const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
process.stdout.write(`| deviation, of the limit | ${ANOMALY_KINDS.join(' | ')} |\n|---|${'---|'.repeat(5)}\n`);
for (const [place, name] of NAMES.entries()) {
  const cells = counts.map((kind) => {
    const { labelled, flagged } = kind[place];
    return `${percent(labelled, all)}, flagged ${percent(flagged, labelled)}`;
  });
  process.stdout.write(`| ${name} | ${cells.join(' | ')} |\n`);
}

function watch(seed: number, days: number): void {
  const task = { seed, learnDays: LEARN_DAYS };
  const { model } = learnClean(simulate(cleanPast(task)), task);
  const own = { seed, calibrationSeed: seed, startTime: startTimeOf(seed) };
  const reported = simulate({ ...own, probability: PROBABILITY });
  const undisturbed = simulate({ ...own, probability: 0 });
  const detector = new Detector(model);
  const limits = leastDeviations(model);
  const n = limits.length;
  const [frame, clean] = [createFrame(n), createFrame(n)];
  const [kinds, events] = [new Uint8Array(n), new Uint32Array(n)];
  for (let tick = 0; tick < days * TICKS_PER_DAY; tick++) {
    reported.next(frame);
    undisturbed.next(clean);
    detector.score(frame);
    if (tick % STRIDE !== 0) continue;
    reported.readLabels(kinds, events);
    for (let i = 0; i < n; i++) {
      if (kinds[i] === 0) continue;
      const part = Math.abs(frame.values[i] - clean.values[i]) / limits[i];
      const place = BOUNDS.findIndex((bound) => part < bound);
      const count = counts[kinds[i] - 1][place < 0 ? NAMES.length - 1 : place];
      count.labelled++;
      if (detector.flags[i] === 1) count.flagged++;
    }
  }
}

/** The least lasting deviation of each channel that relations flag, in its unit; NaN for contacts. */
function leastDeviations(model: Model): number[] {
  const n = model.channels.length;
  const asked = readingEvidence(model, DETECTOR_DEFAULTS, model.periodTicks);
  return model.profiles.map(({ discrete, scale }, i) => {
    if (discrete) return Number.NaN;
    const evidence = Math.max(asked, valueAt(model.channelTails[i], asked));
    const means = model.means.map((_, m) => valueAt(model.tails[(1 + m) * n + i], evidence));
    return model.spreads[i] * scale * Math.min(...means);
  });
}
