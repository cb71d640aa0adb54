/** Telemetry of a group of machines by the minute: a daily rhythm, bursts, new levels that are normal, long faults. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { at, dailyRhythm, draw, Lag, spans, wanders } from '../processes.ts';

const GROUPS = 5;
const LEARN = 7_200;
const TEST = 7_200;
/** Much more work in one group; a leak that grows; waiting without work. */
const KINDS = ['overload', 'leak', 'stall'] as const;

interface Fault extends Anomaly {
  readonly kind: (typeof KINDS)[number];
  readonly group: number;
}

export function telemetry(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/telemetry');
  const plan = new RandomStream(seed, 'own-data/telemetry/plan');
  const count = 25 + draw(plan, 13);
  const gains = Array.from({ length: count }, () => 0.4 + plan.uniform());
  const faults: Fault[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 4, 80, 420).map((span, k) => {
    const kind = KINDS[(k + seed) % KINDS.length];
    const group = draw(plan, GROUPS);
    const members = Array.from({ length: count }, (_, c) => c).filter((c) => c % GROUPS === group);
    return { ...span, kind, group, channels: kind === 'leak' ? members.slice(0, 2) : members };
  });
  const loads = wanders(random, GROUPS, 60);
  const own = wanders(random, count, 15);
  const bursts = new Float64Array(GROUPS);
  const levels = new Float64Array(count);
  const smooth = Array.from({ length: count }, (_, c) => new Lag(c % 3 === 0 ? 30 : 2));
  const shape = {
    name: 'telemetry',
    channels: numbered('metric', count),
    tickMs: 60_000,
    learnRows: LEARN,
    testRows: TEST,
  };
  return makeDataSet(shape, faults, (row, out) => {
    const fault = at(faults, row);
    const rhythm = dailyRhythm((row / 60) % 24, false);
    for (let g = 0; g < GROUPS; g++) {
      loads[g].step();
      bursts[g] = random.uniform() < 1 / 500 ? 1 + random.exponential() : bursts[g] * 0.8;
    }
    // A release: one metric has another level from now on.
    if (random.uniform() < 1 / 1_500) levels[draw(random, count)] += 0.4 * random.normal();
    for (let c = 0; c < count; c++) {
      const g = c % GROUPS;
      const isHit = fault?.channels.includes(c) ?? false;
      const age = row - (fault?.from ?? 0);
      let load = rhythm * (1 + 0.15 * loads[g].value) + bursts[g] + levels[c];
      if (isHit && fault?.kind === 'overload') load += 0.9;
      if (isHit && fault?.kind === 'leak') load += age * 0.006;
      if (isHit && fault?.kind === 'stall') load = c < 2 * GROUPS ? 1.6 : 0.25;
      const value = smooth[c].step(gains[c] * load) + 0.05 * own[c].step();
      out[c] = c % 7 === 3 ? Math.max(0, Math.round(8 * value)) / 8 : value;
    }
  });
}
