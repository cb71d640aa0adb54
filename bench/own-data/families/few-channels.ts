/** One to three channels with a daily rhythm: single wrong readings, and stretches of another shape. */

import { RandomStream } from '../../../src/core/random.ts';
import { type Anomaly, type DataSet, makeDataSet, numbered } from '../data-set.ts';
import { at, dailyRhythm, draw, spans, Wander, wanders } from '../processes.ts';

const PER_DAY = 288;
const LEARN = 14 * PER_DAY;
const TEST = 14 * PER_DAY;
const KINDS = ['point', 'flattened', 'shifted', 'faster', 'noisy'] as const;

interface Fault extends Anomaly {
  readonly kind: (typeof KINDS)[number];
  readonly sign: number;
}

export function fewChannels(seed: number): DataSet {
  const random = new RandomStream(seed, 'own-data/few-channels');
  const plan = new RandomStream(seed, 'own-data/few-channels/plan');
  const count = 1 + (seed % 3);
  const faults: Fault[] = spans(plan, { from: LEARN, until: LEARN + TEST }, 8, 24, 110).map((span, k) => {
    const kind = KINDS[(k + seed) % KINDS.length];
    const until = kind === 'point' ? span.from + 1 + draw(plan, 2) : span.until;
    return { ...span, until, kind, sign: plan.uniform() < 0.5 ? -1 : 1, channels: [draw(plan, count)] };
  });
  const shared = new Wander(random, 60);
  const own = wanders(random, count, 20);
  const shape = {
    name: 'few-channels',
    channels: numbered('value', count),
    tickMs: 300_000,
    learnRows: LEARN,
    testRows: TEST,
  };
  return makeDataSet(shape, faults, (row, out) => {
    const fault = at(faults, row);
    const hour = (24 * (row % PER_DAY)) / PER_DAY;
    const weekend = Math.floor(row / PER_DAY) % 7 >= 5;
    shared.step();
    for (let c = 0; c < count; c++) {
      const kind = fault?.channels[0] === c ? fault.kind : undefined;
      const ahead = kind === 'shifted' ? 5 : 0;
      const rhythm = kind === 'flattened' ? 1 : dailyRhythm((hour + ahead) % 24, weekend);
      let value = (1 + 0.3 * c) * rhythm * (1 + 0.06 * shared.value) + 0.05 * own[c].step();
      if (kind === 'faster') value += 0.3 * Math.sin(row / 2);
      if (kind === 'point') value += 0.6 * (fault?.sign ?? 1);
      out[c] = 20 + 10 * value + (kind === 'noisy' ? 0.8 : 0.2) * random.normal();
    }
  });
}
